// Tells how a stream of frames fares against the receiver's clock, over UDP and over TCP, and what it came to in the end.

import { frameTally, type TraceEvent } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import type { Step } from "./step.ts";

/** The step that an event of a stream is worth, or null. */
export function tellFrames(event: TraceEvent, memory: Memory): Step | null {
  const over = memory.streamEndedBy(event.id);
  if (over !== null) return tellOver(event, over, memory);
  if (event.kind === "call" && event.call === "send frames" && event.endpoint !== null) return tellBegin(event, memory);
  if (event.kind !== "frame" || !event.late || event.duplicate) return null;
  const stream = memory.trace.streams?.[event.stream];
  if (stream === undefined) return null;
  const pair = { host: memory.name(stream.to), peer: memory.name(stream.from) };
  return step(event, "frame-late", null, { ...pair, number: event.number, last: event.number, protocol: stream.protocol });
}

/** Over a connection; the first datagram tells it of the others. */
function tellBegin(event: Extract<TraceEvent, { kind: "call" }>, memory: Memory): Step | null {
  const stream = memory.trace.streams?.find(({ protocol, from, start }) => protocol === "tcp" && from === event.host && start === event.at);
  if (stream === undefined) return null;
  const { bytes, count, every, playOut } = stream;
  return step(event, "frames-begin", null, { ...memory.pair(event), bytes, count, every, playOut, protocol: "tcp" });
}

function tellOver(event: TraceEvent, stream: number, memory: Memory): Step | null {
  const tally = frameTally(memory.trace, stream);
  const one = memory.trace.streams?.[stream];
  if (tally === null || one === undefined) return null;
  const { count, inTime, late, missing, outOfOrder, duplicates } = tally;
  const pair = { host: memory.name(one.to), peer: memory.name(one.from) };
  return { ...step(event, "frames-over", null, { ...pair, protocol: one.protocol, count, inTime, late, missing, outOfOrder, duplicates }), host: one.to };
}
