// What happens, one thing at a time, as the trace tells it.

import type { Bytes, Milliseconds, StreamProtocol, StreamStatus } from "../kernel/index.ts";
import type { PacketLoss } from "./packet.ts";
import type { HostId } from "./scenario.ts";

/** The eleven states (RFC 9293 §3.3.2), in the RFC's spelling. */
export type TcpState =
  | "CLOSED" | "LISTEN" | "SYN-SENT" | "SYN-RECEIVED" | "ESTABLISHED" | "FIN-WAIT-1" | "FIN-WAIT-2"
  | "CLOSE-WAIT" | "CLOSING" | "LAST-ACK" | "TIME-WAIT";

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
  | "work"
  /** A datagram of which pieces are missing. */
  | "reassembly";

/** One thing that happened. */
export type TraceEvent = EventBase & (
  /** A program calls its TCP; `statement` is the line of the script, or null where the run itself acts. */
  | { readonly kind: "call"; readonly call: string; readonly statement: number | null }
  /**
   * A call came to its end, well or not. `bytes`: of a SEND or RECEIVE that was still waiting for the peer when the connection ended, how
   * many it is about; `offset`: of a SEND, where in the stream they begin.
   */
  | { readonly kind: "result"; readonly call: string; readonly outcome: "ok" | CallError; readonly offset?: Bytes; readonly bytes?: Bytes }
  /** What STATUS has answered. */
  | { readonly kind: "status"; readonly status: ConnectionStatus }
  /** What TCP tells the program without being asked. */
  | { readonly kind: "signal"; readonly signal: Signal }
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

/** `urgent`: how many bytes the program must still read to be past the peer's urgent data. */
export type VariableName = "cwnd" | "ssthresh" | "rwnd" | "flight" | "rto" | "srtt" | "urgent";

/**
 * The answer of STATUS (RFC 9293 §3.9.1.5); the sockets are the endpoint's. Null is what is not known in this state, or not set.
 */
export interface ConnectionStatus {
  readonly state: TcpState;
  readonly sendWindow: Bytes | null;
  readonly receiveWindow: Bytes;
  /** SENDs that are not wholly acknowledged, and what of their bytes is not. */
  readonly sends: number;
  readonly unacknowledged: Bytes;
  /** RECEIVEs that wait to be filled, and the bytes in order that nobody has asked for yet. */
  readonly receives: number;
  readonly unread: Bytes;
  /** Bytes to the end of the peer's urgent data; 0 without any. */
  readonly urgent: Bytes;
  /** The retransmission timeout as it stands. */
  readonly rto: Milliseconds | null;
  /** The user timeout of the OPEN. */
  readonly userTimeout: Milliseconds | null;
}

/** Reports that nobody has asked for (RFC 9293 §3.9.1.8, §3.10.7.4, §3.10.8). */
export type Signal = "excessive retransmissions" | "urgent data" | "connection reset" | "connection aborted" | "timed out";

/** Why a call failed, in the RFC's terms (RFC 9293 §3.9.1). */
export type CallError =
  | "connection refused" | "connection reset" | "connection aborted" | "timed out" | "connection does not exist"
  | "connection already exists" | "connection closing" | "remote socket unspecified"
  /** More than a datagram may carry. */
  | "message too long"
  /** Another socket is open on the port. */
  | "port in use";
