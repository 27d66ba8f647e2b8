// HyStart: slow start ends before it loses anything, when acknowledgements come in a long train or later than they did (Ha and Rhee 2011,
// named in RFC 9438 §4.10; the constants are those of Linux 6.18).

import type { Milliseconds } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";
import type { Flow } from "../recovery/flow.ts";

/** It is not tried while the window is smaller. */
const LEAST_WINDOW = 16;
/** Acknowledgements so close together belong to one train. */
const TRAIN_GAP: Milliseconds = 2;
/** So many samples of a round make its least round trip. */
const SAMPLES = 8;
const LEAST_RISE: Milliseconds = 4;
const MOST_RISE: Milliseconds = 16;
/** What a train may be longer because the network cards gather: a millisecond, or less at a high rate. */
const GATHERING: Milliseconds = 1;
const GATHERED_BYTES = 4 * 65_215;

/** Watches one round of slow start after the other. */
export class HyStart {
  private found = false;
  private roundEnd: Position = 0;
  private roundStart: Milliseconds = 0;
  private latest: Milliseconds = 0;
  private least: Milliseconds = Infinity;
  private samples = 0;

  constructor(private readonly flow: Flow) {
    this.begin();
  }

  /** Takes a round trip in; ends slow start when it is time to. `leastEver`: the least round trip there was; `rate`: bytes per second. */
  measured(rtt: Milliseconds, leastEver: Milliseconds, rate: number): void {
    const { flow } = this;
    if (this.found || !flow.inSlowStart) return;
    // Rounds are counted from the first on, even while the window is too small to look.
    if (flow.una > this.roundEnd) this.begin();
    if (flow.cwnd < LEAST_WINDOW) return;
    if (flow.now - this.latest <= TRAIN_GAP) {
      this.latest = flow.now;
      const gathering = Math.min(GATHERING, (GATHERED_BYTES * 1000) / rate);
      if (flow.now - this.roundStart > (leastEver + gathering) / 2) this.finish();
    }
    if (rtt < this.least) this.least = rtt;
    if (this.samples < SAMPLES) {
      this.samples += 1;
    } else if (this.least > leastEver + Math.min(Math.max(leastEver / 8, LEAST_RISE), MOST_RISE)) {
      this.finish();
    }
  }

  /** Forgets what was found. */
  reset(): void {
    this.found = false;
    this.begin();
  }

  private begin(): void {
    this.roundStart = this.latest = this.flow.now;
    this.roundEnd = this.flow.nxt;
    this.least = Infinity;
    this.samples = 0;
  }

  private finish(): void {
    this.found = true;
    this.flow.ssthresh = this.flow.cwnd;
  }
}
