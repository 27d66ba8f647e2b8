// How many bytes a value takes in an SSH message: the data types of RFC 4251 §5. Sizes alone; the values are not made.

import type { Bytes } from "../kernel/index.ts";

/** A byte, and the number of a message. */
export const BYTE: Bytes = 1;

/** A boolean is stored as a byte. */
export const BOOLEAN: Bytes = 1;

/** A uint32 takes four bytes. */
export const UINT32: Bytes = 4;

/** A string: its length as a uint32, then so many bytes. */
export function stringOf(content: Bytes): Bytes {
  return UINT32 + content;
}

/** A string of text. Simplified: every character counts as one byte, as in US-ASCII; other text would take more in UTF-8. */
export function text(value: string): Bytes {
  return stringOf(value.length);
}

/** A name-list: a string of names with commas between them. */
export function nameList(names: readonly string[]): Bytes {
  return text(names.join(","));
}

/**
 * A multiple precision integer of so many bytes: a positive number whose highest bit is set has a zero byte before it.
 * Simplified: numbers with leading zero bytes, which are one in 256, do not occur.
 */
export function mpint(bytes: Bytes, highestBit: boolean): Bytes {
  return stringOf(highestBit ? bytes + 1 : bytes);
}
