// Taking a reduction of the window back when it turns out that nothing was lost: every retransmission arrived a second time (RFC 2883), or the
// acknowledgement is older than the first of them (Eifel, RFC 3522).

import type { Position } from "../ends/sender.ts";
import type { Flow } from "./flow.ts";
import { NEVER, OPEN } from "./flow.ts";
import type { Rack } from "./rack.ts";

/** Remembers what a reduction took away, and what would show that it was in vain. */
export class Undo {
  /** SND.UNA when the reduction began; `NEVER` when there is nothing to take back. */
  private marker: Position = NEVER;
  /** Retransmissions that have not come twice yet; -1 before the first. */
  private pending = -1;
  /** ssthresh before. */
  priorThreshold = 0;

  constructor(private readonly flow: Flow, private readonly rack: Rack) {}

  /** Whether a reduction could be taken back. */
  get active(): boolean {
    return this.marker !== NEVER;
  }

  /** A reduction begins. */
  begin(): void {
    const { flow } = this;
    this.marker = flow.una;
    this.pending = flow.board.resent;
    // The loss probe is a retransmission like others.
    if (flow.probeEnd !== NEVER && flow.probeWasResent) this.pending += 1;
    if (this.pending === 0) this.pending = -1;
  }

  /** Segments were sent again. */
  resent(segments: number): void {
    if (this.pending < 0) this.pending = 0;
    this.pending += segments;
  }

  /** A DSACK names segments up to there that have come twice. */
  duplicateArrived(end: Position, segments: number): void {
    if (this.active && this.pending > 0 && end > this.marker) this.pending = Math.max(0, this.pending - segments);
  }

  /** The reduction is over: it stays. */
  end(): void {
    this.marker = NEVER;
  }

  /** Whether everything speaks for the reduction having been in vain. */
  get warranted(): boolean {
    return this.active && (this.pending === 0 || this.packetDelayed);
  }

  /** Whether the acknowledgement is for something that went before the first retransmission. */
  get packetDelayed(): boolean {
    const { flow } = this;
    if (flow.resentSince !== NEVER) return flow.ack.echo !== NEVER && flow.ack.echo < flow.resentSince;
    // Nothing was sent again, and yet everything is there.
    return flow.sack || flow.una < flow.high;
  }

  /** Gives the window back. `unmark`: nothing on the board is believed lost any more. */
  restore(unmark: boolean): void {
    const { flow } = this;
    if (unmark) for (let piece = flow.board.first; piece !== null; piece = piece.next) flow.board.unmarkLost(piece);
    if (this.priorThreshold > 0) {
      flow.cwnd = Math.max(flow.cwnd, flow.priorCwnd);
      if (this.priorThreshold > flow.ssthresh) flow.ssthresh = this.priorThreshold;
    }
    this.marker = NEVER;
    this.rack.lookAgain();
  }

  /**
   * A recovery has come to its end: takes it back where that is warranted. Without SACK the phase is held until something beyond is
   * acknowledged, for late duplicates would begin it anew (RFC 6582 §6); tells whether it is held.
   */
  atEnd(): boolean {
    if (this.warranted) this.restore(false);
    else this.rack.recovered();
    if (this.holds()) return true;
    this.flow.phase = OPEN;
    return false;
  }

  /** Takes a reduction back when everything sent again has come twice. Tells whether it did. */
  afterDuplicates(): boolean {
    if (!this.active || this.pending !== 0) return false;
    this.rack.undone();
    this.restore(false);
    return true;
  }

  /** Takes a timeout back; `originals` tells that something sent once only has arrived. Tells whether it did. */
  afterTimeout(originals: boolean): boolean {
    if (!originals && !this.warranted) return false;
    const { flow } = this;
    this.restore(true);
    flow.timeouts = 0;
    if (this.holds()) return true;
    if (originals || flow.sack) flow.phase = OPEN;
    return true;
  }

  private holds(): boolean {
    const { flow } = this;
    if (flow.sack || flow.una !== flow.high) return false;
    if (!flow.anyResent) flow.resentSince = NEVER;
    return true;
  }
}
