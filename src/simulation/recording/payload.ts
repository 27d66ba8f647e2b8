// What a packet carries across a link: a TCP segment, a UDP datagram or an ICMP message, each in an IPv4 packet (RFC 791).

import type { Bytes } from "../kernel/index.ts";
import type { PacketMatch, TraceDatagram, TraceFragment, TraceIcmpMessage } from "../contract/index.ts";
import type { Segment } from "../tcp/index.ts";
import { segmentFits, segmentSize } from "../tcp/index.ts";

const IPV4_HEADER: Bytes = 20;
const UDP_HEADER: Bytes = 8;
const ICMP_HEADER: Bytes = 8;

export type Payload =
  | { readonly protocol: "tcp"; readonly segment: Segment }
  /** `fragment`: the piece of it that this packet carries; absent: the whole. */
  | { readonly protocol: "udp"; readonly datagram: TraceDatagram; readonly fragment?: TraceFragment }
  /** `datagram` is what the message is about, as far as it is quoted: its ports. */
  | { readonly protocol: "icmp"; readonly message: TraceIcmpMessage; readonly datagram: TraceDatagram };

/** The size of the packet that carries this, with all its headers from IPv4 on. */
export function packetSize(payload: Payload): Bytes {
  switch (payload.protocol) {
    case "tcp":
      return IPV4_HEADER + segmentSize(payload.segment);
    case "udp":
      return IPV4_HEADER + (payload.fragment?.length ?? UDP_HEADER + payload.datagram.length);
    case "icmp":
      return IPV4_HEADER + ICMP_HEADER + payload.message.quoted;
  }
}

/** Whether a packet is of the kind that a fault counts. */
export function packetFits(payload: Payload, match: PacketMatch): boolean {
  switch (payload.protocol) {
    case "tcp":
      return segmentFits(payload.segment, match);
    case "udp": {
      const { datagram, fragment } = payload;
      if (match === "packet" || match === "fragment") return match === "packet" || fragment !== undefined;
      // A datagram counts once, with its first piece.
      return (fragment?.offset ?? 0) === 0 && (match === "datagram" || (match === "data" && datagram.length > 0));
    }
    case "icmp":
      return match === "packet" || match === "ICMP";
  }
}
