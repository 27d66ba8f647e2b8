// Limited transmit: each of the first two duplicates lets one new segment go, so that a small window can still bring three duplicates forth
// (RFC 3042 §2).

import type { Bytes } from "../../kernel/index.ts";

const MOST_SEGMENTS = 2;

/** How far beyond the congestion window new data may go after so many duplicates; cwnd itself must not change. */
export function limitedTransmit(duplicates: number, mss: Bytes): Bytes {
  return Math.min(duplicates, MOST_SEGMENTS) * mss;
}
