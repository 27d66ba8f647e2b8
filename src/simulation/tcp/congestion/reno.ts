// Reno's congestion control in segments: half after a loss, one segment more for each window (RFC 5681 §3.1).

import type { Flow } from "../recovery/flow.ts";
import type { CongestionControl } from "./control.ts";
import { increase, slowStart } from "./control.ts";

const LEAST = 2;

export class Reno implements CongestionControl {
  constructor(private readonly flow: Flow) {}

  threshold(): number {
    return Math.max(this.flow.cwnd >> 1, LEAST);
  }

  grow(segments: number): void {
    const { flow } = this;
    const left = flow.inSlowStart ? slowStart(flow, segments) : segments;
    if (left > 0) increase(flow, flow.cwnd, left);
  }

  measured(): void {
    // Reno looks at no round trip.
  }

  resume(): void {
    // Nor at the clock.
  }

  reset(): void {
    // It has nothing to forget.
  }
}
