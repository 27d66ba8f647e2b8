// The window of a SYN and the shift of all that follow, from the size of the receive buffer (RFC 7323 §2.3; Linux).

import type { Bytes } from "../../kernel/index.ts";

/** The receive buffer of a connection whose program has not set one, and how far it may grow by itself. */
export const DEFAULT_BUFFER: Bytes = 131_072;
export const LARGEST_BUFFER: Bytes = 33_554_432;

/** No buffer is smaller, whatever the program asks for. */
const SMALLEST_BUFFER: Bytes = 2304;

const MAX_SHIFT = 14;

/** The kernel takes twice of what a program asks for: one half is thought to go into what keeping costs. */
export function bufferFor(requested: Bytes): Bytes {
  return Math.max(2 * requested, SMALLEST_BUFFER);
}

/** Half of the buffer, in whole segments. The field of a SYN, which is never scaled, may hold less. */
export function firstWindow(buffer: Bytes, mss: Bytes): Bytes {
  const space = Math.floor(buffer / 2);
  return space > mss ? space - (space % mss) : space;
}

/** Rcv.Wind.Shift: large enough for the buffer, and, where it grows by itself, for the largest that it may come to be. */
export function shiftFor(buffer: Bytes, grows: boolean): number {
  let space = Math.max(Math.floor(buffer / 2), grows ? LARGEST_BUFFER : 0);
  let shift = -16;
  for (; space >= 1; space /= 2) shift += 1;
  return Math.max(0, Math.min(shift, MAX_SHIFT));
}
