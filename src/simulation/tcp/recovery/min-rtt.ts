// The least round-trip time of late: RACK and CUBIC take it for what the path needs when nothing waits (RFC 8985 §6.2, step 1).

import type { Milliseconds } from "../../kernel/index.ts";

/** After so long a smaller value is forgotten: 300 s. */
const WINDOW: Milliseconds = 300_000;

/** A running minimum over a window of time, kept as its three best samples of ever later parts of the window. */
export class MinRtt {
  /** Infinite before the first sample. */
  value: Milliseconds = Infinity;
  private at: Milliseconds = 0;
  private second: Milliseconds = Infinity;
  private secondAt: Milliseconds = 0;
  private third: Milliseconds = Infinity;
  private thirdAt: Milliseconds = 0;

  /** Takes a sample in. */
  sample(now: Milliseconds, rtt: Milliseconds): void {
    if (rtt <= this.value || now - this.thirdAt > WINDOW) {
      this.value = this.second = this.third = rtt;
      this.at = this.secondAt = this.thirdAt = now;
      return;
    }
    if (rtt <= this.second) {
      this.second = this.third = rtt;
      this.secondAt = this.thirdAt = now;
    } else if (rtt <= this.third) {
      this.third = rtt;
      this.thirdAt = now;
    }
    const age = now - this.at;
    if (age > WINDOW) {
      // The best has gone out of date: the next best takes its place.
      this.value = this.second;
      this.at = this.secondAt;
      this.second = this.third;
      this.secondAt = this.thirdAt;
      this.third = rtt;
      this.thirdAt = now;
    } else if (this.secondAt === this.at && age > WINDOW / 4) {
      this.second = this.third = rtt;
      this.secondAt = this.thirdAt = now;
    } else if (this.thirdAt === this.secondAt && age > WINDOW / 2) {
      this.third = rtt;
      this.thirdAt = now;
    }
  }
}
