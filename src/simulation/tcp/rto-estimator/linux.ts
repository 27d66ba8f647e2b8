// The retransmission timeout as Linux 6.18 computes it: RFC 6298 with a variation that falls slowly, has a floor of its own, and is
// taken once per round trip.

import type { Milliseconds } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";

/** The kernel's clock tick at 250 Hz: timeouts are counted in whole ticks. */
const TICK: Milliseconds = 4;
/** The floor of the variation, which makes the timeout a round trip and 200 ms at least. */
const MIN_VARIATION: Milliseconds = 200;
const MAX_RTO: Milliseconds = 120_000;

/** Smoothed round-trip time, its variation, and the timeout that follows. */
export class LinuxRtoEstimator {
  /** Null until the first measurement. */
  srtt: Milliseconds | null = null;
  /** What the timer is set to: backed off where it has expired. */
  rto: Milliseconds;
  private readonly minVariation: Milliseconds;
  /** Four times the mean deviation; the variation in use; the largest deviation in this round trip. */
  private deviation: Milliseconds = 0;
  private variation: Milliseconds = 0;
  private largest: Milliseconds = 0;
  /** SND.NXT when this round trip began. */
  private mark: Position = 0;

  constructor(initialRto: Milliseconds = 1000, minVariation: Milliseconds = MIN_VARIATION, private readonly maxRto: Milliseconds = MAX_RTO) {
    this.rto = initialRto;
    this.minVariation = minVariation;
  }

  /** Takes one measurement in, which also ends any backing off. */
  sample(rtt: Milliseconds, una: Position, nxt: Position): void {
    if (this.srtt === null) {
      this.srtt = rtt;
      this.deviation = 2 * rtt;
      this.variation = Math.max(this.deviation, this.minVariation);
      this.largest = this.variation;
      this.mark = nxt;
    } else {
      let error = rtt - this.srtt;
      this.srtt += error / 8;
      const deviation = this.deviation / 4;
      if (error < 0) {
        // A round trip that got shorter must not make the timeout jump: it counts an eighth.
        error = -error - deviation;
        if (error > 0) error /= 8;
      } else {
        error -= deviation;
      }
      this.deviation += error;
      if (this.deviation > this.largest) {
        this.largest = this.deviation;
        if (this.largest > this.variation) this.variation = this.largest;
      }
      if (una > this.mark) {
        if (this.largest < this.variation) this.variation -= (this.variation - this.largest) / 4;
        this.mark = nxt;
        this.largest = this.minVariation;
      }
    }
    this.reset();
  }

  /** Ends backing off: the timeout is what the measurements say (nothing changes before the first). */
  reset(): void {
    if (this.srtt !== null) this.rto = Math.min(toTicks(this.srtt + this.variation), this.maxRto);
  }

  /** Doubles the timeout after it has expired, up to the ceiling (RFC 6298 §5.5). */
  backOff(): void {
    this.rto = Math.min(2 * this.rto, this.maxRto);
  }
}

/** Rounds up to whole ticks. */
function toTicks(time: Milliseconds): Milliseconds {
  return -Math.floor(-time / TICK) * TICK;
}
