// Whether the window was used: one that was not may not grow, and after a pause it falls (RFC 7661's aim; RFC 5681 §4.1).

import type { Milliseconds } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";
import type { Flow } from "../recovery/flow.ts";
import { OPEN } from "../recovery/flow.ts";

/** Remembers, window by window, how far the window was filled. */
export class WindowValidation {
  private limited = false;
  private mostOut = 0;
  private windowEnd: Position;
  /** The most segments out since the window was last full, and when that was. */
  private used = 0;
  private fullAt: Milliseconds;

  constructor(private readonly flow: Flow, private readonly initialWindow: number) {
    this.windowEnd = flow.nxt;
    this.fullAt = flow.now;
  }

  /** Whether the window is what limits the sender, so that it may grow; in slow start half of it in use is enough. */
  get isLimited(): boolean {
    return this.limited || (this.flow.inSlowStart && this.flow.cwnd < 2 * this.mostOut);
  }

  /** Something was sent, or would have been but for the window. `programWaits`: a blocked program has more to send. */
  note(limited: boolean, programWaits: boolean): void {
    const { flow } = this;
    const { out } = flow.board;
    if (flow.una >= this.windowEnd || limited || (!this.limited && out > this.mostOut)) {
      this.limited = limited;
      this.mostOut = out;
      this.windowEnd = flow.nxt;
    }
    if (this.isLimited) {
      this.used = 0;
      this.fullAt = flow.now;
      return;
    }
    if (out > this.used) this.used = out;
    if (flow.now - this.fullAt >= flow.estimator.rto) this.shrinkUnused(programWaits);
  }

  /** The window was changed otherwise: the time of disuse begins anew. */
  touch(): void {
    this.fullAt = this.flow.now;
  }

  /** Sending begins again: for each timeout of silence the window halves, down to the initial one. Tells nothing while data is out. */
  afterIdle(): void {
    const { flow } = this;
    if (flow.board.out > 0 || flow.lastSentAt < 0) return;
    const { rto } = flow.estimator;
    let idle = flow.now - flow.lastSentAt;
    if (idle <= rto) return;
    flow.ssthresh = flow.currentThreshold;
    const least = Math.min(this.initialWindow, flow.cwnd);
    let { cwnd } = flow;
    for (idle -= rto; idle > 0 && cwnd > least; idle -= rto) cwnd >>= 1;
    flow.cwnd = Math.max(cwnd, least);
    this.fullAt = flow.now;
    this.used = 0;
  }

  /** For a whole timeout the window was not filled: it goes half of the way to what was used. */
  private shrinkUnused(programWaits: boolean): void {
    const { flow } = this;
    if (flow.phase === OPEN && !programWaits) {
      const used = Math.max(this.used, this.initialWindow);
      if (used < flow.cwnd) {
        flow.ssthresh = flow.currentThreshold;
        flow.cwnd = (flow.cwnd + used) >> 1;
      }
      this.used = 0;
    }
    this.fullAt = flow.now;
  }
}
