// The retransmission queue: what was sent and is not acknowledged, in order, and what is believed of each piece (RFC 9293 §3.8.1).

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { SequenceNumber } from "./sequence.ts";
import { atOrBefore, before, distance } from "./sequence.ts";

/** A segment that took up sequence space, as it was sent. */
export interface SentSegment {
  seq: SequenceNumber;
  /** The sequence number after its last. */
  readonly end: SequenceNumber;
  /** SYN, FIN and PSH; whether ACK is set is decided anew with each sending. */
  readonly flags: number;
  length: Bytes;
  offset: Bytes;
  readonly text: string | null;
  readonly firstSentAt: Milliseconds;
  lastSentAt: Milliseconds;
  /** How often it was sent. */
  transmissions: number;
  /** Believed to be lost: its earlier sendings count as in flight no more. */
  lost: boolean;
  /** Sent again since it was believed lost, so that it is in flight once more. */
  again: boolean;
  /** The peer says that it holds it (RFC 2018). */
  sacked: boolean;
}

/** A queue that gives up its head without moving the rest, and keeps count of what is in flight. */
export class RetransmissionQueue {
  private segments: SentSegment[] = [];
  private head = 0;
  /** Sequence space that is believed lost, that was sent again since, and that the peer holds. */
  private lostSpace = 0;
  private againSpace = 0;
  private sackedSpace = 0;

  get length(): number {
    return this.segments.length - this.head;
  }

  /** What is to be taken off SND.NXT - SND.UNA to know what is in flight. */
  get landed(): Bytes {
    return this.lostSpace + this.sackedSpace - this.againSpace;
  }

  /** Whether something is believed lost and has not been sent again since. */
  get hasLost(): boolean {
    return this.lostSpace > this.againSpace;
  }

  get sackedBytes(): Bytes {
    return this.sackedSpace;
  }

  /** The oldest segment that is not wholly acknowledged. */
  first(): SentSegment | undefined {
    return this.segments[this.head];
  }

  /** The segment at a place from 0 on. */
  at(place: number): SentSegment | undefined {
    return this.segments[this.head + place];
  }

  /** The oldest segment that is believed lost and has not been sent again since. */
  firstLost(): SentSegment | undefined {
    if (!this.hasLost) return undefined;
    for (let place = this.head; place < this.segments.length; place += 1) {
      const sent = this.segments[place];
      if (sent?.lost === true && !sent.again) return sent;
    }
    return undefined;
  }

  push(segment: SentSegment): void {
    this.segments.push(segment);
  }

  /** Takes back the segment sent last. */
  pop(): SentSegment | undefined {
    if (this.length === 0) return undefined;
    const last = this.segments.pop();
    if (last !== undefined) this.forget(last);
    return last;
  }

  /** Removes and returns the head if it is wholly acknowledged (RFC 9293 §3.10.7.4, fifth check); trims it if it is in part. */
  shiftAcknowledged(ack: SequenceNumber): SentSegment | undefined {
    const first = this.segments[this.head];
    if (first === undefined) return undefined;
    if (!atOrBefore(first.end, ack)) {
      if (before(first.seq, ack)) this.trim(first, ack);
      return undefined;
    }
    this.forget(first);
    this.head += 1;
    if (this.head >= 32 && this.head * 2 >= this.segments.length) {
      this.segments = this.segments.slice(this.head);
      this.head = 0;
    }
    return first;
  }

  /** Believes a segment lost. */
  markLost(sent: SentSegment): void {
    const space = distance(sent.seq, sent.end);
    if (sent.sacked) return;
    if (!sent.lost) this.lostSpace += space;
    else if (sent.again) this.againSpace -= space;
    sent.lost = true;
    sent.again = false;
  }

  /** Believes everything lost that the peer does not hold. */
  markAllLost(): void {
    for (let place = this.head; place < this.segments.length; place += 1) {
      const sent = this.segments[place];
      if (sent !== undefined) this.markLost(sent);
    }
  }

  /** Notes that a segment was sent again. */
  markAgain(sent: SentSegment, now: Milliseconds): void {
    if (sent.lost && !sent.again) {
      sent.again = true;
      this.againSpace += distance(sent.seq, sent.end);
    }
    sent.lastSentAt = now;
    sent.transmissions += 1;
  }

  /** Notes that the peer holds a segment. Tells whether that is new. */
  markSacked(sent: SentSegment): boolean {
    if (sent.sacked) return false;
    this.forget(sent);
    sent.lost = false;
    sent.again = false;
    sent.sacked = true;
    this.sackedSpace += distance(sent.seq, sent.end);
    return true;
  }

  flush(): void {
    this.segments = [];
    this.head = 0;
    this.lostSpace = 0;
    this.againSpace = 0;
    this.sackedSpace = 0;
  }

  private forget(sent: SentSegment): void {
    if (!sent.lost && !sent.sacked) return;
    const space = distance(sent.seq, sent.end);
    if (sent.lost) this.lostSpace -= space;
    if (sent.again) this.againSpace -= space;
    if (sent.sacked) this.sackedSpace -= space;
  }

  /** Cuts the acknowledged part off a segment of text. */
  private trim(sent: SentSegment, ack: SequenceNumber): void {
    const cut = distance(sent.seq, ack);
    if (cut > sent.length) return;
    if (sent.lost) this.lostSpace -= cut;
    if (sent.again) this.againSpace -= cut;
    if (sent.sacked) this.sackedSpace -= cut;
    sent.seq = ack;
    sent.length -= cut;
    sent.offset += cut;
  }
}
