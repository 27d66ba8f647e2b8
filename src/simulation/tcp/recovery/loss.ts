// The retransmission timeout of the Linux sender: what is believed lost then, and the window it leaves (RFC 5681 §3.1, RFC 8985 §6.3).

import type { CongestionControl } from "../congestion/control.ts";
import type { WindowValidation } from "../congestion/validation.ts";
import type { FRto } from "./f-rto.ts";
import type { Flow } from "./flow.ts";
import { DISORDER, LOSS, NEVER, RECOVERY, REORDERING } from "./flow.ts";
import type { Patience } from "./patience.ts";
import type { Rack } from "./rack.ts";
import type { Retransmitter } from "./retransmitter.ts";
import type { TransmissionTimer } from "./transmission-timer.ts";
import type { Undo } from "./undo.ts";

/** Sends the oldest segment again, and enters the phase of loss. */
export class Timeout {
  constructor(
    private readonly flow: Flow,
    private readonly undo: Undo,
    private readonly rack: Rack,
    private readonly forward: FRto,
    private readonly control: CongestionControl,
    private readonly validation: WindowValidation,
    private readonly retransmitter: Retransmitter,
    private readonly timer: TransmissionTimer,
    private readonly patience: Patience,
  ) {}

  /** The retransmission timer has expired (RFC 6298 §5.4 to §5.6). False when the connection is given up. */
  expired(): boolean {
    const { flow, timer } = this;
    const { board, estimator, now } = flow;
    timer.purpose = null;
    if (board.out === 0) return true;
    const elapsed = flow.resentSince === NEVER ? 0 : flow.stamp - flow.resentSince;
    // Over a window that was taken back, what goes again is a probe: a peer that answers is not given up.
    const probes = flow.window === 0 && !this.patience.orphaned;
    if (probes ? this.patience.isSilent(now, elapsed) : flow.timeouts > 0 && this.patience.isExhausted(elapsed)) return false;
    this.enter();
    if (!probes) flow.timeouts += 1;
    if (board.first !== null) this.retransmitter.send(board.first, 1, "tcp.timeout.retransmission");
    estimator.backOff();
    timer.set("retransmission", this.patience.clamp(estimator.rto, elapsed), "tcp.rto.back-off");
    return true;
  }

  /** The window shrinks once for one loss, however often the timer expires. */
  private enter(): void {
    const { flow, undo } = this;
    const fresh = flow.phase < RECOVERY;
    this.markLost();
    if (flow.phase <= DISORDER || flow.una >= flow.high || (flow.phase === LOSS && flow.timeouts === 0)) {
      undo.priorThreshold = flow.currentThreshold;
      flow.priorCwnd = flow.cwnd;
      flow.ssthresh = this.control.threshold();
      undo.begin();
    }
    flow.cwnd = flow.flight + 1;
    flow.credit = 0;
    this.validation.touch();
    // What was taken for reordering was a loss after all.
    if (flow.phase <= DISORDER && flow.board.sacked >= REORDERING) flow.reordering = Math.min(flow.reordering, REORDERING);
    flow.phase = LOSS;
    this.control.reset();
    flow.high = flow.nxt;
    flow.probeEnd = NEVER;
    this.forward.timedOut(fresh);
  }

  /** Everything is lost that the peer does not hold, but for what was sent so late that it may still arrive. */
  private markLost(): void {
    const { board, now, sack } = this.flow;
    const head = board.first;
    if (head === null) return;
    if (!sack) board.sacked = 0;
    // The oldest is held by the peer and not acknowledged: it has thrown away what it held (RFC 2018 §8).
    else if (head.sacked) board.forgetSacked();
    for (let piece = board.first; piece !== null; piece = piece.next) {
      if (piece !== head && this.rack.rtt > now - piece.sentAt) continue;
      board.markLost(piece);
    }
  }
}
