// How what comes lets buffer and window grow: the size of the peer's full segments, what they cost, and how many a round trip brings
// (RFC 9293 §3.8.6, dynamic right-sizing as Linux does it).

import type { Bytes } from "../../kernel/index.ts";
import type { LinuxAcks } from "../ack/linux.ts";
import type { Autotuning } from "./autotuning.ts";
import type { ReceiveBuffer } from "./buffer.ts";
import type { SegmentSize } from "./segment-size.ts";

/** Tells the buffer what was learnt. */
export class Growth {
  constructor(
    private readonly buffer: ReceiveBuffer,
    private readonly full: SegmentSize,
    private readonly tuning: Autotuning,
    private readonly acks: LinuxAcks,
  ) {}

  /** Learns from a segment's length how large the peer's full segments are, and what they cost. `window` was offered last. */
  learn(length: Bytes, push: boolean, cost: Bytes, window: Bytes): void {
    if (length >= this.full.size) {
      if (length !== this.full.size && this.buffer.learn(length, cost, window)) {
        this.tuning.space = Math.min(this.tuning.space, this.buffer.limit);
      }
      this.full.full(length);
      if (push) this.acks.push();
    } else if (!this.full.small(length, push)) {
      this.acks.small();
    }
  }

  /** A segment is kept: a window that has grown is worth an acknowledgement. */
  segment(length: Bytes, cost: Bytes): void {
    if (this.buffer.grow(length, cost, this.full.size)) this.acks.quick |= 1;
  }

  /** A round trip has brought so many bytes. `ahead`: how far bytes out of order reach beyond RCV.NXT. */
  enlarge(bytes: Bytes, ahead: Bytes): void {
    this.buffer.enlarge(this.tuning.window(bytes, ahead));
  }
}
