// When a timer goes off: what a stack's clock answers to the time that a rule names.

import type { Milliseconds } from "../../kernel/index.ts";

export interface Clock {
  /**
   * When a timer of this length goes off that is set now. `inside` is the granule of the timer in whose handler it is set;
   * 0 when a packet or a call has brought it about.
   */
  due(now: Milliseconds, after: Milliseconds, inside: number): Milliseconds;
  /** The granule by which a timer of this length is rounded, in ticks; 0 where nothing is rounded. */
  granule(after: Milliseconds): number;
}
