// The window that is offered: never taken back, closed while it would be silly (RFC 9293 §3.8.6.2.2; Linux's own measures).

import type { Bytes } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";
import type { ReceiveBuffer } from "./buffer.ts";

/** With less than this share of the buffer free, nothing is offered. */
const SILLY_SHARE = 16;
/** The largest number that the header's field holds. */
const MAX_FIELD = 65_535;

export class OfferedWindow {
  /** RCV.WND as it was when the latest segment with ACK went. */
  size: Bytes;
  /** Last.ACK.sent: RCV.NXT as it was then (RFC 7323 §4.3). */
  lastAck: Position;
  /** Less than half of the buffer was free when the window was last looked for. */
  tight = false;
  /** Where windows are scaled, they are multiples of this (RFC 7323 §2.3). */
  private readonly unit: Bytes;

  constructor(size: Bytes, next: Position, shift: number) {
    this.size = size;
    this.lastAck = next;
    this.unit = 1 << shift;
  }

  /** How far the right edge lies beyond RCV.NXT. */
  room(next: Position): Bytes {
    return Math.max(0, this.lastAck + this.size - next);
  }

  /** The window that the buffer allows now. `mss`: the size of the peer's full segments. */
  allowed(buffer: ReceiveBuffer, mss: Bytes): Bytes {
    const whole = buffer.full;
    const full = Math.min(buffer.limit, whole);
    const segment = Math.min(mss, full);
    if (segment <= 0) return 0;
    let free = buffer.free;
    this.tight = free < Math.floor(full / 2);
    if (this.tight) {
      free = this.roundDown(free);
      if (free < Math.floor(whole / SILLY_SHARE) || free < segment) return 0;
    }
    free = Math.min(free, buffer.threshold);
    if (this.unit > 1) return this.roundUp(free);
    if (this.size <= free - segment || this.size > free) return free - (free % segment);
    return segment === full && free > this.size + Math.floor(full / 2) ? free : this.size;
  }

  /** A segment with ACK goes: the window in it, at least what is left of the one before. */
  offer(buffer: ReceiveBuffer, mss: Bytes, next: Position): Bytes {
    this.size = Math.max(this.allowed(buffer, mss), this.roundUp(this.room(next)));
    this.lastAck = next;
    return Math.min(this.size, MAX_FIELD * this.unit);
  }

  private roundDown(bytes: Bytes): Bytes {
    return Math.floor(bytes / this.unit) * this.unit;
  }

  private roundUp(bytes: Bytes): Bytes {
    return this.roundDown(bytes + this.unit - 1);
  }
}
