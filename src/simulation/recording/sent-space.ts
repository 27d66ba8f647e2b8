// Which packet of an endpoint carried which part of its sequence space: what a retransmission sends again (RFC 9293 §3.8.1).

import type { Segment } from "../tcp/index.ts";
import { inWindow, sequenceLength } from "../tcp/index.ts";

/** What one endpoint has sent, in order of sending. */
export class SentSpace {
  private readonly packets: number[] = [];
  /** Where each of them begins, and how many sequence numbers it takes up. */
  private readonly starts: Segment["seq"][] = [];
  private readonly lengths: number[] = [];

  /** Notes a packet; one that takes up no sequence space carries nothing. */
  add(packet: number, segment: Segment): void {
    const length = sequenceLength(segment);
    if (length === 0) return;
    this.packets.push(packet);
    this.starts.push(segment.seq);
    this.lengths.push(length);
  }

  /** The latest packet that has carried the first sequence number of a segment, or null. */
  carrierOf({ seq }: Segment): number | null {
    for (let place = this.packets.length - 1; place >= 0; place -= 1) {
      const start = this.starts[place];
      const length = this.lengths[place];
      if (start !== undefined && length !== undefined && inWindow(seq, start, length)) return this.packets[place] ?? null;
    }
    return null;
  }
}
