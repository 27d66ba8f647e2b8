// IPv4 addresses as a block writes them: four decimal numbers up to 255 (RFC 6943 §3.1.1).

/** Whether a text is such an address. */
export function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split(".").every((octet) => Number(octet) <= 255);
}

/** The address as an unsigned 32-bit integer. */
export function numberOf(address: string): number {
  return address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

/** The address of such an integer; the last there is for anything beyond. */
export function addressAt(number: number): string {
  const within = Math.min(number, 0xffff_ffff);
  return [24, 16, 8, 0].map((shift) => Math.floor(within / 2 ** shift) % 256).join(".");
}
