// CONTRACT OUT: what happened, as plain, deeply readonly data that survives JSON. Everything downstream reads only this.

import type { Bytes, Citation, MessageDetail, Milliseconds, StreamProtocol, StreamStatus } from "./kernel/index.ts";
import type { Flag, HostId, Stack } from "./scenario.ts";

export type { Flag } from "./scenario.ts";

export interface Trace {
  readonly stack: Stack;
  readonly seed: number;
  readonly hosts: readonly TraceHost[];
  /** Every TCP endpoint and UDP socket that came to be, in order of creation; `id` is its place in this list. */
  readonly endpoints: readonly TraceEndpoint[];
  /** Every packet that was sent, in order of sending; `id` is its place in this list. */
  readonly packets: readonly TracePacket[];
  /** Everything that happened, in order of time, then of cause; `id` is its place in this list. */
  readonly events: readonly TraceEvent[];
  /** The messages of TLS, SSH and HTTP, in the order in which they were written; `id` is the place in this list. Absent where there is none. */
  readonly messages?: readonly TraceMessage[];
  /** The streams of frames that programs sent, in order; `stream` is the place in this list. Absent where there is none. */
  readonly streams?: readonly FrameStream[];
  /** The floods of the run, in order; `flood` of a packet is the place in this list. Absent where there is none. */
  readonly floods?: readonly TraceFlood[];
  /** What each host has counted at its listeners, by the names under which a kernel reports it; a counter that never moved is absent. */
  readonly counters: Readonly<Record<HostId, Readonly<Partial<Record<CounterName, number>>>>>;
  /** The host that stands beside another to be compared with it (`Scenario.twin`). */
  readonly twin?: { readonly host: HostId; readonly of: HostId };
  /** The clause behind each rule id that occurs in `events`. */
  readonly rules: Readonly<Record<string, Citation>>;
  /** Time of the last event. */
  readonly end: Milliseconds;
  /** The limit that cut the run short, or null when it ended by itself. */
  readonly truncated: Truncation | null;
}

/** A message that a program wrote into the stream of a connection, and that segments carry. */
export interface TraceMessage {
  readonly id: number;
  readonly protocol: StreamProtocol;
  readonly from: HostId;
  readonly to: HostId;
  /** The endpoint whose stream it is in. */
  readonly endpoint: number;
  /** As the protocol's text spells it: `ClientHello`, `SSH_MSG_KEXINIT`, `GET / HTTP/1.1`. */
  readonly name: string;
  /** Its own length, without what framing and encryption add. */
  readonly bytes: Bytes;
  /** Its range in the sender's stream, framing and encryption counted in, from 0; `end` is the first byte after it. */
  readonly start: Bytes;
  readonly end: Bytes;
  /** When it was handed to TCP. */
  readonly sentAt: Milliseconds;
  /** When the peer's program was handed its last byte, or null. */
  readonly deliveredAt: Milliseconds | null;
  /** What it is encrypted with: the name of a secret or key; null: it goes in the clear. */
  readonly keys: string | null;
  /** The id of the rule that it follows; its clause is in `Trace.rules`. */
  readonly rule: string;
  /** What it says, and the records or packets that hold it (`records`: type and length of each). */
  readonly details: Readonly<Record<string, MessageDetail>>;
}

/** A stream of equal frames, sent at a steady pace over a connection or as datagrams. */
export interface FrameStream {
  readonly protocol: "tcp" | "udp";
  readonly from: HostId;
  readonly to: HostId;
  /** Of one frame. */
  readonly bytes: Bytes;
  readonly count: number;
  readonly every: Milliseconds;
  /** How long after its arrival the first frame that came is played; null where nothing is played. */
  readonly playOut: Milliseconds | null;
  /** When the first one was handed over to be sent. */
  readonly start: Milliseconds;
}

/** SYNs in great number that bear other addresses than their sender's (RFC 4987 §2), counted whether or not they are told one by one. */
export interface TraceFlood {
  readonly from: HostId;
  readonly to: HostId;
  /** How many were sent, how long from one to the next, and how many addresses they bore. */
  readonly count: number;
  readonly every: Milliseconds;
  readonly sources: number;
  /** When the first and the last were sent. */
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  /** All of them, in stretches of time that follow one another. */
  readonly tallies: readonly FloodTally[];
  /** Which of them are among the packets, counted from 0; the others are counted alone. */
  readonly told: { readonly first: number; readonly count: number };
  /** Answers of the flooded host, SYN+ACKs that are sent again among them, to addresses where nobody is; and to hosts that are there. */
  readonly backscatter: { readonly nobody: number; readonly hosts: number };
}

/** What became of the SYNs that were sent from `from` on, before `to`. The fates add up to `sent`, but for what is on its way when the run ends. */
export interface FloodTally {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  readonly sent: number;
  /** Got a place in the SYN queue. */
  readonly queued: number;
  /** Answered by a cookie. */
  readonly cookies: number;
  /** Dropped at the listener. */
  readonly dropped: number;
  /** Anything else: reset where nobody listens, or taken for a segment of a connection that is there. */
  readonly others: number;
  /** Never arrived. */
  readonly lost: number;
}

export interface Truncation {
  readonly limit: "events" | "packets" | "time";
  readonly value: number;
  readonly at: Milliseconds;
}

/** Counters of `nstat` (Linux). */
export type CounterName =
  /** Connections that a listener has opened (RFC 4022). */
  | "PassiveOpens"
  | "SyncookiesSent" | "SyncookiesRecv" | "SyncookiesFailed"
  /** Half-open connections that were reset. */
  | "EmbryonicRsts"
  /** SYNs and last ACKs that found the accept queue full, and all that a listener dropped. */
  | "ListenOverflows" | "ListenDrops"
  /** Retransmission timers that expired, those of SYN+ACKs among them. */
  | "TCPTimeouts"
  /** SYNs that found the SYN queue full, where cookies are used and where not. */
  | "TCPReqQFullDoCookies" | "TCPReqQFullDrop"
  /** SYNs and SYN+ACKs that were sent again. */
  | "TCPSynRetrans";

export interface TraceHost {
  readonly id: HostId;
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

/** One end of a connection, or a listener, or a UDP socket, told apart by `protocol`. */
export type TraceEndpoint = TcpEndpoint | UdpEndpoint;

interface EndpointBase {
  readonly id: number;
  readonly host: HostId;
  readonly localPort: number;
  /** Null for a listener, and for a UDP socket that is connected to nobody. */
  readonly remote: { readonly host: HostId; readonly port: number } | null;
}

/** One end of a TCP connection, or a listener. A connection accepted by a listener is an endpoint of its own. */
export interface TcpEndpoint extends EndpointBase {
  readonly protocol: "tcp";
  readonly open: "active" | "passive";
  /** The listener that this endpoint came from, or null. */
  readonly listener: number | null;
}

/** A UDP socket (RFC 768). It has no state: it is there or not. */
export interface UdpEndpoint extends EndpointBase {
  readonly protocol: "udp";
}

/** The eleven states (RFC 9293 §3.3.2), in the RFC's spelling. */
export type TcpState =
  | "CLOSED" | "LISTEN" | "SYN-SENT" | "SYN-RECEIVED" | "ESTABLISHED" | "FIN-WAIT-1" | "FIN-WAIT-2"
  | "CLOSE-WAIT" | "CLOSING" | "LAST-ACK" | "TIME-WAIT";

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

/** An ICMP destination unreachable message as sent (RFC 792). */
export interface TraceIcmpMessage {
  readonly kind: "destination-unreachable";
  readonly code: "port-unreachable";
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
  /** The address that it is sent to where that is not `to`'s own: nobody is there, and `to` stands for whoever used it. */
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

/** What a receiver made of a segment. */
export type Outcome =
  | "accepted"
  /** Out of order, kept for later. */
  | "buffered"
  /** Already had it; acknowledged again. */
  | "duplicate"
  /** Outside the window or otherwise unacceptable; answered with an ACK. */
  | "unacceptable"
  /** Dropped in silence. */
  | "ignored"
  | "challenge-ack"
  /** Answered with a RST. */
  | "reset"
  /** Nobody has the port; told to the sender by ICMP where that is still allowed. */
  | "unreachable";

interface EventBase {
  readonly id: number;
  readonly at: Milliseconds;
  readonly host: HostId;
  /** The endpoint concerned, or null where there is none. */
  readonly endpoint: number | null;
  /** The event that brought this one about, or null for what the script began. */
  readonly cause: number | null;
  /** The id of the rule that fired; its clause is in `Trace.rules`. */
  readonly rule: string;
}

export type TimerName =
  | "retransmission" | "loss-probe" | "reorder" | "persist" | "wake-up" | "delayed-ack" | "sack-compression" | "keep-alive"
  | "user-timeout" | "time-wait" | "wait"
  /** A program at work on its next message. */
  | "work";

/** One thing that happened. */
export type TraceEvent = EventBase & (
  /** A program calls its TCP; `statement` is the line of the script, or null where the run itself acts. */
  | { readonly kind: "call"; readonly call: string; readonly statement: number | null }
  /** A call came to its end, well or not. */
  | { readonly kind: "result"; readonly call: string; readonly outcome: "ok" | CallError }
  | { readonly kind: "send"; readonly packet: number }
  | { readonly kind: "receive"; readonly packet: number; readonly outcome: Outcome }
  | { readonly kind: "drop"; readonly packet: number; readonly why: PacketLoss["why"] }
  /** The network made a second copy. */
  | { readonly kind: "duplicate"; readonly packet: number }
  | { readonly kind: "state"; readonly from: TcpState; readonly to: TcpState }
  | { readonly kind: "timer-set"; readonly timer: TimerName; readonly due: Milliseconds }
  | { readonly kind: "timer-cancel"; readonly timer: TimerName }
  | { readonly kind: "timer-fire"; readonly timer: TimerName }
  /**
   * Bytes handed to the program, `offset` bytes into the sender's stream; `fin` when this is the end of the stream, where
   * `bytes` is 0.
   */
  | { readonly kind: "deliver"; readonly offset: Bytes; readonly bytes: Bytes; readonly fin: boolean }
  /** A datagram handed to the program, whole. */
  | { readonly kind: "deliver-datagram"; readonly packet: number; readonly bytes: Bytes }
  /**
   * A frame of a stream is whole at the receiver. `late`: behind its play-out time; `outOfOrder`: behind one with a higher number;
   * `duplicate`: it was there before.
   */
  | { readonly kind: "frame"; readonly stream: number; readonly number: number; readonly late: boolean; readonly outOfOrder: boolean; readonly duplicate: boolean }
  /**
   * A queue of a listener (`endpoint`) has so many entries now; `capacity` is how many it holds at most, or null. In a flood that is not
   * told packet by packet, one in each stretch of time stands for all.
   */
  | { readonly kind: "queue"; readonly queue: "syn" | "accept"; readonly length: number; readonly capacity: number | null }
  /** A program handed a message to TCP; the message's own rule. */
  | { readonly kind: "write-message"; readonly message: number }
  /** A program took a message of its peer, whole and in its place. */
  | { readonly kind: "read-message"; readonly message: number }
  /** Bytes that came through TLS or SSH, handed to whoever uses it; `name` is what their sender called them. */
  | { readonly kind: "deliver-data"; readonly protocol: StreamProtocol; readonly bytes: Bytes; readonly name: string | null }
  /** TLS or SSH is set up, or over; `why` where it failed. */
  | { readonly kind: "session"; readonly protocol: StreamProtocol; readonly status: StreamStatus; readonly why: string | null }
  /** A variable of the TCB changed, such as `rto`, `cwnd`, `srtt` (milliseconds or bytes). */
  | { readonly kind: "variable"; readonly name: VariableName; readonly value: number }
);

export type VariableName = "cwnd" | "ssthresh" | "rwnd" | "flight" | "rto" | "srtt";

/** Why a call failed, in the RFC's terms (RFC 9293 §3.9.1). */
export type CallError =
  | "connection refused" | "connection reset" | "connection aborted" | "timed out" | "connection does not exist"
  | "connection already exists" | "connection closing"
  /** More than a datagram may carry. */
  | "message too long"
  /** Another socket is open on the port. */
  | "port in use";
