// RACK: what was sent before something that has arrived since is lost, unless it may still be overtaken (RFC 8985 §6.2).

import type { Milliseconds } from "../../kernel/index.ts";
import type { Piece } from "../ends/piece.ts";
import type { Position } from "../ends/sender.ts";
import type { Flow } from "./flow.ts";
import { NEVER, RECOVERY } from "./flow.ts";

/** The reordering window grows to so many quarters of the least round trip. */
const MOST_STEPS = 255;
/** Times stand on a grid of a microsecond, and sums of them may miss it by less. */
const GRID: Milliseconds = 0.001;
/** It falls back after so many recoveries without a DSACK (RFC 8985 §6.2, step 4). */
const PERSISTENCE = 16;

/** Remembers the latest sending that is known to have arrived. */
export class Rack {
  /** Its round trip, in which round it went, and where it ended: RACK.rtt, RACK.xmit_ts, RACK.end_seq. */
  rtt: Milliseconds = 0;
  private sentIn = NEVER;
  /** The round in which that went whose round trip `rtt` is: the latest that has arrived, which need not be the latest that was sent. */
  private measuredIn = NEVER;
  private end: Position = 0;
  /** Something has arrived that was not known to. */
  private advanced = false;
  /** Quarters of the least round trip by which segments may be late, where they have overtaken one another. */
  private steps = 1;
  private persistence = 0;
  /** A DSACK has come that reordering may explain. */
  private duplicateSeen = false;
  /** What had been delivered when the window was last widened: what DSACKs tell until more than that was sent is known already. */
  private widenedAt = 0;

  constructor(private readonly flow: Flow) {}

  /** A piece has been acknowledged or sacked (RFC 8985 §6.2, step 2). */
  arrived(piece: Piece): void {
    const { ack, now, minRtt } = this.flow;
    if (piece.sentIn > ack.latestIn) {
      ack.latestIn = piece.sentIn;
      ack.deliveredThen = piece.deliveredThen;
    }
    const rtt = now - piece.sentAt;
    // An acknowledgement that came sooner than any round trip is for an earlier sending.
    if (piece.everResent && rtt < minRtt.value - GRID / 2) return;
    this.advanced = true;
    this.rtt = rtt;
    this.measuredIn = piece.sentIn;
    if (piece.sentIn > this.sentIn || (piece.sentIn === this.sentIn && piece.end > this.end)) {
      this.sentIn = piece.sentIn;
      this.end = piece.end;
    }
  }

  /** A DSACK has come that is not for a probe. */
  duplicateArrived(): void {
    if (this.flow.reordered) this.duplicateSeen = true;
  }

  /** After each acknowledgement that tells of something new: widens the reordering window where a DSACK says that it was too narrow, once a round trip (step 4). */
  updateWindow(): void {
    const { ack, delivered } = this.flow;
    if (ack.deliveredThen === NEVER) return;
    if (ack.deliveredThen < this.widenedAt) this.duplicateSeen = false;
    if (this.duplicateSeen) {
      this.widenedAt = delivered;
      this.steps = Math.min(MOST_STEPS, this.steps + 1);
      this.duplicateSeen = false;
      this.persistence = PERSISTENCE;
    } else if (this.persistence === 0) {
      this.steps = 1;
    }
  }

  /** A recovery ended without having been in vain. */
  recovered(): void {
    if (this.persistence > 0) this.persistence -= 1;
  }

  /** A recovery has turned out to be in vain. */
  undone(): void {
    this.persistence = Math.min(PERSISTENCE, this.persistence + 1);
  }

  /** Asks for a look at everything with the next acknowledgement. */
  lookAgain(): void {
    this.advanced = true;
  }

  /**
   * Marks what is lost if anything has arrived since it was last asked (steps 5 and 6). Tells how long until the next piece
   * would be lost, or 0.
   */
  detectAfterAck(): Milliseconds {
    if (!this.advanced) return 0;
    this.advanced = false;
    return this.detect();
  }

  /** Marks what is lost by now, oldest sending first. Tells how long until the next piece would be lost, or 0. */
  detect(): Milliseconds {
    const { board, now } = this.flow;
    const patience = this.rtt + this.reorderingWindow;
    let longest: Milliseconds = 0;
    for (let piece = board.soonest; piece !== null;) {
      const later: Piece | null = piece.later;
      if (!piece.lost || piece.resent) {
        if (piece.sentIn > this.sentIn || (piece.sentIn === this.sentIn && piece.end >= this.end)) break;
        const left = patience - (now - piece.sentAt);
        // What went in the same moment as the measured one, but after it, has a little of its time left.
        const barely = left < GRID / 2 && left > -GRID / 2 && piece.sentIn > this.measuredIn;
        if (left < GRID / 2 && !barely) {
          if (piece.resent) this.flow.ack.resentLost = true;
          board.markLost(piece);
          board.leaveOrder(piece);
        } else {
          longest = Math.max(longest, left, GRID);
        }
      }
      piece = later;
    }
    return longest;
  }

  /** How long a segment may be overtaken by others: nothing where none ever was and the case is clear. */
  private get reorderingWindow(): Milliseconds {
    const { flow } = this;
    if (!flow.reordered && (flow.phase >= RECOVERY || flow.board.sacked >= flow.reordering)) return 0;
    return Math.min((flow.minRtt.value / 4) * this.steps, flow.estimator.srtt ?? 0);
  }
}
