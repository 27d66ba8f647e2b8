// No loss recovery but the timer's: what RFC 9293 asks for by itself (§3.8.1).

import type { Acknowledgement } from "../ends/sender.ts";
import type { LossRecovery } from "./loss-recovery.ts";
import type { TextbookFlow } from "./textbook-flow.ts";

export class NoRecovery implements LossRecovery {
  readonly recovering = false;
  readonly rulesNewData = false;
  readonly allowance = 0;

  constructor(private readonly flow: TextbookFlow) {}

  repeated(): void {
    // The timer alone tells of losses.
  }

  advanced(_acknowledgement: Acknowledgement, acknowledged: number): boolean {
    if (acknowledged > 0) this.flow.congestion.grow(acknowledged);
    return true;
  }

  timedOut(): void {
    // Nothing is known that could be out of date.
  }

  proceed(): void {
    // Nothing is being recovered.
  }
}
