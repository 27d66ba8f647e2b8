// What an arriving segment says to sender and receiver: its numbers as positions, its window in bytes, its options as values.

import type { Bytes } from "../../kernel/index.ts";
import { timestampsOf } from "../segment/options.ts";
import type { Segment } from "../segment/segment.ts";
import { FIN, PSH, sequenceLength, SYN } from "../segment/segment.ts";
import type { SequenceNumber } from "../segment/sequence.ts";
import { advance, distance } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";
import type { Arrival } from "./receiver.ts";
import { createArrival } from "./receiver.ts";
import type { Acknowledgement, Position } from "./sender.ts";
import { createAcknowledgement } from "./sender.ts";

/** Reads the segments of one connection. What it returns is good until the next segment is read. */
export class SegmentReader {
  private readonly arrival = createArrival();
  private readonly acknowledgement = createAcknowledgement();
  /** The sequence number of SND.WL1. */
  private latest: SequenceNumber;

  /** `opening` is the segment that opens the connection, if one does: its window counts from the first. */
  constructor(private readonly tcb: Tcb, opening: Segment | null) {
    this.latest = opening?.seq ?? tcb.irs;
  }

  /** What a segment says to the sender, whose SND.UNA is `una`. */
  acknowledges(segment: Segment, una: Position): Acknowledgement {
    const { acknowledgement } = this;
    const unaNumber = advance(this.tcb.iss, una);
    acknowledgement.ack = una + distance(unaNumber, segment.ack);
    acknowledgement.window = this.windowOf(segment);
    acknowledgement.recency = this.recencyOf(segment);
    acknowledgement.pure = sequenceLength(segment) === 0;
    acknowledgement.echo = this.echoOf(segment);
    acknowledgement.blockCount = 0;
    for (const option of segment.options) {
      if (option.kind !== "sack") continue;
      for (const [left, right] of option.blocks) {
        const place = 2 * acknowledgement.blockCount;
        acknowledgement.blocks[place] = una + ((left - unaNumber) | 0);
        acknowledgement.blocks[place + 1] = una + ((right - unaNumber) | 0);
        acknowledgement.blockCount += 1;
      }
    }
    // What is acknowledged already tells no window, and so does not count for SND.WL1.
    if (acknowledgement.recency > 0 && acknowledgement.ack >= una) this.latest = segment.seq;
    return acknowledgement;
  }

  /** What a segment brings to the receiver, whose RCV.NXT is `next`. */
  brings(segment: Segment, next: Position): Arrival {
    const { arrival } = this;
    arrival.seq = this.positionOf(segment.seq, next) + ((segment.flags & SYN) === 0 ? 0 : 1);
    arrival.length = segment.length;
    arrival.fin = (segment.flags & FIN) !== 0;
    arrival.push = (segment.flags & PSH) !== 0;
    arrival.echo = this.echoOf(segment);
    return arrival;
  }

  /** A sequence number of the peer's as a position near RCV.NXT, which is `next`. */
  positionOf(seq: SequenceNumber, next: Position): Position {
    return next + distance(this.tcb.rcv.nxt, seq);
  }

  /** SEG.WND: the header's field, scaled save in a SYN (RFC 7323 §2.3). */
  windowOf(segment: Segment): Bytes {
    return (segment.flags & SYN) === 0 ? segment.window * (1 << this.tcb.agreed.sendShift) : segment.window;
  }

  /** SEG.SEQ less SND.WL1: whether a segment is older (negative), as old (0) or newer than the one that has told the window. */
  recencyOf(segment: Segment): number {
    return distance(this.latest, segment.seq);
  }

  /** TSecr, which our own clock of whole milliseconds has written (RFC 7323 §3); -1 without. */
  private echoOf(segment: Segment): number {
    if (!this.tcb.agreed.timestamps) return -1;
    return timestampsOf(segment.options)?.echo ?? -1;
  }
}
