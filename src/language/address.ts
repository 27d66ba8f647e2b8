// IPv4 addresses as a block writes them (RFC 6943 §3.1.1): four decimal numbers up to 255.

/** Whether a text is such an address. */
export function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split(".").every((octet) => Number(octet) <= 255);
}
