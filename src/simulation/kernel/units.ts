// The units that the whole simulation speaks: simulated milliseconds, bytes, and ratios from 0 to 1.

/** Simulated time in milliseconds from 0, always a multiple of 0.001. */
export type Milliseconds = number;

/** A count of bytes, a non-negative integer. */
export type Bytes = number;

/** A share from 0 to 1. Percent exist only in the block's text. */
export type Ratio = number;

/** Rounds a time to the grid of 0.001 ms on which every event stands, so that sums never drift apart between engines. */
export function toGrid(time: number): Milliseconds {
  return Math.round(time * 1000) / 1000;
}
