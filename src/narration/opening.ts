// Tells how a connection opens (RFC 9293 §3.5): the three-way handshake, what is lost of it, and SYNs that cross.

import type { TcpPacket, TraceEvent } from "../simulation/index.ts";
import { lost, step, type Memory } from "./memory.ts";
import { endOf, kindOf } from "./packets.ts";
import type { Step } from "./step.ts";

/** The step that an event of the opening is worth, or null. */
export function tellOpening(event: TraceEvent, memory: Memory): Step | null {
  switch (event.kind) {
    case "state":
      return tellState(event, memory);
    case "send":
      return tellSend(event, memory);
    case "receive":
      return tellReceive(event, memory);
    case "drop":
      return tellDrop(event, memory);
    default:
      return null;
  }
}

function tellState(event: Extract<TraceEvent, { kind: "state" }>, memory: Memory): Step | null {
  const endpoint = event.endpoint === null ? null : (memory.trace.endpoints[event.endpoint] ?? null);
  if (endpoint?.protocol !== "tcp") return null;
  if (event.to === "LISTEN" && event.from === "CLOSED") {
    return step(event, "listen", null, { host: memory.name(event.host), port: endpoint.localPort });
  }
  if (event.from === "SYN-SENT" && event.to === "SYN-RECEIVED") {
    const came = memory.arrival(event);
    return came === null ? null : step(event, "simultaneous-open", came, { ...memory.pair(event), ack: endOf(came.segment) });
  }
  return event.to === "ESTABLISHED" ? tellEstablished(event, endpoint.open, memory) : null;
}

function tellEstablished(event: Extract<TraceEvent, { kind: "state" }>, open: "active" | "passive", memory: Memory): Step | null {
  const came = memory.arrival(event);
  if (came === null) return null;
  const pair = memory.pair(event);
  const ack = came.segment.ack ?? 0;
  if (event.from === "SYN-RECEIVED") {
    if (open === "active") return step(event, "established-crossed", came, { ...pair, ack });
    const { length } = came.segment;
    return length > 0
      ? step(event, "established-by-data", came, { ...pair, ack, bytes: length })
      : step(event, "established-both", came, { ...pair, ack });
  }
  const answer = memory.answer(event, event.host) ?? answerToArrival(event, memory);
  if (answer === null || answer.segment.ack === null) return null;
  return step(event, "established-first", answer, { ...pair, seq: answer.segment.seq, ack: answer.segment.ack });
}

/** The state and its ACK are both consequences of the arrival; neither need be the other's. */
function answerToArrival(event: TraceEvent, memory: Memory): TcpPacket | null {
  const receive = memory.cause(event, "receive");
  return receive === null ? null : memory.answer(receive, event.host);
}

function tellSend(event: Extract<TraceEvent, { kind: "send" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null) return null;
  const { segment } = packet;
  const pair = memory.along(packet);
  const kind = kindOf(segment);
  if (kind === "SYN") {
    return packet.retransmissionOf === null
      ? tellSyn(event, packet, memory)
      : step(event, "syn-retransmitted", packet, { ...pair, seq: segment.seq, ...memory.again(event, packet) });
  }
  if (kind !== "SYN+ACK" || segment.ack === null) return null;
  if (packet.retransmissionOf !== null) {
    return memory.cause(event, "timer-fire", "receive")?.kind === "timer-fire"
      ? step(event, "syn-ack-retransmitted", packet, { ...pair, ...memory.again(event, packet) })
      : step(event, "syn-ack-repeated", packet, { ...pair, seq: segment.seq, ack: segment.ack });
  }
  // After SYNs that crossed, the SYN+ACK was told with the change of state.
  if (memory.opens(packet) === "active") return null;
  return tellAnswer(event, packet, segment.ack, memory);
}

/** A SYN that goes for the first time, perhaps with a cookie of Fast Open and data (RFC 7413). */
function tellSyn(event: Extract<TraceEvent, { kind: "send" }>, packet: TcpPacket, memory: Memory): Step {
  const { segment } = packet;
  const values = { ...memory.along(packet), seq: segment.seq };
  const cookie = cookieOf(segment);
  if (cookie === "") return step(event, "cookie-asked", packet, values);
  return cookie !== null && segment.length > 0
    ? step(event, "syn-with-data", packet, { ...values, bytes: segment.length, cookie })
    : step(event, "syn-sent", packet, values);
}

/** The SYN+ACK of a listener: whether it takes the data of a SYN, and gives a cookie. */
function tellAnswer(event: Extract<TraceEvent, { kind: "send" }>, packet: TcpPacket, ack: number, memory: Memory): Step {
  const { segment } = packet;
  const values = { ...memory.along(packet), ack };
  const syn = memory.arrival(event)?.segment ?? null;
  const bytes = syn !== null && cookieOf(syn) !== null ? syn.length : 0;
  if (bytes > 0) return step(event, syn !== null && ack === endOf(syn) ? "syn-data-taken" : "syn-data-refused", packet, { ...values, bytes });
  const cookie = cookieOf(segment);
  return cookie === null
    ? step(event, "syn-answered", packet, { ...values, seq: segment.seq })
    : step(event, "cookie-given", packet, { ...values, cookie });
}

/** The cookie of Fast Open, empty where one is asked for; null without the option. */
function cookieOf(segment: TcpPacket["segment"]): string | null {
  for (const option of segment.options) if (option.kind === "fast-open") return option.cookie;
  return null;
}

function tellReceive(event: Extract<TraceEvent, { kind: "receive" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || event.endpoint === null || event.outcome === "challenge-ack") return null;
  const answer = memory.answer(event, event.host);
  if (answer === null || kindOf(answer.segment) !== "ACK" || answer.segment.ack === null) return null;
  const kind = kindOf(packet.segment);
  const { state } = memory.of(event.endpoint);
  const values = { ...memory.against(packet), ack: answer.segment.ack };
  if (kind === "SYN" && state === "SYN-RECEIVED") return step(event, "syn-received-again", answer, values);
  const open = state !== "SYN-SENT" && state !== "SYN-RECEIVED" && state !== "CLOSED" && state !== "LISTEN";
  return kind === "SYN+ACK" && open ? step(event, "syn-ack-received-again", answer, values) : null;
}

function tellDrop(event: Extract<TraceEvent, { kind: "drop" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || packet.arrivals.length > 0) return null;
  const pair = memory.along(packet);
  const { why } = event;
  switch (kindOf(packet.segment)) {
    case "SYN":
      return lost(step(event, "syn-lost", packet, { ...pair, seq: packet.segment.seq, why }), packet);
    case "SYN+ACK":
      return lost(step(event, "syn-ack-lost", packet, { ...pair, why }), packet);
    case "ACK": {
      const addressee = memory.addressee(packet);
      if (addressee === null || memory.of(addressee.id).state !== "SYN-RECEIVED") return null;
      return lost(step(event, "handshake-ack-lost", packet, { ...pair, why }), packet);
    }
    default:
      return null;
  }
}
