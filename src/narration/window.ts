// Tells how the receiver holds the sender back (RFC 9293 §3.8.6): windows that close and open, probes, data that waits to be read.

import type { TraceEvent } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import { distance, endOf, kindOf } from "./packets.ts";
import type { Step } from "./step.ts";

/** The step that an event of flow control is worth, or null. */
export function tellWindow(event: TraceEvent, memory: Memory): Step | null {
  switch (event.kind) {
    case "send":
      return tellProbe(event, memory);
    case "receive":
      return tellReceive(event, memory);
    case "deliver":
      return tellRead(event, memory);
    default:
      return null;
  }
}

function tellProbe(event: Extract<TraceEvent, { kind: "send" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || packet.endpoint === null || memory.of(packet.endpoint).window !== 0) return null;
  const fired = memory.cause(event, "timer-fire", "receive", "call");
  if (fired?.kind !== "timer-fire" || fired.timer !== "persist") return null;
  return step(event, "window-probe", packet, { ...memory.along(packet), seq: packet.segment.seq, bytes: packet.segment.length });
}

function tellReceive(event: Extract<TraceEvent, { kind: "receive" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || event.endpoint === null) return null;
  const known = memory.of(event.endpoint);
  const { segment } = packet;
  const pair = memory.against(packet);
  if (kindOf(segment) === "data") {
    const answer = memory.answer(event, event.host);
    if (answer === null || answer.segment.ack === null) return null;
    if (event.outcome === "unacceptable" && answer.segment.window === 0) return step(event, "probe-answered", answer, { ...pair, ack: answer.segment.ack });
    const read = memory.consequences(event).some(({ kind }) => kind === "deliver");
    if (event.outcome !== "accepted" || read || distance(endOf(segment), answer.segment.ack) < 0) return null;
    const { ack, window } = answer.segment;
    return step(event, "data-unread", packet, { ...pair, bytes: segment.length, ack, window });
  }
  if (kindOf(segment) !== "ACK" || event.outcome !== "accepted" || segment.ack === null || known.window === null) return null;
  if (segment.window === 0 && known.window > 0) return step(event, "window-closed", packet, { ...pair, ack: segment.ack });
  return segment.window > 0 && known.window === 0 ? step(event, "window-opened", packet, { ...pair, window: segment.window }) : null;
}

/** What the program reads of its own accord, some time after it arrived. */
function tellRead(event: Extract<TraceEvent, { kind: "deliver" }>, memory: Memory): Step | null {
  if (event.bytes === 0 || memory.cause(event, "call", "receive")?.kind !== "call") return null;
  return step(event, "program-reads", null, { ...memory.pair(event), bytes: event.bytes });
}
