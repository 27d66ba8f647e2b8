// The retransmission timeout: a smoothed round-trip time and how much it varies (RFC 6298 §2 and §5).

import type { Milliseconds } from "../../kernel/index.ts";
import { toGrid } from "../../kernel/index.ts";

/** G of RFC 6298 §2: the granularity of the clock that times round trips. */
const GRANULARITY: Milliseconds = 1;
/** RTO to begin data with after the SYN had to be sent again (RFC 6298 §5.7). */
const RTO_AFTER_SYN_TIMEOUT: Milliseconds = 3000;

/** What is known about the round-trip time of one connection. */
export class Rfc6298Estimator {
  /** Null until the first measurement. */
  srtt: Milliseconds | null = null;
  rto: Milliseconds;
  private rttvar: Milliseconds = 0;

  constructor(initialRto: Milliseconds, private readonly minRto: Milliseconds, private readonly maxRto: Milliseconds) {
    this.rto = this.bounded(initialRto);
  }

  /**
   * Takes one measurement in (§2.2 and §2.3), which also ends any backing off (§5, note). `expected`: where each acknowledgement measures, so
   * many measurements of one round trip share the weight of one (RFC 7323 §4.2 and appendix G).
   */
  sample(rtt: Milliseconds, expected = 1): void {
    if (this.srtt === null) {
      this.srtt = toGrid(rtt);
      this.rttvar = toGrid(rtt / 2);
    } else {
      // The variation is updated before the mean, with the old mean.
      const alpha = 0.125 / expected;
      const beta = 0.25 / expected;
      this.rttvar = toGrid((1 - beta) * this.rttvar + beta * Math.abs(this.srtt - rtt));
      this.srtt = toGrid((1 - alpha) * this.srtt + alpha * rtt);
    }
    this.rto = this.bounded(this.srtt + Math.max(GRANULARITY, 4 * this.rttvar));
  }

  /** Doubles the timeout after it has expired, up to the ceiling (§5.5). */
  backOff(): void {
    this.rto = Math.min(toGrid(this.rto * 2), this.maxRto);
  }

  /** Sets the timeout for data when the SYN's timer expired, if it would be less (§5.7). The next measurement counts again. */
  restartAfterSyn(): void {
    this.rto = Math.max(this.rto, this.bounded(RTO_AFTER_SYN_TIMEOUT));
  }

  private bounded(rto: Milliseconds): Milliseconds {
    return Math.min(Math.max(toGrid(rto), this.minRto), this.maxRto);
  }
}
