// Tells what ends a connection out of order, or fails to: resets, refusals, time-outs, segments that do not belong
// (RFC 9293 §3.5.2, §3.5.3, §3.8.3; RFC 5961).

import type { TcpPacket, TraceEvent } from "../simulation/index.ts";
import { lost, step, type Memory } from "./memory.ts";
import { kindOf } from "./packets.ts";
import type { Step } from "./step.ts";

/** The step that a failure is worth, or null. */
export function tellFailure(event: TraceEvent, memory: Memory): Step | null {
  switch (event.kind) {
    case "send":
      return tellSend(event, memory);
    case "receive":
      return tellReceive(event, memory);
    case "drop":
      return tellDrop(event, memory);
    case "state":
      return tellState(event, memory);
    case "result":
      return tellResult(event, memory);
    default:
      return null;
  }
}

function tellSend(event: Extract<TraceEvent, { kind: "send" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || kindOf(packet.segment) !== "RST") return null;
  const pair = memory.along(packet);
  const provoker = memory.arrival(event);
  if (provoker === null) return step(event, "reset-sent", packet, pair);
  if (event.rule === "tcp.text.forsaken") return step(event, "data-unwanted", packet, pair);
  const { ack } = packet.segment;
  const known = packet.endpoint === null ? null : memory.of(packet.endpoint);
  const claimed = provoker.segment.ack;
  if (known?.state === "SYN-SENT" && known.nxt !== null && claimed !== null) return step(event, "reset-answered-in-syn-sent", packet, { ...pair, ack: claimed, expected: known.nxt });
  return kindOf(provoker.segment) === "SYN" && ack !== null
    ? step(event, "nobody-listens", packet, { ...pair, ack })
    : step(event, "reset-answered", packet, pair);
}

function tellReceive(event: Extract<TraceEvent, { kind: "receive" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null) return null;
  const pair = memory.against(packet);
  const { seq } = packet.segment;
  if (event.outcome === "challenge-ack") {
    const ack = memory.answer(event, event.host)?.segment.ack ?? null;
    return ack === null ? null : step(event, "challenge-ack", packet, { ...pair, ack });
  }
  if (event.outcome === "ignored") return step(event, "segment-ignored", packet, { ...pair, seq });
  if (event.outcome !== "unacceptable") return null;
  if (event.rule === "tcp.timestamps.foreign-echo") return step(event, "echo-unknown", packet, { ...pair, echo: echoOf(packet) });
  return memory.answer(event, event.host) === null
    ? step(event, "segment-ignored", packet, { ...pair, seq })
    : step(event, "segment-unacceptable", packet, { ...pair, seq });
}

function echoOf({ segment }: TcpPacket): number {
  for (const option of segment.options) if (option.kind === "timestamps") return option.echo;
  return 0;
}

function tellDrop(event: Extract<TraceEvent, { kind: "drop" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || packet.arrivals.length > 0 || kindOf(packet.segment) !== "RST") return null;
  return lost(step(event, "reset-lost", packet, { ...memory.along(packet), why: event.why }), packet);
}

function tellState(event: Extract<TraceEvent, { kind: "state" }>, memory: Memory): Step | null {
  if (event.to !== "CLOSED" && !(event.to === "LISTEN" && event.from === "SYN-RECEIVED")) return null;
  const pair = memory.pair(event);
  const came = memory.arrival(event);
  if (came !== null && kindOf(came.segment) === "RST") {
    if (event.to === "LISTEN") return step(event, "reset-before-established", came, pair);
    return event.from === "SYN-SENT"
      ? step(event, "refused", came, pair)
      : step(event, "reset-received", came, { ...pair, state: event.from });
  }
  if (event.from === "TIME-WAIT" || event.endpoint === null) return null;
  const cause = memory.cause(event, "timer-fire", "receive", "call");
  if (cause?.kind === "timer-fire") {
    const { repetitions } = memory.of(event.endpoint);
    return step(event, "timed-out", null, { ...pair, state: event.from, count: repetitions });
  }
  if (cause?.kind !== "call" || cause.call === "crash" || memory.answer(cause, event.host) !== null) return null;
  return step(event, "closed-early", null, { ...pair, state: event.from });
}

/** Only what no other step says: refusals, resets and time-outs are told with the change of state. */
function tellResult(event: Extract<TraceEvent, { kind: "result" }>, memory: Memory): Step | null {
  const untold = ["connection does not exist", "connection closing", "message too long", "port in use"] as const;
  const error = untold.find((one) => one === event.outcome);
  if (error === undefined) return null;
  return step(event, "call-failed", null, { host: memory.name(event.host), call: event.call, error });
}
