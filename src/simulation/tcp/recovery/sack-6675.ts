// Loss recovery by SACK as RFC 6675 writes it: Update, IsLost, SetPipe and NextSeg over the board, and the steps of its section 5.

import type { Bytes } from "../../kernel/index.ts";
import type { Piece } from "../ends/piece.ts";
import type { Acknowledgement, Position } from "../ends/sender.ts";
import { DUPLICATE_THRESHOLD } from "./duplicate-acks.ts";
import type { LossRecovery } from "./loss-recovery.ts";
import type { TextbookFlow } from "./textbook-flow.ts";

const UNDEFINED: Position = -1;

export class SackRecovery implements LossRecovery {
  recovering = false;
  /** In step (3) the pipe rules instead of an allowance: what is sacked has left the network. */
  readonly allowance: Bytes = 0;
  private duplicates = 0;
  private recoveryPoint: Position = 0;
  /** The end of what was sent again in this recovery: HighRxt, and that of the rescue: RescueRxt. */
  private highRxt: Position = UNDEFINED;
  private rescueRxt: Position = UNDEFINED;
  private pipe: Bytes = 0;
  /** SND.NXT before limited transmit. */
  private limitedFrom: Position = 0;

  constructor(private readonly flow: TextbookFlow) {}

  get rulesNewData(): boolean {
    return this.recovering;
  }

  repeated(acknowledgement: Acknowledgement): void {
    // A duplicate is what tells of bytes that had not been told of (RFC 6675 §2).
    if (!this.update(acknowledgement)) return;
    const { flow } = this;
    if (this.recovering) return;
    if (this.duplicates === 0) this.limitedFrom = flow.nxt;
    this.duplicates += 1;
    // After a timeout, none until what was sent before it is acknowledged (§5.1).
    if (flow.una < this.recoveryPoint) return;
    const { first } = flow.board;
    if (first === null) return;
    this.setPipe();
    if (this.duplicates >= DUPLICATE_THRESHOLD || first.lost) this.enter(first);
  }

  advanced(acknowledgement: Acknowledgement, acknowledged: Bytes): boolean {
    const { flow } = this;
    this.update(acknowledgement);
    this.duplicates = 0;
    if (!this.recovering) {
      if (acknowledged > 0) flow.congestion.grow(acknowledged);
    } else if (flow.una >= this.recoveryPoint) {
      // (A) Everything is acknowledged that was out when the recovery began.
      this.recovering = false;
    }
    return true;
  }

  timedOut(): void {
    const { flow } = this;
    this.recoveryPoint = flow.nxt;
    this.recovering = false;
    this.duplicates = 0;
    // "The timeout might indicate that the data receiver has reneged" (RFC 2018 §8).
    flow.board.forgetSacked();
  }

  /** Step (C): one segment after the other, while the pipe leaves room for a whole one. */
  proceed(newSegment: () => Bytes): void {
    const { flow } = this;
    if (!this.recovering) return;
    this.setPipe();
    while (flow.congestion.cwnd - this.pipe >= flow.mss) {
      const sent = this.sendNext(newSegment);
      if (sent === 0) return;
      this.pipe += sent;
    }
  }

  /** Update(): marks what the peer holds. Tells whether anything is new. */
  private update({ blocks, blockCount }: Acknowledgement): boolean {
    const { una, nxt, board } = this.flow;
    let isNew = false;
    for (let block = 0; block < blockCount; block += 1) {
      const left = blocks[2 * block] ?? 0;
      const right = blocks[2 * block + 1] ?? 0;
      // Nothing below SND.UNA (a DSACK, RFC 2883), and nothing that was never sent.
      if (left < una || right > nxt || left >= right) continue;
      for (let piece = board.last; piece !== null && piece.end > left; piece = piece.previous) {
        if (piece.sacked || piece.start < left || piece.end > right) continue;
        board.unmarkLost(piece);
        board.unmarkResent(piece);
        board.markSacked(piece);
        isNew = true;
      }
    }
    return isNew;
  }

  /**
   * SetPipe(), from the highest byte down, with IsLost() on the way: lost is what has three separate stretches of sacked bytes above it, or
   * more than two segments' worth of them. What was sent again counts again.
   */
  private setPipe(): void {
    const { board, mss } = this.flow;
    let stretches = 0;
    let sacked: Bytes = 0;
    let inStretch = false;
    this.pipe = 0;
    for (let piece = board.last; piece !== null; piece = piece.previous) {
      if (piece.sacked) {
        if (!inStretch) stretches += 1;
        inStretch = true;
        sacked += piece.segments;
        continue;
      }
      inStretch = false;
      if (stretches >= DUPLICATE_THRESHOLD || sacked > (DUPLICATE_THRESHOLD - 1) * mss) {
        if (!piece.lost) board.markLost(piece);
      } else {
        this.pipe += piece.segments;
      }
      if (piece.end <= this.highRxt) this.pipe += piece.segments;
    }
  }

  /** Step (4). */
  private enter(first: Piece): void {
    const { flow } = this;
    this.recoveryPoint = flow.nxt;
    flow.congestion.halve(Math.min(flow.nxt, this.limitedFrom) - flow.una);
    flow.congestion.set(flow.congestion.ssthresh);
    this.recovering = true;
    this.highRxt = first.end;
    this.rescueRxt = first.end;
    flow.board.markLost(first);
    flow.sendAgain(first, "tcp.recovery.fast-retransmit");
  }

  /** Sends what NextSeg() names; tells its bytes, 0 when it names nothing. */
  private sendNext(newSegment: () => Bytes): Bytes {
    const { flow } = this;
    const highest = flow.board.highestSacked(flow.una);
    const lost = this.firstUnsacked(highest, true);
    if (lost !== null) return this.sendAgain(lost);
    const sent = newSegment();
    if (sent > 0) return sent;
    const other = this.firstUnsacked(highest, false);
    if (other !== null) return this.sendAgain(other);
    return this.rescue();
  }

  /** Rules (1) and (3): the first piece above HighRxt and below what is sacked that the peer does not hold. */
  private firstUnsacked(highest: Position, lostOnly: boolean): Piece | null {
    for (let piece = this.flow.board.first; piece !== null && piece.start < highest; piece = piece.next) {
      if (!piece.sacked && piece.start >= this.highRxt && (piece.lost || !lostOnly)) return piece;
    }
    return null;
  }

  private sendAgain(piece: Piece): Bytes {
    this.highRxt = piece.end;
    if (!piece.lost) this.flow.board.markLost(piece);
    this.flow.sendAgain(piece, "tcp.recovery.next-seg");
    return piece.segments;
  }

  /** Rule (4): once per recovery, the last segment that the peer does not hold. */
  private rescue(): Bytes {
    const { flow } = this;
    if (flow.una <= this.rescueRxt) return 0;
    let piece = flow.board.last;
    while (piece?.sacked === true) piece = piece.previous;
    if (piece === null) return 0;
    this.rescueRxt = this.recoveryPoint;
    flow.sendAgain(piece, "tcp.recovery.rescue");
    return piece.segments;
  }
}
