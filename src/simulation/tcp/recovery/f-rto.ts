// F-RTO: after a timeout, two new segments find out whether anything was lost at all (RFC 5682 §3).

import type { Flow } from "./flow.ts";
import type { Undo } from "./undo.ts";

/** What comes next after an acknowledgement in the phase of loss. */
export const NOTHING = 0;
export const SEND_LOST = 1;
/** New data first: what comes back tells. */
export const SEND_NEW = 2;
export type Next = typeof NOTHING | typeof SEND_LOST | typeof SEND_NEW;

/** Looks for timeouts that came too early. */
export class FRto {
  /** A timeout is being looked into. */
  active = false;

  constructor(private readonly flow: Flow, private readonly enabled: boolean) {}

  /** The timer has expired; `fresh`: outside of any recovery. */
  timedOut(fresh: boolean): void {
    this.active = this.enabled && (fresh || this.flow.timeouts > 0);
  }

  /** An acknowledgement in the phase of loss. `unsent`: whether new data waits; null when the timeout was in vain and is undone. */
  judge(duplicate: boolean, unsent: boolean, undo: Undo): Next | null {
    const { flow } = this;
    const { ack } = flow;
    if (!this.active) return SEND_LOST;
    // Step 3.b: something sent before the timeout, and once only, has arrived.
    if (ack.originalAcked && undo.afterTimeout(true)) return null;
    if (flow.nxt > flow.high) {
      // Step 3.a: the loss was real.
      if (ack.newlySacked || duplicate) this.active = false;
    } else if (ack.advanced && flow.una < flow.high) {
      // Step 2.b: two segments of new data, if there are any that may go.
      flow.high = flow.nxt;
      if (unsent && flow.windowEnd > flow.nxt) return SEND_NEW;
      this.active = false;
    }
    return SEND_LOST;
  }
}
