// The retransmission timeout: a smoothed round-trip time and how much it varies (RFC 6298 §2 and §5).

import type { Milliseconds } from "../kernel/index.ts";
import { toGrid } from "../kernel/index.ts";
import type { Settings } from "./settings.ts";

/** G of RFC 6298 §2: the granularity of the clock that times round trips. */
const GRANULARITY: Milliseconds = 1;
/** RTO to begin data with after the SYN had to be sent again (RFC 6298 §5.7). */
const RTO_AFTER_SYN_TIMEOUT: Milliseconds = 3000;

/** What is known about the round-trip time of one connection. */
export interface RtoEstimator {
  /** Null until the first measurement. */
  srtt: Milliseconds | null;
  rttvar: Milliseconds;
  rto: Milliseconds;
}

/** Before anything is measured (RFC 6298 §2.1). */
export function createEstimator(settings: Settings): RtoEstimator {
  return { srtt: null, rttvar: 0, rto: bounded(settings.initialRto, settings) };
}

/** Takes one measurement in (RFC 6298 §2.2 and §2.3), which also ends any backing off (§5, note). */
export function takeSample(estimator: RtoEstimator, rtt: Milliseconds, settings: Settings): void {
  if (estimator.srtt === null) {
    estimator.srtt = toGrid(rtt);
    estimator.rttvar = toGrid(rtt / 2);
  } else {
    // The variation is updated before the mean, with the old mean.
    estimator.rttvar = toGrid(0.75 * estimator.rttvar + 0.25 * Math.abs(estimator.srtt - rtt));
    estimator.srtt = toGrid(0.875 * estimator.srtt + 0.125 * rtt);
  }
  estimator.rto = bounded(estimator.srtt + Math.max(GRANULARITY, 4 * estimator.rttvar), settings);
}

/** Doubles the timeout after it has expired, up to the ceiling (RFC 6298 §5.5). */
export function backOff(estimator: RtoEstimator, settings: Settings): void {
  estimator.rto = Math.min(toGrid(estimator.rto * 2), settings.maxRto);
}

/**
 * Sets the timeout for data when the SYN's timer expired (RFC 6298 §5.7). Nothing has been measured then, for Karn's
 * rule forbids to measure what was sent twice.
 */
export function restartAfterSyn(estimator: RtoEstimator, settings: Settings): void {
  if (estimator.srtt === null) estimator.rto = bounded(RTO_AFTER_SYN_TIMEOUT, settings);
}

function bounded(rto: Milliseconds, settings: Settings): Milliseconds {
  return Math.min(Math.max(toGrid(rto), settings.minRto), settings.maxRto);
}
