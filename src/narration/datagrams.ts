// Tells what UDP does, and what it does not do (RFC 768): datagrams that come, are lost, overtake one another or come twice, and the
// ICMP errors of closed ports (RFC 1122 §4.1.3).

import type { TraceEvent, UdpPacket } from "../simulation/index.ts";
import { lost, step, type Memory } from "./memory.ts";
import type { Step } from "./step.ts";

/** The step that an event of UDP or ICMP is worth, or null. */
export function tellDatagrams(event: TraceEvent, memory: Memory): Step | null {
  switch (event.kind) {
    case "result":
      return tellResult(event, memory);
    case "send":
      return tellSend(event, memory);
    case "receive":
      return tellReceive(event, memory);
    case "deliver-datagram":
      return tellDeliver(event, memory);
    case "drop":
      return tellDrop(event, memory);
    case "timer-fire":
      return event.timer === "reassembly" ? tellDiscard(event, memory) : null;
    default:
      return null;
  }
}

function tellResult(event: Extract<TraceEvent, { kind: "result" }>, memory: Memory): Step | null {
  const endpoint = event.endpoint === null ? undefined : memory.trace.endpoints[event.endpoint];
  if (endpoint?.protocol !== "udp") return null;
  const host = memory.name(event.host);
  if (event.call === "bind" && event.outcome === "ok") return step(event, "socket-opened", null, { host, port: endpoint.localPort });
  if (event.call === "connect" && event.outcome === "ok" && endpoint.remote !== null) {
    return step(event, "socket-connected", null, { ...memory.pair(event), port: endpoint.remote.port });
  }
  return event.outcome === "connection refused" ? step(event, "refused-by-icmp", null, { ...memory.pair(event), call: event.call }) : null;
}

function tellSend(event: Extract<TraceEvent, { kind: "send" }>, memory: Memory): Step | null {
  const packet = memory.trace.packets[event.packet];
  if (packet?.protocol === "icmp") {
    // That its pieces are discarded says it all.
    if (packet.message.kind === "time-exceeded") return null;
    const port = portOf(packet.message.about, memory);
    return step(event, "nobody-has-port", packet, { ...memory.along(packet), port });
  }
  if (packet?.protocol !== "udp" || (packet.fragment?.offset ?? 0) > 0) return null;
  const { number, length: bytes, text = null, frame } = packet.datagram;
  const pair = memory.along(packet);
  if (frame !== undefined) {
    const stream = memory.trace.streams?.[frame.stream];
    if (stream === undefined || frame.number > 1) return null;
    const { count, every, playOut } = stream;
    return step(event, "frames-begin", packet, { ...pair, bytes, count, every, playOut, protocol: "udp" });
  }
  if (packet.fragment !== undefined) return step(event, "datagram-cut", packet, { ...pair, number, bytes, text, count: packet.fragment.count });
  const values = { ...pair, number, bytes, text, datagrams: 1 };
  return number === 1 && !answers(packet, memory)
    ? step(event, "first-datagram-sent", packet, values)
    : step(event, "datagram-sent", packet, values);
}

/** Whether the other end has sent a datagram before. */
function answers(packet: UdpPacket, memory: Memory): boolean {
  return memory.trace.packets.slice(0, packet.id).some((earlier) => earlier.protocol === "udp" && earlier.from === packet.to && earlier.to === packet.from);
}

function tellReceive(event: Extract<TraceEvent, { kind: "receive" }>, memory: Memory): Step | null {
  const packet = memory.trace.packets[event.packet];
  if (packet?.protocol === "icmp") {
    if (packet.message.kind === "time-exceeded") return step(event, "error-passing", packet, memory.against(packet));
    return event.outcome === "ignored"
      ? step(event, "error-ignored", packet, memory.against(packet))
      : step(event, "error-kept", packet, memory.against(packet));
  }
  if (packet?.protocol === "udp" && event.rule === "ip.reassembly") return tellPiece(event, packet, memory);
  if (packet?.protocol !== "udp" || event.outcome !== "unreachable") return null;
  // The error tells it where one is sent.
  if (memory.consequences(event).some(({ kind }) => kind === "send")) return null;
  return step(event, "error-withheld", packet, { ...memory.against(packet), port: packet.datagram.destinationPort });
}

function tellDeliver(event: Extract<TraceEvent, { kind: "deliver-datagram" }>, memory: Memory): Step | null {
  const packet = memory.trace.packets[event.packet];
  if (packet?.protocol !== "udp") return null;
  const { number, length: bytes, frame } = packet.datagram;
  const pair = memory.against(packet);
  const before = event.endpoint === null ? null : memory.datagramsOf(event.endpoint, packet.endpoint);
  if (before?.numbers.has(number) === true) return step(event, "datagram-repeated", packet, { ...pair, number });
  if (before !== null && before.highest > number) return step(event, "datagram-overtaken", packet, { ...pair, number });
  if (frame !== undefined) return null;
  return packet.fragment === undefined
    ? step(event, "datagram-received", packet, { ...pair, number, bytes })
    : step(event, "datagram-whole", packet, { ...pair, number, bytes, count: packet.fragment.count });
}

/** The first piece of a datagram to come; those behind it say nothing new. */
function tellPiece(event: TraceEvent, packet: UdpPacket, memory: Memory): Step | null {
  const set = memory.consequences(event).find((consequence) => consequence.kind === "timer-set");
  if (set?.kind !== "timer-set" || packet.fragment === undefined) return null;
  return step(event, "fragment-kept", packet, {
    ...memory.against(packet), number: packet.datagram.number, count: packet.fragment.count, time: set.due - event.at,
  });
}

/** The time of the pieces that have come is over. */
function tellDiscard(event: TraceEvent, memory: Memory): Step | null {
  const { events, packets } = memory.trace;
  const set = event.cause === null ? undefined : events[event.cause];
  const kept = set === undefined || set.cause === null ? undefined : events[set.cause];
  const packet = kept?.kind === "receive" ? packets[kept.packet] : undefined;
  if (packet?.protocol !== "udp" || set === undefined) return null;
  const told = memory.consequences(event).some(({ kind }) => kind === "send");
  return step(event, "fragments-discarded", null, { ...memory.against(packet), number: packet.datagram.number, time: event.at - set.at, told });
}

function tellDrop(event: Extract<TraceEvent, { kind: "drop" }>, memory: Memory): Step | null {
  const packet = memory.trace.packets[event.packet];
  if (packet === undefined || packet.protocol === "tcp" || packet.arrivals.length > 0) return null;
  const pair = memory.along(packet);
  const { why } = event;
  if (packet.protocol === "icmp") return lost(step(event, "error-lost", packet, { ...pair, why }), packet);
  const { number, length: bytes } = packet.datagram;
  if (packet.fragment !== undefined) {
    const { index, count } = packet.fragment;
    return lost(step(event, "fragment-lost", packet, { ...pair, number, index, count, why }), packet);
  }
  return lost(step(event, "datagram-lost", packet, { ...pair, number, bytes, why }), packet);
}

function portOf(packet: number, memory: Memory): number {
  const about = memory.trace.packets[packet];
  return about?.protocol === "udp" ? about.datagram.destinationPort : 0;
}
