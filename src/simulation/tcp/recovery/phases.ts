// From one phase of loss recovery to the next: what an acknowledgement out of the ordinary, or the reordering timer, leads to
// (RFC 6675 §5, RFC 8985 §6, as Linux 6.18 goes about it).

import type { CongestionControl } from "../congestion/control.ts";
import type { RateReduction } from "../congestion/prr.ts";
import type { WindowValidation } from "../congestion/validation.ts";
import type { FRto, Next } from "./f-rto.ts";
import { NOTHING, SEND_LOST, SEND_NEW } from "./f-rto.ts";
import type { Flow } from "./flow.ts";
import { DISORDER, LOSS, NEVER, OPEN, RECOVERY, REDUCTION } from "./flow.ts";
import type { Rack } from "./rack.ts";
import type { RenoDuplicates } from "./reno-dupacks.ts";
import type { TransmissionTimer } from "./transmission-timer.ts";
import type { Undo } from "./undo.ts";

/** Added to the reordering timer, so that it is not earlier than what it waits for. */
const MARGIN = 2;
/** The least time until what the peer has thrown away goes again. */
const LEAST_RENEGING = 10;

/** Holds the parts of loss recovery together. */
export class Phases {
  constructor(
    private readonly flow: Flow,
    private readonly rack: Rack,
    private readonly undo: Undo,
    private readonly duplicates: RenoDuplicates,
    private readonly forward: FRto,
    private readonly reduction: RateReduction,
    private readonly control: CongestionControl,
    private readonly validation: WindowValidation,
    private readonly timer: TransmissionTimer,
  ) {}

  /** Judges an acknowledgement; `duplicate`: it repeats the one before; `unsent`: new data waits. Tells what is to be sent. */
  judge(duplicate: boolean, unsent: boolean): Next {
    const { flow } = this;
    const { ack, board } = flow;
    if (board.out === 0) board.sacked = 0;
    if (ack.reneged && ack.advanced) {
      this.timer.set("retransmission", Math.max((flow.estimator.srtt ?? 0) / 2, LEAST_RENEGING), "tcp.rto.restart");
      ack.setTimer = false;
      return NOTHING;
    }
    if (this.isOver()) return NOTHING;
    if (flow.phase === RECOVERY) return this.inRecovery(duplicate);
    if (flow.phase === LOSS) {
      const next = this.inLoss(duplicate, unsent);
      this.findLosses();
      if (!this.isOpen && !ack.resentLost) return next;
    }
    if (!flow.sack) {
      if (ack.advanced) this.duplicates.reset();
      if (duplicate) this.duplicates.add();
    }
    if (flow.phase <= DISORDER) this.undo.afterDuplicates();
    this.findLosses();
    if (board.lost === 0) {
      this.tryOpen();
      return NOTHING;
    }
    this.enterRecovery();
    return SEND_LOST;
  }

  /** The reordering timer has expired (RFC 8985 §6.3). Tells whether something is lost, so that it is to be sent again. */
  reorderingExpired(): boolean {
    const { flow } = this;
    const { flight } = flow;
    const { everLost } = flow.board;
    flow.ack.reset();
    this.rack.detect();
    if (flight === flow.flight) return false;
    if (flow.phase !== RECOVERY) {
      this.enterRecovery();
      this.reduction.reduce(1, flow.board.everLost - everLost);
    }
    return true;
  }

  /** The loss probe has mended a loss: the window answers for it at once (RFC 8985 §7.4.2). */
  reduceAfterProbe(): void {
    const { flow } = this;
    this.beginReduction();
    flow.phase = REDUCTION;
    this.endReduction();
    this.keepOpen();
  }

  private get isOpen(): boolean {
    return this.flow.phase === OPEN;
  }

  /** Everything that was out when the phase began is acknowledged: it may be over. Tells whether nothing more is to be done. */
  private isOver(): boolean {
    const { flow } = this;
    if (flow.phase === OPEN) {
      flow.resentSince = NEVER;
    } else if (flow.una >= flow.high) {
      if (flow.phase === REDUCTION && flow.una !== flow.high) {
        this.endReduction();
        flow.phase = OPEN;
      } else if (flow.phase === RECOVERY) {
        if (!flow.sack) this.duplicates.reset();
        if (this.undo.atEnd()) return true;
        this.endReduction();
      }
    }
    return false;
  }

  private inRecovery(duplicate: boolean): Next {
    const { flow } = this;
    if (!flow.ack.advanced) {
      if (!flow.sack && duplicate) this.duplicates.add();
    } else if (this.holdsBack()) {
      return NOTHING;
    }
    if (this.undo.afterDuplicates()) this.tryOpen();
    this.findLosses();
    if (flow.phase !== RECOVERY) {
      if (flow.board.lost === 0) return NOTHING;
      this.enterRecovery();
    }
    return SEND_LOST;
  }

  /** A hole was filled by what went first, not by its retransmission: nothing more is sent again before those are back. */
  private holdsBack(): boolean {
    const { flow, undo } = this;
    if (!undo.active || !undo.packetDelayed) return false;
    flow.noteReordering(flow.ack.priorUna, flow.board.highestSacked(flow.una));
    if (flow.board.resent > 0) return true;
    if (!flow.anyResent) flow.resentSince = NEVER;
    undo.restore(true);
    this.keepOpen();
    return false;
  }

  private inLoss(duplicate: boolean, unsent: boolean): Next {
    const { flow, undo } = this;
    const recovered = flow.una >= flow.high;
    if (flow.ack.advanced && undo.afterTimeout(false)) return NOTHING;
    const next = this.forward.judge(duplicate, unsent, undo);
    if (next === null) return NOTHING;
    if (next === SEND_NEW) return next;
    if (recovered) {
      undo.atEnd();
      return NOTHING;
    }
    if (!flow.sack) {
      if (flow.nxt > flow.high && duplicate) this.duplicates.add();
      else if (flow.ack.advanced) this.duplicates.reset();
    }
    return SEND_LOST;
  }

  /** Marks what is lost, and sets the timer for what may be. */
  private findLosses(): void {
    const { flow } = this;
    if (flow.board.out === 0) return;
    if (!flow.sack) {
      this.duplicates.markLost();
      return;
    }
    const left = this.rack.detectAfterAck();
    if (left <= 0) return;
    this.timer.set("reorder", left + MARGIN, "tcp.recovery.reorder-timer");
    flow.ack.setTimer = false;
  }

  private enterRecovery(): void {
    const { flow, undo } = this;
    if (!flow.anyResent) flow.resentSince = NEVER;
    undo.priorThreshold = 0;
    undo.begin();
    if (!flow.reducing) {
      undo.priorThreshold = flow.currentThreshold;
      this.beginReduction();
    }
    flow.phase = RECOVERY;
  }

  private beginReduction(): void {
    const { flow } = this;
    flow.high = flow.nxt;
    flow.probeEnd = NEVER;
    this.reduction.begin();
    flow.ssthresh = this.control.threshold();
  }

  private endReduction(): void {
    const { flow } = this;
    if (flow.ssthresh === Infinity || (flow.phase !== REDUCTION && !this.undo.active)) return;
    flow.cwnd = flow.ssthresh;
    this.validation.touch();
  }

  private tryOpen(): void {
    const { flow } = this;
    if (!flow.anyResent) flow.resentSince = NEVER;
    if (flow.phase !== REDUCTION) this.keepOpen();
  }

  private keepOpen(): void {
    const { flow } = this;
    const phase = flow.board.sacked + flow.board.lost > 0 || flow.anyResent ? DISORDER : OPEN;
    if (flow.phase === phase) return;
    flow.phase = phase;
    flow.high = flow.nxt;
  }
}
