// The retransmission queue: what was sent and is not acknowledged, in order (RFC 9293 §3.8.1).

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { SequenceNumber } from "./sequence.ts";
import { atOrBefore } from "./sequence.ts";

/** A segment that took up sequence space, as it was sent. */
export interface SentSegment {
  readonly seq: SequenceNumber;
  /** The sequence number after its last. */
  readonly end: SequenceNumber;
  /** SYN, FIN and PSH; whether ACK is set is decided anew with each sending. */
  readonly flags: number;
  readonly length: Bytes;
  readonly offset: Bytes;
  readonly text: string | null;
  firstSentAt: Milliseconds;
  lastSentAt: Milliseconds;
  /** How often it was sent. */
  transmissions: number;
}

/** A queue that gives up its head without moving the rest. */
export class RetransmissionQueue {
  private segments: SentSegment[] = [];
  private head = 0;

  get length(): number {
    return this.segments.length - this.head;
  }

  /** The oldest segment that is not wholly acknowledged. */
  first(): SentSegment | undefined {
    return this.segments[this.head];
  }

  /** The segment at a place from 0 on. */
  at(place: number): SentSegment | undefined {
    return this.segments[this.head + place];
  }

  push(segment: SentSegment): void {
    this.segments.push(segment);
  }

  /** Takes back the segment sent last. */
  pop(): SentSegment | undefined {
    return this.length === 0 ? undefined : this.segments.pop();
  }

  /** Removes and returns the head if it is wholly acknowledged (RFC 9293 §3.10.7.4, fifth check). */
  shiftAcknowledged(ack: SequenceNumber): SentSegment | undefined {
    const first = this.segments[this.head];
    if (first === undefined || !atOrBefore(first.end, ack)) return undefined;
    this.head += 1;
    if (this.head >= 32 && this.head * 2 >= this.segments.length) {
      this.segments = this.segments.slice(this.head);
      this.head = 0;
    }
    return first;
  }

  flush(): void {
    this.segments = [];
    this.head = 0;
  }
}
