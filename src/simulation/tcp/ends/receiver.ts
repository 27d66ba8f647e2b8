// What both stacks ask of the receiver of a connection's bytes, and what it asks of the connection (RFC 9293 §3.8.6, §3.10.7.4).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { ReceiverRule } from "./receiver-rules.ts";
import type { Position } from "./sender.ts";

/** The timers that a receiver sets. */
export type ReceiverTimer = "delayed-ack" | "sack-compression";

/** Where what a receiver decides becomes segments and timers. */
export interface ReceiverOutlet {
  /** Sends a segment that carries nothing but an ACK, now: asks for `offer` and `sackBlocks`, and ends with `sent`. */
  acknowledge(rule: ReceiverRule): void;
  /** Sets a timer, anew if it runs already. `after` is the time that the rules name: a stack's clock may fire later. */
  start(timer: ReceiverTimer, after: Milliseconds, rule: ReceiverRule): void;
  /** Stops a timer, if it runs. */
  stop(timer: ReceiverTimer, rule: ReceiverRule): void;
}

/** What is known of the round trip in the other direction: what the retransmission timer goes by. */
export interface RoundTrip {
  /** Null before the first measurement. */
  readonly srtt: Milliseconds | null;
  readonly rto: Milliseconds;
}

/** What was agreed while the connection was opened. */
export interface ReceiverOpening {
  /** Where the first byte stands that is still to come: 1. */
  readonly next: Position;
  /** The most bytes that a segment from the peer carries beside its options. */
  readonly mss: Bytes;
  /** The window that our SYN or SYN+ACK has offered. */
  readonly window: Bytes;
  /** Rcv.Wind.Shift (RFC 7323 §2.2). */
  readonly shift: number;
  readonly sack: boolean;
  readonly timestamps: boolean;
  /** Whether the SYNs have crossed (RFC 9293 §3.5, Figure 7). */
  readonly crossed: boolean;
}

/** What an acceptable segment brings. One object serves a connection for good, so that no arrival allocates. */
export interface Arrival {
  /** Where the first byte stands; where there is none, where it would. */
  seq: Position;
  length: Bytes;
  fin: boolean;
  push: boolean;
  /** TSecr, in whole milliseconds of the clock that `now` is read from; -1 without timestamps (RFC 7323 §3). */
  echo: number;
}

/** An arrival to be filled in. */
export function createArrival(): Arrival {
  return { seq: 0, length: 0, fin: false, push: false, echo: -1 };
}

/** What has become of a segment's text: in order, out of order and kept, there before, or no room for it. */
export type Reception = "accepted" | "buffered" | "duplicate" | "unacceptable";

/**
 * Receives a connection's bytes: puts them in order, keeps them until they are read, and decides when they are acknowledged
 * and how large a window is offered. Bytes are only counted: the byte at position n stands n - 1 bytes into the peer's stream.
 */
export interface Receiver {
  /** RCV.NXT (RFC 9293 §3.3.1). */
  readonly next: Position;
  /** RCV.WND: how far the right edge that was offered lies beyond RCV.NXT. */
  readonly room: Bytes;
  /** Last.ACK.sent (RFC 7323 §4.3). */
  readonly lastAck: Position;
  /** Bytes in order that the program has not read. */
  readonly unread: Bytes;
  /** The peer's FIN has been reached: RCV.NXT stands behind it. */
  readonly ended: boolean;
  /**
   * Whether a program that waits for bytes gets them before their acknowledgement is settled (RFC 9293 §3.10.7.4, seventh check), or
   * after it, when it has woken.
   */
  readonly deliversFirst: boolean;
  /** The window for a SYN. `mss`: the most bytes that a segment from the peer carries. */
  firstWindow(mss: Bytes): Bytes;
  /** The peer's SYN is known, and what both have agreed on. */
  open(now: Milliseconds, opening: ReceiverOpening): void;
  /** An acceptable segment has come, with text and FIN or without. */
  segment(now: Milliseconds, arrival: Arrival): Reception;
  /** A segment outside of the window is about to be answered: what of it came before is to be told (RFC 2883). */
  unacceptable(now: Milliseconds, seq: Position, end: Position): void;
  /** The handshake's last ACK may be left to the data that waits to be sent: tells whether it is. */
  postponed(now: Milliseconds): boolean;
  /** The FIN that `segment` has reached is being processed. `closing`: our own FIN went before it came. */
  finished(now: Milliseconds, closing: boolean): void;
  /** A segment acknowledges something. `plain`: it has neither SACK blocks nor another window than the one before it. */
  noticed(plain: boolean): void;
  /** The end of a step, after data has been sent: does an acknowledgement go alone, now or later? */
  settle(now: Milliseconds): void;
  /** RECEIVE: the program has taken so many bytes (RFC 9293 §3.10.3). */
  read(now: Milliseconds, bytes: Bytes): void;
  /** The window for a segment that goes now, in bytes before scaling; the right edge never moves back. */
  offer(now: Milliseconds): Bytes;
  /** Writes left and right edges of at most so many SACK blocks, in the option's order, and tells how many (RFC 2018 §4). */
  sackBlocks(edges: Float64Array, most: number): number;
  /** A segment with ACK has gone, with so many bytes of text. */
  sent(now: Milliseconds, length: Bytes): void;
  /** A timer has expired. */
  expired(now: Milliseconds, timer: ReceiverTimer): void;
}
