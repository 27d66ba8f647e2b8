// The one timer of the Linux sender, which serves four ends in turn: retransmission, loss probe, reordering, probing a closed window.

import type { Milliseconds } from "../../kernel/index.ts";
import type { SenderRule } from "../ends/sender-rules.ts";
import type { SenderTimer } from "../ends/sender.ts";
import type { Flow } from "./flow.ts";

/** Setting it for one end ends the others. */
export class TransmissionTimer {
  /** What it runs for, or null. */
  purpose: Exclude<SenderTimer, "wake-up"> | null = null;

  constructor(private readonly flow: Flow) {}

  /** Sets the timer for a purpose. */
  set(purpose: Exclude<SenderTimer, "wake-up">, after: Milliseconds, rule: SenderRule): void {
    const { outlet } = this.flow;
    if (this.purpose !== null && this.purpose !== purpose) outlet.stop(this.purpose, rule);
    this.purpose = purpose;
    outlet.start(purpose, after, rule);
  }

  /** Stops the timer. */
  clear(rule: SenderRule): void {
    if (this.purpose === null) return;
    this.flow.outlet.stop(this.purpose, rule);
    this.purpose = null;
  }

  /** Sets the retransmission timer to the whole timeout from now on. */
  restart(rule: SenderRule): void {
    this.set("retransmission", this.flow.estimator.rto, rule);
  }

  /**
   * Sets the retransmission timer (RFC 6298 §5.3), or stops it when nothing is out. Where it ran for a probe or for reordering
   * meanwhile, the time since the oldest segment was sent counts.
   */
  rearm(): void {
    if (this.flow.board.out === 0) {
      this.clear("tcp.rto.stop");
      return;
    }
    const shifted = this.purpose === "loss-probe" || this.purpose === "reorder";
    this.set("retransmission", shifted ? Math.max(this.remaining, 0) : this.flow.estimator.rto, "tcp.rto.restart");
  }

  /** How long until the retransmission timeout of the oldest segment, counted from its latest sending. */
  get remaining(): Milliseconds {
    const { board, estimator, now } = this.flow;
    return (board.first?.sentAt ?? now) + estimator.rto - now;
  }
}
