// What is more than one packet, as the trace tells it: messages of a stream, streams of frames, floods, and what a kernel counts.

import type { Bytes, MessageDetail, Milliseconds, StreamProtocol } from "../kernel/index.ts";
import type { HostId } from "./scenario.ts";

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
  /** The proxy before `to` that takes them in; absent: `to` does. */
  readonly entrance?: HostId;
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

/** Counters of Linux: of `nstat`, but for those of a SYN proxy. */
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
  | "TCPSynRetrans"
  /**
   * At a SYN proxy (`/proc/net/stat/synproxy`): SYNs that it answered, ACKs that brought no cookie of its own and ACKs that did, those of
   * the latter that came while the SYN to the server was on its way, and connections that a SYN to the server opened once more.
   */
  | "syn_received" | "cookie_invalid" | "cookie_valid" | "cookie_retrans" | "conn_reopened";
