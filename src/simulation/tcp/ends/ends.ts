// Both directions of an open connection: what the checks and calls of RFC 9293 §3.10 ask of them.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { Turn } from "../effects.ts";
import type { Segment } from "../segment/segment.ts";
import type { SequenceNumber } from "../segment/sequence.ts";
import type { TcpTimer } from "../timer.ts";

/** Sender and receiver of one connection, from the moment our SYN is acknowledged. What they decide becomes effects of the turn. */
export interface Ends {
  /** The congestion window, its threshold and what is believed to be on its way, in bytes. */
  readonly cwnd: Bytes;
  readonly ssthresh: Bytes;
  /** The smoothed round trip (null before the first measurement) and the timeout that follows. */
  readonly srtt: Milliseconds | null;
  readonly rto: Milliseconds;
  /** Bytes in order that the program has not read. */
  readonly unread: Bytes;
  /** How many bytes the program has to read to be past the urgent data (RCV.UP of RFC 9293 §3.8.5); 0 without any. */
  readonly urgent: Bytes;
  /** The program has read everything, and been told of its end. */
  readonly exhausted: boolean;
  /** Whether something that the program has written, or its CLOSE, is not acknowledged yet. */
  readonly delivering: boolean;
  /** Where the highest of the bytes end that have come out of order; null without any that SACK blocks tell of. */
  readonly highest: SequenceNumber | null;
  /** A step begins: what the directions decide until the next one goes into its turn. */
  begin(turn: Turn): void;
  /** Takes an acceptable acknowledgement in (fifth check). */
  acknowledged(segment: Segment): void;
  /** Our SYN is acknowledged, which went after the directions were open. `rtt`: its round trip, where that can be told. `timeouts`: of its timer. */
  synAcknowledged(rtt: Milliseconds | null, timeouts: number): void;
  /** Takes the urgent pointer of an acceptable segment in (sixth check). */
  urged(segment: Segment): void;
  /** Takes text and FIN of an acceptable segment in (seventh and eighth check). Tells whether the peer's FIN has been reached. */
  received(segment: Segment): boolean;
  /** Whether the window of a segment that acknowledges nothing new would be taken (RFC 9293 §3.10.7.4, fifth check). */
  updatesWindow(segment: Segment): boolean;
  /** The acknowledgement that opens the connection waits for data to go with, if it may: tells whether it does. */
  postpone(): boolean;
  /** A segment outside of the window is about to be answered. */
  unacceptable(segment: Segment): void;
  /** SEND. The program is told when all of it has been taken, which may be later. */
  write(bytes: Bytes): void;
  /** CLOSE: the FIN follows the last byte. */
  close(): void;
  /** The program has closed the connection and will not hear of it: less patience is due. */
  forsake(): void;
  /** New data goes as far as it may, then the acknowledgement that is owed, if it is to go now. */
  settle(): void;
  /** The program reads what is there, at most so many bytes, and comes to the end where it reads on. */
  read(most: Bytes): void;
  /** The program has switched the Nagle algorithm on or off. */
  setNagle(enabled: boolean): void;
  /** A timer has expired. False when the connection is given up. */
  expired(timer: TcpTimer): boolean;
  /** The window for a segment that goes now, in bytes. */
  offer(): Bytes;
  /** The SACK blocks for a segment that goes now, at most so many. */
  blocks(most: number): readonly (readonly [SequenceNumber, SequenceNumber])[];
  /** A segment with ACK has gone, with so many bytes of text. */
  sent(length: Bytes): void;
}
