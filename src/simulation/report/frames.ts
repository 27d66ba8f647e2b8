// What became of a stream of frames, counted from the trace: who came in time, late, out of order, twice, or never.

import type { Milliseconds } from "../kernel/index.ts";
import type { Trace } from "../trace.ts";

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
  const frames = trace.events.filter((event) => event.kind === "frame").filter((event) => event.stream === stream);
  const fresh = frames.filter(({ duplicate }) => !duplicate);
  const late = fresh.filter((event) => event.late).length;
  const last = fresh.at(-1);
  const ends = [one.from, one.to];
  return {
    count: one.count,
    inTime: fresh.length - late,
    late,
    missing: one.count - fresh.length,
    outOfOrder: fresh.filter(({ outOfOrder }) => outOfOrder).length,
    duplicates: frames.length - fresh.length,
    last: last === undefined ? null : last.at,
    packets: trace.packets.filter(({ protocol, from, to }) => protocol === one.protocol && ends.includes(from) && ends.includes(to)).length,
  };
}
