// The Nagle algorithm in Minshall's form: a small segment waits only while an earlier small one is unacknowledged (RFC 9293 §3.7.4,
// which allows it as a variation of RFC 896).

import type { Bytes } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";

/** Keeps small segments waiting. */
export class Nagle {
  /** The end of the latest small segment that was sent. */
  private smallEnd: Position;

  constructor(public enabled: boolean, start: Position) {
    this.smallEnd = start;
  }

  /** Notes what was sent: `length` bytes in `segments` segments, ending there. */
  sent(end: Position, length: Bytes, segments: number, mss: Bytes): void {
    if (length < segments * mss) this.smallEnd = end;
  }

  /** Whether a small segment at the end of the queue has to wait. */
  holds(una: Position, somethingOut: boolean): boolean {
    return this.enabled && somethingOut && this.smallEnd > una;
  }
}
