// Tells how a connection closes in order (RFC 9293 §3.6): who begins, who follows, who waits, and what is lost of it.

import type { TraceEvent } from "../simulation/index.ts";
import { lost, step, type Memory } from "./memory.ts";
import { distance, endOf, kindOf } from "./packets.ts";
import type { Step } from "./step.ts";

/** The step that an event of the closing is worth, or null. */
export function tellClosing(event: TraceEvent, memory: Memory): Step | null {
  switch (event.kind) {
    case "send":
      return tellSend(event, memory);
    case "receive":
      return tellReceive(event, memory);
    case "drop":
      return tellDrop(event, memory);
    case "state":
      return tellState(event, memory);
    case "timer-set":
      return tellTimer(event, memory);
    default:
      return null;
  }
}

function tellSend(event: Extract<TraceEvent, { kind: "send" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || packet.endpoint === null || kindOf(packet.segment) !== "FIN") return null;
  const { length: bytes, ack } = packet.segment;
  const seq = (endOf(packet.segment) + 2 ** 32 - 1) % 2 ** 32;
  const pair = memory.along(packet);
  if (packet.retransmissionOf !== null) return step(event, "fin-retransmitted", packet, { ...pair, seq, ...memory.again(event, packet) });
  const { peerFinEnd, acknowledged } = memory.of(packet.endpoint);
  if (peerFinEnd === null) return step(event, "fin-sent", packet, { ...pair, seq, bytes });
  const atOnce = ack !== null && ack === peerFinEnd && (acknowledged === null || distance(acknowledged, peerFinEnd) > 0);
  return atOnce
    ? step(event, "fin-answered-at-once", packet, { ...pair, seq, ack, bytes })
    : step(event, "fin-answered", packet, { ...pair, seq, bytes });
}

function tellReceive(event: Extract<TraceEvent, { kind: "receive" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || event.endpoint === null || kindOf(packet.segment) !== "FIN") return null;
  const known = memory.of(event.endpoint);
  // In TIME-WAIT the timer that starts anew tells it.
  if (known.peerFinEnd !== endOf(packet.segment) || known.state === "TIME-WAIT") return null;
  const answer = memory.answer(event, event.host);
  if (answer === null || answer.segment.ack !== known.peerFinEnd) return null;
  return step(event, "fin-received-again", answer, { ...memory.against(packet), ack: answer.segment.ack });
}

function tellDrop(event: Extract<TraceEvent, { kind: "drop" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null || packet.arrivals.length > 0) return null;
  const pair = memory.along(packet);
  const { why } = event;
  const kind = kindOf(packet.segment);
  if (kind === "FIN") {
    const seq = (endOf(packet.segment) + 2 ** 32 - 1) % 2 ** 32;
    return lost(step(event, "fin-lost", packet, { ...pair, seq, why }), packet);
  }
  const { ack } = packet.segment;
  const addressee = memory.addressee(packet);
  if (kind !== "ACK" || ack === null || addressee === null || memory.of(addressee.id).finEnd !== ack) return null;
  return lost(step(event, "fin-ack-lost", packet, { ...pair, ack, why }), packet);
}

function tellState(event: Extract<TraceEvent, { kind: "state" }>, memory: Memory): Step | null {
  const pair = memory.pair(event);
  const came = memory.arrival(event);
  switch (event.to) {
    case "CLOSE-WAIT": {
      if (came === null) return null;
      const receive = memory.cause(event, "receive");
      const ack = receive === null ? null : (memory.answer(receive, event.host)?.segment.ack ?? null);
      return ack === null ? step(event, "fin-delivered", came, pair) : step(event, "fin-received", came, { ...pair, ack });
    }
    case "FIN-WAIT-2":
      // Where the same segment brings the other FIN, that direction is closed as well: TIME-WAIT tells it.
      return came !== null && kindOf(came.segment) === "FIN" ? null : step(event, "fin-acknowledged", came, pair);
    case "CLOSING":
      return step(event, "simultaneous-close", came, pair);
    case "TIME-WAIT": {
      const timer = memory.timerStarted(event, "time-wait");
      return timer === null ? null : step(event, "time-wait", came, { ...pair, time: timer.due - event.at, constant: isConstant(memory, timer.due - event.at) });
    }
    case "CLOSED":
      if (event.from === "TIME-WAIT") return step(event, "time-wait-over", null, pair);
      return event.from === "LAST-ACK" && came !== null && kindOf(came.segment) !== "RST" ? step(event, "closed", came, pair) : null;
    default:
      return null;
  }
}

/** A kernel stays for 60 s, or a little more, for its long timers are coarse. */
function isConstant(memory: Memory, time: number): boolean {
  return memory.trace.stack === "linux" && time >= 60_000 && time <= 65_000;
}

function tellTimer(event: Extract<TraceEvent, { kind: "timer-set" }>, memory: Memory): Step | null {
  if (event.timer !== "time-wait" || event.endpoint === null) return null;
  const { state, since } = memory.of(event.endpoint);
  if (state !== "TIME-WAIT" || since >= event.at) return null;
  return step(event, "time-wait-restarted", memory.arrival(event), { ...memory.pair(event), time: event.due - event.at });
}
