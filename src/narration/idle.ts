// Tells how an idle connection is probed (RFC 9293 §3.8.4).

import type { TraceEvent } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import { kindOf } from "./packets.ts";
import type { Step } from "./step.ts";

/** The step that an event of an idle connection is worth, or null. */
export function tellIdle(event: TraceEvent, memory: Memory): Step | null {
  if (event.kind === "send") return tellProbe(event, memory);
  return event.kind === "receive" ? tellAnswer(event, memory) : null;
}

function tellProbe(event: Extract<TraceEvent, { kind: "send" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || kindOf(packet.segment) !== "ACK" || !isProbe(event, memory)) return null;
  const { at, count } = silence(event, memory);
  return step(event, "keep-alive-probe", packet, { ...memory.along(packet), seq: packet.segment.seq, time: event.at - at, count });
}

/** What an arriving ACK answers: it was sent because a probe had come. */
function tellAnswer(event: Extract<TraceEvent, { kind: "receive" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || kindOf(packet.segment) !== "ACK" || packet.segment.ack === null) return null;
  const answer = before(event, memory);
  const arrival = answer === null ? null : before(answer, memory);
  const probe = arrival?.kind === "receive" ? before(arrival, memory) : null;
  if (probe?.kind !== "send" || probe.host !== event.host || !isProbe(probe, memory)) return null;
  return step(event, "keep-alive-answered", packet, { ...memory.against(packet), ack: packet.segment.ack });
}

function isProbe(event: TraceEvent, memory: Memory): boolean {
  const cause = before(event, memory);
  return cause?.kind === "timer-fire" && cause.timer === "keep-alive";
}

/** When this end last heard of the other, and how many probes have gone since. */
function silence(event: TraceEvent, memory: Memory): { readonly at: number; readonly count: number } {
  const { events } = memory.trace;
  let count = 0;
  for (let id = event.id; id >= 0; id -= 1) {
    const other = events[id];
    if (other === undefined || other.endpoint !== event.endpoint) continue;
    if (other.kind === "receive") return { at: other.at, count };
    if (other.kind === "send" && isProbe(other, memory)) count += 1;
  }
  return { at: 0, count };
}

function before(event: TraceEvent, memory: Memory): TraceEvent | null {
  return event.cause === null ? null : (memory.trace.events[event.cause] ?? null);
}
