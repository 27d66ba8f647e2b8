// Reading segments: what kind a packet is, and which sequence numbers it covers (RFC 9293 §3.4).

import type { PacketMatch, TracePacket, TraceSegment } from "../simulation/index.ts";

/** The kinds by which a reader names a segment; those of a scripted fault, save the catch-all. */
export type PacketKind = Exclude<PacketMatch, "packet">;

/** Names the kind of any packet. */
export function kindOfPacket(packet: TracePacket): PacketKind {
  switch (packet.protocol) {
    case "tcp":
      return kindOf(packet.segment);
    case "udp":
      return packet.fragment === undefined ? "datagram" : "fragment";
    case "icmp":
      return "ICMP";
  }
}

/** Names the kind of a segment: RST before FIN before SYN before data; whatever is left is a bare ACK. */
export function kindOf(segment: TraceSegment): PacketKind {
  const has = (flag: TraceSegment["flags"][number]): boolean => segment.flags.includes(flag);
  if (has("RST")) return "RST";
  if (has("SYN")) return has("ACK") ? "SYN+ACK" : "SYN";
  if (has("FIN")) return "FIN";
  return segment.length > 0 ? "data" : "ACK";
}

/** The sequence number behind the segment: SYN, FIN and each byte take one number, a pure ACK none. */
export function endOf(segment: TraceSegment): number {
  const flags = Number(segment.flags.includes("SYN")) + Number(segment.flags.includes("FIN"));
  return (segment.seq + segment.length + flags) % 2 ** 32;
}

/** How far `to` lies ahead of `from`, modulo 2^32: negative when it lies behind. */
export function distance(from: number, to: number): number {
  return (to - from) | 0;
}

/** The first sending of the same sequence numbers. */
export function original(packets: readonly TracePacket[], packet: TracePacket): TracePacket {
  let first = packet;
  while (first.retransmissionOf !== null) {
    const earlier = packets[first.retransmissionOf];
    if (earlier === undefined || earlier.id >= first.id) return first;
    first = earlier;
  }
  return first;
}
