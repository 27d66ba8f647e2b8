// What both stacks ask of the sender of a connection's bytes, and what it asks of the connection (RFC 9293 §3.7, §3.8).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { SenderRule } from "./sender-rules.ts";

/**
 * A place in the sequence space of one direction, counted on beyond 2^32: our SYN stands at 0, the first byte at 1. Positions are
 * plain numbers, so that `<` is right for them; they become sequence numbers when a segment is built.
 */
export type Position = number;

/** The timers that a sender sets. Those of a sender never run together, but for `wake-up`. */
export type SenderTimer = "retransmission" | "loss-probe" | "reorder" | "persist" | "wake-up";

/** Where what a sender decides becomes segments and timers. */
export interface Outlet {
  /**
   * Puts `length` bytes from a position on their way, with ACK and the given control bits (PSH, FIN). `again` tells a
   * retransmission. A length of 0 without FIN is a probe.
   */
  transmit(position: Position, length: Bytes, flags: number, again: boolean, rule: SenderRule): void;
  /** Sets a timer, anew if it runs already. `after` is the time that the rules name: a stack's clock may fire later. */
  start(timer: SenderTimer, after: Milliseconds, rule: SenderRule): void;
  /** Stops a timer, if it runs. */
  stop(timer: SenderTimer, rule: SenderRule): void;
  /** A SEND has been taken whole: at once, or as room has been made in the buffer. */
  written(): void;
  /** The bytes that SACK blocks would take from the text of a segment that goes now (RFC 9293 §3.7.1: Eff.snd.MSS). */
  blocksAhead(): Bytes;
}

/** What an arriving segment says to the sender. One object serves a connection for good, so that no arrival allocates. */
export interface Acknowledgement {
  /** SEG.ACK. */
  ack: Position;
  /** The window that the segment offers, in bytes, scaled already (RFC 7323 §2.3). */
  window: Bytes;
  /** SEG.SEQ less SND.WL1: whether the window is older (negative), as old (0) or newer than the latest (RFC 9293 §3.10.7.4). */
  recency: number;
  /** Whether the segment carries nothing but its acknowledgement: no data, no SYN, no FIN. */
  pure: boolean;
  /** TSecr, in whole milliseconds of the clock that `now` is read from; -1 without timestamps (RFC 7323 §3). */
  echo: number;
  /** The SACK blocks in the order of the option: left edge, right edge, left edge … (RFC 2018 §3). */
  readonly blocks: Float64Array;
  blockCount: number;
}

/** An acknowledgement to be filled in. */
export function createAcknowledgement(): Acknowledgement {
  return { ack: 0, window: 0, recency: 0, pure: true, echo: -1, blocks: new Float64Array(8), blockCount: 0 };
}

/** What was agreed and learnt while the connection was opened. */
export interface Opening {
  /** Eff.snd.MSS: the bytes that one segment carries beside its options (RFC 9293 §3.7.1). */
  readonly mss: Bytes;
  /** The peer's first window. */
  readonly window: Bytes;
  /** Where the first byte stands that is still to be sent: 1, or more when the SYN's data was acknowledged (RFC 7413). */
  readonly next: Position;
  readonly sack: boolean;
  readonly timestamps: boolean;
  /** The round trip of the SYN, where it can be told (RFC 6298 §3). */
  readonly rtt: Milliseconds | null;
  /** How often our SYN was sent again, and how often its timer has expired. */
  readonly synRetries: number;
  readonly synTimeouts: number;
}

/** Sends a connection's bytes, from the moment it is synchronized: decides which go when. Bytes are only counted. */
export interface Sender {
  /** SND.UNA and SND.NXT (RFC 9293 §3.3.1). */
  readonly una: Position;
  readonly nxt: Position;
  /** SND.WND, and the largest ever offered (RFC 9293 §3.8.6.2.1; RFC 5961 §5.2). */
  readonly window: Bytes;
  readonly maxWindow: Bytes;
  /** What is believed to be on its way, the congestion window and its threshold, all in bytes; `ssthresh` may be infinite. */
  readonly flight: Bytes;
  readonly cwnd: Bytes;
  readonly ssthresh: Bytes;
  /** SEND (RFC 9293 §3.10.2). What the buffer has no room for is taken as room is made; `written` tells when all of it is. */
  write(now: Milliseconds, bytes: Bytes): void;
  /** CLOSE: the FIN follows the last byte (RFC 9293 §3.10.4). */
  close(now: Milliseconds): void;
  /** The program has closed the connection and will not hear of it: less patience is due. */
  forsake(): void;
  /** The program has switched the Nagle algorithm on or off (RFC 9293 §3.7.4). */
  setNagle(now: Milliseconds, enabled: boolean): void;
  /** An acceptable acknowledgement has come: queue, window, timers, losses; what is lost goes again. */
  acknowledged(now: Milliseconds, acknowledgement: Acknowledgement): void;
  /**
   * Our SYN is acknowledged, and data went before that: from now on the retransmission timer counts for the data. `rtt`: the SYN's round
   * trip, where it can be told; for where nothing else has been measured. `timeouts`: how often its timer has expired.
   */
  synAcknowledged(now: Milliseconds, rtt: Milliseconds | null, timeouts: number): void;
  /** New data goes as far as it may: to be called at the end of each step that an arriving segment began. */
  push(now: Milliseconds): void;
  /** A timer has expired. False when the sender gives the connection up (RFC 9293 §3.8.3). */
  expired(now: Milliseconds, timer: SenderTimer): boolean;
}
