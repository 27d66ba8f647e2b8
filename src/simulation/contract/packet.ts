// What crosses a link, as the trace tells it: segments, datagrams and ICMP messages, and what became of them.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { Flag, HostId } from "./scenario.ts";

/** A TCP option as it stands in the header, in the header's order. */
export type TcpOption =
  | { readonly kind: "mss"; readonly value: Bytes }
  | { readonly kind: "window-scale"; readonly shift: number }
  | { readonly kind: "sack-permitted" }
  | { readonly kind: "sack"; readonly blocks: readonly (readonly [number, number])[] }
  | { readonly kind: "timestamps"; readonly value: number; readonly echo: number }
  | { readonly kind: "fast-open"; readonly cookie: string }
  | { readonly kind: "nop" };

/** A TCP segment as sent: unsigned 32-bit numbers straight from the header. */
export interface TraceSegment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly seq: number;
  /** Null unless ACK is set. */
  readonly ack: number | null;
  /** In the order SYN, FIN, RST, PSH, ACK, URG, ECE, CWR. */
  readonly flags: readonly Flag[];
  readonly length: Bytes;
  /** Where the first byte stands in the sender's stream, from 0; meaningless when `length` is 0. */
  readonly offset: Bytes;
  /** The header's field, unscaled. */
  readonly window: number;
  /** The urgent pointer, which URG makes count; absent: 0. */
  readonly urgent?: number;
  readonly options: readonly TcpOption[];
  /** What the program called these bytes, such as `GET / HTTP/1.1`; absent when it did not. */
  readonly text?: string;
}

/** A UDP datagram as sent (RFC 768). */
export interface TraceDatagram {
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Bytes of data; the header's field counts its own eight bytes besides. */
  readonly length: Bytes;
  /** Which of the datagrams of its socket this is, from 1. The header has no such field. */
  readonly number: number;
  /** Which frame of which stream of `Trace.streams` it carries, from 1; absent where it is no frame. */
  readonly frame?: { readonly stream: number; readonly number: number };
  /** What the program called these bytes; absent when it did not. */
  readonly text?: string;
}

/** A piece of a datagram that did not fit one packet (RFC 791 §3.1). The UDP header is in the first. */
export interface TraceFragment {
  /** What all pieces of a datagram have in common: which of the datagrams of its sender that were cut it is, from 1. */
  readonly identification: number;
  /** Where it begins behind the IPv4 header of the whole, UDP's own header counted in; a multiple of 8. */
  readonly offset: Bytes;
  /** Bytes behind its IPv4 header. */
  readonly length: Bytes;
  /** Which of how many pieces it is, from 1. The header says only whether more follow. */
  readonly index: number;
  readonly count: number;
}

/** An ICMP error as sent (RFC 792). */
export type TraceIcmpMessage = IcmpError & (
  | { readonly kind: "destination-unreachable"; readonly code: "port-unreachable" }
  /** The pieces of a datagram have waited too long for those that are missing. */
  | { readonly kind: "time-exceeded"; readonly code: "fragment-reassembly" }
);

interface IcmpError {
  /** The packet that could not be delivered. */
  readonly about: number;
  /** How many bytes of that packet, from its IPv4 header on, are quoted. */
  readonly quoted: Bytes;
}

/** What crosses a link, told apart by `protocol`. */
export type TracePacket = TcpPacket | UdpPacket | IcmpPacket;

export interface TcpPacket extends PacketBase {
  readonly protocol: "tcp";
  readonly segment: TraceSegment;
}

export interface UdpPacket extends PacketBase {
  readonly protocol: "udp";
  readonly datagram: TraceDatagram;
  /** The piece of the datagram that it carries; absent: the whole. */
  readonly fragment?: TraceFragment;
}

export interface IcmpPacket extends PacketBase {
  readonly protocol: "icmp";
  readonly message: TraceIcmpMessage;
}

interface PacketBase {
  readonly id: number;
  readonly from: HostId;
  readonly to: HostId;
  /** The endpoint that sent it, or null (a RST from a port where nobody is, an ICMP message). */
  readonly endpoint: number | null;
  readonly sentAt: Milliseconds;
  /** The packet whose sequence space this one sends again, or null. */
  readonly retransmissionOf: number | null;
  /** One entry per copy that arrived, in order of time; empty when lost, or still in flight at the end. */
  readonly arrivals: readonly Milliseconds[];
  /** Where and why it (or a copy) was lost, or null. */
  readonly loss: PacketLoss | null;
  /** True when at least one copy was still on its way when the run ended. */
  readonly inFlight: boolean;
  /** The flood that it belongs to, as a SYN of it or as an answer to one; absent for every other packet. */
  readonly flood?: number;
  /** The address that it bears where that is not its sender's own. */
  readonly source?: string;
  /** The address that it is sent to where that is not `to`'s own: `to` is the proxy that may pass it on; else nobody is there, and `to` stands for whoever used it. */
  readonly destination?: string;
  /** True when no host sent it, though it bears the name of `from`: it appeared on the network (`Scenario.injections`). */
  readonly injected?: true;
}

export interface PacketLoss {
  readonly at: Milliseconds;
  /**
   * `loss`: by chance; `fault`: scripted; `queue`: the link's queue was full; `corrupt`: arrived with a bad checksum; `nobody`: sent to
   * an address where nobody is.
   */
  readonly why: "loss" | "fault" | "queue" | "corrupt" | "nobody";
}
