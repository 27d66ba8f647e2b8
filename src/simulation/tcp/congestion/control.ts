// How the congestion window of the Linux sender grows and falls: slow start, additive increase, and what the algorithms decide (RFC 5681 §3.1).

import type { Milliseconds } from "../../kernel/index.ts";
import type { Flow } from "../recovery/flow.ts";

/** One congestion control algorithm. Windows count segments. */
export interface CongestionControl {
  /** ssthresh after a loss. */
  threshold(): number;
  /** Segments have been delivered while the window was full: it grows. */
  grow(segments: number): void;
  /** A round trip has been measured, in the order of arrival. */
  measured(rtt: Milliseconds): void;
  /** Sending begins again after everything was acknowledged; `idle` is the time since the latest sending. */
  resume(idle: Milliseconds): void;
  /** The retransmission timer has expired: what was learnt is forgotten. */
  reset(): void;
}

/** Slow start: one segment more for each delivered, up to ssthresh. Tells how many are left over for what comes after it. */
export function slowStart(flow: Flow, segments: number): number {
  const cwnd = Math.min(flow.cwnd + segments, flow.ssthresh);
  const left = segments - (cwnd - flow.cwnd);
  flow.cwnd = cwnd;
  return left;
}

/** Additive increase: one segment more for every `per` delivered. */
export function increase(flow: Flow, per: number, segments: number): void {
  // Credit from a time when more was asked for counts once only.
  if (flow.credit >= per) {
    flow.credit = 0;
    flow.cwnd += 1;
  }
  flow.credit += segments;
  if (flow.credit >= per) {
    const more = Math.floor(flow.credit / per);
    flow.credit -= more * per;
    flow.cwnd += more;
  }
}
