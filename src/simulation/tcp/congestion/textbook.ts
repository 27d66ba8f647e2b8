// The congestion window of the RFCs, in bytes: slow start, congestion avoidance, and what a loss leaves of it (RFC 5681 §3.1 and §4.1).

import type { Bytes } from "../../kernel/index.ts";

/** "The initial value of ssthresh SHOULD be set arbitrarily high": the largest window there can be (RFC 7323 §2.2). */
export const UNLIMITED: Bytes = 65_535 * 16_384;

/** cwnd and ssthresh. */
export class TextbookWindow {
  cwnd: Bytes;
  ssthresh: Bytes = UNLIMITED;
  /** Bytes acknowledged since the last increase in congestion avoidance. */
  private credit: Bytes = 0;
  /** IW. */
  private readonly initial: Bytes;

  /**
   * The window at the beginning: IW, or one segment when the SYN was lost (RFC 5681 §3.1). `segments`: IW in segments (RFC 6928); null:
   * two to four, by their size. `synTimeouts`: so often has our SYN been given up for lost; RFC 6928 §2 has the window suffer only from the
   * second time on. Not `enabled`, the window never limits anything.
   */
  constructor(private readonly enabled: boolean, private readonly mss: Bytes, segments: number | null, synTimeouts: number) {
    this.initial = segments === null ? (mss > 2190 ? 2 : mss > 1095 ? 3 : 4) * mss : segments * mss;
    this.cwnd = synTimeouts > (segments === null ? 0 : 1) ? mss : this.initial;
    if (!enabled) this.cwnd = UNLIMITED;
  }

  /** New data was acknowledged outside of recovery: slow start below ssthresh (equation 2), congestion avoidance from there. */
  grow(acknowledged: Bytes): void {
    if (!this.enabled) return;
    if (this.cwnd < this.ssthresh) {
      this.cwnd += Math.min(acknowledged, this.mss);
      return;
    }
    // One segment more for each window's worth of acknowledged bytes.
    this.credit += acknowledged;
    if (this.credit >= this.cwnd) {
      this.credit -= this.cwnd;
      this.cwnd += this.mss;
    }
  }

  /** ssthresh after a loss: half of what was outstanding, at least two segments (equation 4). */
  halve(flightSize: Bytes): void {
    if (this.enabled) this.ssthresh = Math.max(Math.floor(flightSize / 2), 2 * this.mss);
  }

  /** cwnd, where it is limited at all. */
  set(cwnd: Bytes): void {
    if (this.enabled) this.cwnd = cwnd;
  }

  /** After a timeout the window is the loss window, one segment, "regardless of the value of IW". */
  collapse(): void {
    this.set(this.mss);
    this.credit = 0;
  }

  /** Nothing was sent for longer than the retransmission timeout: the window restarts at RW = min(IW, cwnd) (§4.1). */
  restartAfterIdle(): void {
    if (this.enabled) this.cwnd = Math.min(this.initial, this.cwnd);
  }
}
