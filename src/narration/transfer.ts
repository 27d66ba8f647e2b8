// Tells how bytes cross an open connection: sent, lost, sent again, kept, delivered, acknowledged (RFC 9293 §3.8, RFC 6298).

import type { TcpPacket, TraceEvent } from "../simulation/index.ts";
import { lost, step, type Memory } from "./memory.ts";
import { distance, endOf, kindOf } from "./packets.ts";
import type { Step } from "./step.ts";

/** The step that an event of the transfer is worth, or null. */
export function tellTransfer(event: TraceEvent, memory: Memory): Step | null {
  switch (event.kind) {
    case "call":
      return tellCall(event, memory);
    case "send":
      return tellSend(event, memory);
    case "receive":
      return tellReceive(event, memory);
    case "deliver":
      return tellDeliver(event, memory);
    case "drop":
      return tellDrop(event, memory);
    case "timer-fire":
      return tellTimer(event, memory);
    default:
      return null;
  }
}

/** A segment of full size at most: with so much room, a window holds nothing back. */
const FULL = 1460;

/** What the program writes and nobody sends: while a little is unacknowledged and both windows have room, it is Nagle's doing. */
function tellCall(event: Extract<TraceEvent, { kind: "call" }>, memory: Memory): Step | null {
  if (event.call !== "send" || event.endpoint === null || memory.consequences(event).some(({ kind }) => kind === "send")) return null;
  const known = memory.of(event.endpoint);
  if ((known.state !== "ESTABLISHED" && known.state !== "CLOSE-WAIT") || known.una === null || known.nxt === null || known.finEnd !== null) return null;
  const bytes = distance(known.una, known.nxt);
  const room = Math.min(known.variables.get("rwnd") ?? 0, known.variables.get("cwnd") ?? Infinity) - bytes;
  return bytes > 0 && room >= FULL ? step(event, "data-held-back", null, { ...memory.pair(event), bytes }) : null;
}

function tellSend(event: Extract<TraceEvent, { kind: "send" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || kindOf(packet.segment) !== "data") return null;
  const { seq, length: bytes, text = null } = packet.segment;
  const pair = memory.along(packet);
  if (packet.retransmissionOf !== null) {
    return memory.cause(event, "timer-fire", "receive")?.kind === "timer-fire"
      ? step(event, "data-retransmitted", packet, { ...pair, seq, bytes, ...memory.again(event, packet), probe: event.rule === "tcp.recovery.loss-probe" })
      : step(event, "data-retransmitted-early", packet, { ...pair, seq, bytes, threshold: newThreshold(event, memory) });
  }
  const values = { ...pair, seq, bytes, text, segments: 1 };
  return isFirstAfterOpening(packet, memory) ? step(event, "first-data-sent", packet, values) : step(event, "data-sent", packet, values);
}

/** The slow-start threshold that the same step has set, or null. */
function newThreshold(event: TraceEvent, memory: Memory): number | null {
  const cause = event.cause === null ? undefined : memory.trace.events[event.cause];
  const set = cause === undefined ? [] : memory.consequences(cause).filter((effect) => effect.kind === "variable" && effect.name === "ssthresh");
  const last = set.at(-1);
  return last?.kind === "variable" ? last.value : null;
}

/** The lesson of the third step: a pure ACK takes no number, so the first data of the opener has the same one. */
function isFirstAfterOpening(packet: TcpPacket, memory: Memory): boolean {
  if (packet.endpoint === null || memory.opens(packet) !== "active") return false;
  const known = memory.of(packet.endpoint);
  return !known.sentData && known.pureAckSeq === packet.segment.seq;
}

function tellReceive(event: Extract<TraceEvent, { kind: "receive" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || event.endpoint === null) return null;
  const kind = kindOf(packet.segment);
  const { seq, length: bytes, ack } = packet.segment;
  const pair = memory.against(packet);
  if (kind === "data" || (kind === "FIN" && bytes > 0 && event.outcome === "buffered")) {
    if (event.outcome === "buffered") return step(event, "data-buffered", packet, { ...pair, seq, bytes });
    if (event.outcome === "duplicate") return step(event, "data-duplicate", packet, { ...pair, seq, bytes });
    return null;
  }
  if (kind !== "ACK" || ack === null || (event.outcome !== "accepted" && event.outcome !== "duplicate")) return null;
  const known = memory.of(event.endpoint);
  if (known.una === null || known.nxt === null) return null;
  const acknowledged = dataBetween(known.una, ack, known.iss, known.finEnd);
  if (acknowledged > 0 && distance(ack, known.nxt) >= 0) return step(event, "ack-received", packet, { ...pair, ack, bytes: acknowledged });
  const repeats = ack === known.una && distance(ack, known.nxt) > 0 && packet.segment.window === known.window && known.window !== 0 && known.state !== "SYN-RECEIVED";
  return repeats ? step(event, "duplicate-ack-received", packet, { ...pair, ack, count: known.duplicateAcks + 1 }) : null;
}

/** Bytes of data among the numbers from `una` to `ack`: SYN and FIN take one number each, but are no data. */
function dataBetween(una: number, ack: number, iss: number | null, finEnd: number | null): number {
  return distance(una, ack) - Number(una === iss) - Number(ack === finEnd);
}

function tellDeliver(event: Extract<TraceEvent, { kind: "deliver" }>, memory: Memory): Step | null {
  const packet = memory.arrival(event);
  const receive = memory.cause(event, "receive");
  if (packet === null || receive === null || event.bytes === 0) return null;
  const deliveries = memory.consequences(receive).filter((effect) => effect.kind === "deliver");
  // What one arrival lets through in several pieces is told once, with the first.
  if (deliveries.some((other) => other.bytes > 0 && other.id < event.id)) return null;
  const bytes = deliveries.reduce((sum, delivery) => sum + delivery.bytes, 0);
  const pair = memory.pair(event);
  if (bytes > packet.segment.length) return step(event, "gap-filled", packet, { ...pair, bytes });
  const ack = memory.answer(receive, event.host)?.segment.ack ?? null;
  return ack === null ? step(event, "data-delivered", packet, { ...pair, bytes }) : step(event, "data-received", packet, { ...pair, bytes, ack });
}

function tellTimer(event: Extract<TraceEvent, { kind: "timer-fire" }>, memory: Memory): Step | null {
  const answer = event.timer === "delayed-ack" ? memory.answer(event, event.host) : null;
  const ack = answer?.segment.ack ?? null;
  return answer === null || ack === null ? null : step(event, "delayed-ack-sent", answer, { ...memory.along(answer), ack });
}

function tellDrop(event: Extract<TraceEvent, { kind: "drop" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null) return null;
  const pair = memory.along(packet);
  const { seq, length: bytes, ack } = packet.segment;
  const { why } = event;
  const kind = kindOf(packet.segment);
  if (kind === "data") return lost(step(event, "data-lost", packet, { ...pair, seq, bytes, why }), packet);
  if (kind !== "ACK" || ack === null || coversFin(packet, memory)) return null;
  return lost(step(event, "ack-lost", packet, { ...pair, ack, why }), packet);
}

/** Whether the other end's FIN is what this ACK would have acknowledged; the closing tells that. */
function coversFin(packet: TcpPacket, memory: Memory): boolean {
  const addressee = memory.addressee(packet);
  return addressee !== null && memory.of(addressee.id).finEnd === packet.segment.ack && endOf(packet.segment) === packet.segment.seq;
}
