// How large the peer's full segments are, learnt from those that come: a receiver is not told (Linux).

import type { Bytes } from "../../kernel/index.ts";

/** What every host must take (RFC 9293 §3.7.1): nothing larger is assumed before it is seen. */
const ASSUMED: Bytes = 536;
/** A segment of which the sender has not said that it is the last of a write is full, unless it is smaller than this. */
const SMALLEST: Bytes = 88;
/** The header without options. */
const HEADER: Bytes = 20;

export class SegmentSize {
  /** The estimate. */
  size: Bytes;
  private readonly mss: Bytes;
  private readonly header: Bytes;
  /** The length of the latest segment if it was smaller than the estimate, yet large enough to be a full one; else 0. */
  private candidate: Bytes = 0;

  /** `mss`: the most that a segment may carry; `header`: the TCP header with the options that every segment has. */
  constructor(mss: Bytes, window: Bytes, header: Bytes) {
    this.mss = mss;
    this.header = header;
    this.size = Math.max(Math.min(mss, ASSUMED, Math.floor(window / 2)), SMALLEST);
  }

  /** A segment at least as large as the estimate has come. Tells whether the estimate was another. */
  full(length: Bytes): boolean {
    this.candidate = 0;
    const changed = length !== this.size;
    this.size = Math.min(length, this.mss);
    return changed;
  }

  /** A smaller one has come. The second of one length in a row lowers the estimate; tells whether it did. */
  small(length: Bytes, push: boolean): boolean {
    const previous = this.candidate;
    this.candidate = 0;
    const whole = length + this.header;
    if (whole < ASSUMED + HEADER && (push || whole < SMALLEST + HEADER)) return false;
    this.candidate = length;
    if (length !== previous) return false;
    this.size = length;
    return true;
  }
}
