// The tail-loss probe: when nothing comes back for two round trips, one segment goes so that its acknowledgement tells what is missing
// (RFC 8985 §7).

import type { Milliseconds } from "../../kernel/index.ts";
import type { Flow } from "./flow.ts";
import { NEVER, OPEN, REDUCTION } from "./flow.ts";
import type { Retransmitter } from "./retransmitter.ts";
import type { TransmissionTimer } from "./transmission-timer.ts";

/** Added to two round trips: for a lone segment, whose acknowledgement may be delayed, and else. */
const ALLOWANCE_ALONE: Milliseconds = 200;
const ALLOWANCE: Milliseconds = 2;
const INITIAL: Milliseconds = 1000;

/** Schedules and sends probes, and judges what comes back. */
export class TailLossProbe {
  constructor(private readonly flow: Flow, private readonly timer: TransmissionTimer, private readonly enabled: boolean) {}

  /**
   * Sets the timer for a probe if one may go (RFC 8985 §7.2). `restarting`: the retransmission timeout would begin anew now. Tells
   * whether it was set.
   */
  schedule(restarting: boolean): boolean {
    const { flow, timer } = this;
    const { srtt, rto } = flow.estimator;
    if (!this.enabled || !flow.sack || flow.board.out === 0) return false;
    if (flow.phase !== OPEN && flow.phase !== REDUCTION) return false;
    let after = srtt === null ? INITIAL : 2 * srtt + (flow.board.out === 1 ? ALLOWANCE_ALONE : ALLOWANCE);
    const timeout = restarting ? rto : timer.remaining;
    if (timeout > 0) after = Math.min(after, timeout);
    timer.set("loss-probe", after, "tcp.recovery.loss-probe-timer");
    return true;
  }

  /** The timer has expired (RFC 8985 §7.3). `sendNew` sends one new segment if the peer's window lets it, and tells whether. */
  fire(retransmitter: Retransmitter, sendNew: () => boolean): void {
    const { flow, timer } = this;
    const { board } = flow;
    if (flow.probeEnd === NEVER) {
      flow.probeWasResent = false;
      if (sendNew() || this.sendLast(retransmitter)) {
        flow.probeEnd = flow.nxt;
        timer.purpose = null;
      }
    }
    if (board.out > 0) timer.rearm();
  }

  /** An acknowledgement has come that covers the probe, or repeats what came before (RFC 8985 §7.4). Tells whether a loss was mended. */
  judge(): boolean {
    const { flow } = this;
    const { ack, probeEnd } = flow;
    if (probeEnd === NEVER || flow.una < probeEnd) return false;
    if (!flow.probeWasResent || ack.probeSacked) {
      flow.probeEnd = NEVER;
    } else if (flow.una > probeEnd) {
      // The probe has filled a hole: somebody lost that segment, and the window answers for it.
      return true;
    } else if (!ack.advanced && !ack.windowTaken && !ack.carriesData && !ack.dataAcked && !ack.newlySacked) {
      flow.probeEnd = NEVER;
    }
    return false;
  }

  /** The last segment goes again. */
  private sendLast(retransmitter: Retransmitter): boolean {
    const { flow } = this;
    const { board } = flow;
    let last = board.last;
    if (last === null) return false;
    if (last.segments > 1) last = board.split(last, last.start + (last.segments - 1) * last.size);
    if (!retransmitter.sendAgain(last, 1, "tcp.recovery.loss-probe")) return false;
    flow.probeWasResent = true;
    return true;
  }
}
