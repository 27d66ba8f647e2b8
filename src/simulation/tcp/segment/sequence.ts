// Sequence numbers and their arithmetic modulo 2^32 (RFC 9293 §3.4), where plain `<` is wrong.

declare const brand: unique symbol;

/** An unsigned 32-bit sequence number. */
export type SequenceNumber = number & { readonly [brand]: "sequence number" };

/** Takes any integer into the sequence space. */
export function sequence(value: number): SequenceNumber {
  return (value >>> 0) as SequenceNumber;
}

/** The number `by` places further on; `by` may be negative. */
export function advance(from: SequenceNumber, by: number): SequenceNumber {
  return ((from + by) >>> 0) as SequenceNumber;
}

/** How far `to` lies beyond `from`: negative when it lies before. Right for distances below 2^31. */
export function distance(from: SequenceNumber, to: SequenceNumber): number {
  return (to - from) | 0;
}

/** `a < b` */
export function before(a: SequenceNumber, b: SequenceNumber): boolean {
  return ((a - b) | 0) < 0;
}

/** `a =< b` */
export function atOrBefore(a: SequenceNumber, b: SequenceNumber): boolean {
  return ((a - b) | 0) <= 0;
}

/** `start =< seq < start + size` */
export function inWindow(seq: SequenceNumber, start: SequenceNumber, size: number): boolean {
  return ((seq - start) >>> 0) < size;
}
