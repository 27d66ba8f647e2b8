// Probing a closed window with one byte, so that its opening is noticed even when the word of it is lost (RFC 9293 §3.8.6.1).

import type { Milliseconds } from "../../kernel/index.ts";
import { toGrid } from "../../kernel/index.ts";
import type { TextbookFlow } from "../recovery/textbook-flow.ts";

/** The persist timer of the textbook's sender. */
export class Persist {
  /** How long the next probe waits; null while the window is not being probed. */
  private interval: Milliseconds | null = null;
  /** Probes since the peer last answered. */
  private unanswered = 0;

  constructor(
    private readonly flow: TextbookFlow,
    private readonly rto: () => Milliseconds,
    private readonly maxRto: Milliseconds,
    private readonly retries: number,
  ) {}

  /** Whether the window is being probed: the persist timer takes the place of the retransmission timer. */
  get active(): boolean {
    return this.interval !== null;
  }

  /**
   * Begins to wait for the window when something is to be sent that it does not let go, and nothing is outstanding whose
   * acknowledgement could open it. The first probe goes after the retransmission timeout (SHLD-29).
   */
  later(): void {
    const { flow } = this;
    if (this.interval !== null || flow.board.first !== null) return;
    if (this.isIdle) return;
    this.interval = this.rto();
    flow.outlet.start("persist", this.interval, "tcp.persist.start");
  }

  /** A window that was taken back over what is outstanding is probed by that, in place of the retransmission timer (MUST-35). */
  begin(): void {
    this.interval ??= this.rto();
  }

  /** The timer has expired. False when the peer has not answered for so long that the connection is given up. */
  fire(): boolean {
    const { flow } = this;
    const outstanding = flow.board.first;
    if (flow.window > 0 && outstanding === null) {
      // The window is open but small: the override of §3.8.6.2.1, rule (4).
      this.interval = null;
      const length = Math.min(flow.waiting, flow.window, flow.room);
      flow.sendNew(length, this.finFits(length), "tcp.send.override");
      flow.outlet.start("retransmission", this.rto(), "tcp.rto.start");
      return true;
    }
    if (this.unanswered >= this.retries) return false;
    if (outstanding === null) {
      const length = Math.min(flow.waiting, 1);
      flow.sendNew(length, length === 0 && flow.closing, "tcp.persist.probe");
    } else {
      flow.sendAgain(outstanding, "tcp.persist.probe");
    }
    this.unanswered += 1;
    // The interval doubles from probe to probe (SHLD-30).
    this.interval = Math.min(toGrid((this.interval ?? this.rto()) * 2), this.maxRto);
    flow.outlet.start("persist", this.interval, "tcp.persist.start");
    return true;
  }

  /** An acknowledgement has come. As long as the peer answers, the connection stays open (MUST-37); an open window ends the probing. */
  heard(): void {
    if (this.interval === null) return;
    const { flow } = this;
    this.unanswered = 0;
    const outstanding = flow.board.first;
    if (flow.window === 0 && (outstanding !== null || !this.isIdle)) return;
    this.interval = null;
    flow.outlet.stop("persist", "tcp.persist.stop");
    if (outstanding === null) return;
    if (outstanding === flow.board.last && outstanding.length === 1 && !outstanding.fin) {
      // The probe's byte was not taken: it goes again at once, in one segment with as many others as the window lets go. (At once,
      // because SND.NXT must not fall back behind a byte that the peer may have taken after all.)
      flow.nxt = outstanding.start;
      flow.board.remove(outstanding);
      const length = Math.min(flow.waiting, flow.window, flow.room);
      flow.sendNew(length, this.finFits(length), "tcp.persist.resume");
    } else {
      flow.sendAgain(outstanding, "tcp.persist.resume");
    }
    flow.outlet.start("retransmission", this.rto(), "tcp.rto.start");
  }

  /** Whether nothing waits to be sent. */
  private get isIdle(): boolean {
    const { flow } = this;
    return flow.waiting === 0 && (!flow.closing || flow.finSent);
  }

  private finFits(length: number): boolean {
    const { flow } = this;
    return flow.closing && length === flow.waiting && flow.flightSize + length < flow.window;
  }
}
