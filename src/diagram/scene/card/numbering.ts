// The sequence numbers as the picture shows them: raw for the textbook, counted from the initial ones for a real stack.

import { relativeNumbers, type Trace } from "../../../simulation/index.ts";

/** The numbers of one segment as drawn. */
export interface Numbers {
  readonly seq: number;
  readonly ack: number | null;
}

/** Numbers by packet id; null for a packet that carries no segment. */
export type Numbering = readonly (Numbers | null)[];

/** Whether a run's numbers are counted from the initial sequence numbers. */
export function isRelative(trace: Trace): boolean {
  return trace.stack !== "textbook";
}

/** Reads the numbers of every packet; a direction whose SYN was never seen stays raw. */
export function numberingOf(trace: Trace): Numbering {
  return isRelative(trace) ? relativeNumbers(trace) : trace.packets.map((packet) =>
    packet.protocol === "tcp" ? { seq: packet.segment.seq, ack: packet.segment.ack } : null);
}
