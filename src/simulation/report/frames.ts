// What became of a stream of frames, counted from the trace: who came in time, late, out of order, twice, or never.

import type { Milliseconds } from "../kernel/index.ts";
import type { Trace } from "../contract/index.ts";

export interface FrameTally {
  readonly count: number;
  /** Frames that came, and came in time for their playing; each is counted once. */
  readonly inTime: number;
  readonly late: number;
  /** Frames that have not come by the end of the run. */
  readonly missing: number;
  /** Frames that came behind a later one, and copies of what was there before. */
  readonly outOfOrder: number;
  readonly duplicates: number;
  /** When the last frame that comes is whole; null when none comes. */
  readonly last: Milliseconds | null;
  /** Everything that the two hosts sent each other by the stream's protocol. */
  readonly packets: number;
}

/** Counts a stream of `Trace.streams`; null when there is none of this number. */
export function frameTally(trace: Trace, stream: number): FrameTally | null {
  const one = trace.streams?.[stream];
  if (one === undefined) return null;
  const ends = [one.from, one.to];
  const tally: { came: number; late: number; outOfOrder: number; duplicates: number; last: Milliseconds | null } =
    { came: 0, late: 0, outOfOrder: 0, duplicates: 0, last: null };
  for (const event of trace.events) {
    if (event.kind !== "frame" || event.stream !== stream) continue;
    if (event.duplicate) {
      tally.duplicates += 1;
      continue;
    }
    tally.came += 1;
    tally.last = event.at;
    if (event.late) tally.late += 1;
    if (event.outOfOrder) tally.outOfOrder += 1;
  }
  const { came, late, outOfOrder, duplicates, last } = tally;
  const packets = trace.packets.filter(({ protocol, from, to }) => protocol === one.protocol && ends.includes(from) && ends.includes(to)).length;
  return { count: one.count, inTime: came - late, late, missing: one.count - came, outOfOrder, duplicates, last, packets };
}
