// IPv4 addresses as text and as the 32 bits that a header has (RFC 791 §3.2).

/** The address's 32 bits. What is no dotted quad counts as 0.0.0.0. */
export function addressBits(text: string): number {
  const parts = text.split(".").map(Number);
  const [a, b, c, d] = parts;
  if (parts.length !== 4 || a === undefined || b === undefined || c === undefined || d === undefined) return 0;
  if (!parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255)) return 0;
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}

/** The address as it is written. */
export function addressText(bits: number): string {
  return `${String(bits >>> 24)}.${String((bits >>> 16) & 255)}.${String((bits >>> 8) & 255)}.${String(bits & 255)}`;
}
