// The sender of `stack: textbook`: RFC 9293 §3.8, with the congestion control and the loss recovery that are asked for
// (RFC 5681, RFC 6582, RFC 6675, RFC 3042, RFC 6298).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import { TextbookWindow } from "../congestion/textbook.ts";
import { isDuplicate } from "../recovery/duplicate-acks.ts";
import type { LossRecovery } from "../recovery/loss-recovery.ts";
import { FastRecovery } from "../recovery/newreno.ts";
import { NoRecovery } from "../recovery/no-recovery.ts";
import { SackRecovery } from "../recovery/sack-6675.ts";
import { TextbookFlow } from "../recovery/textbook-flow.ts";
import type { Rfc6298Estimator } from "../rto-estimator/rfc6298.ts";
import { Persist } from "../send/persist.ts";
import { sendable } from "../send/silly-window.ts";
import type { SenderRule } from "./sender-rules.ts";
import type { Acknowledgement, Opening, Outlet, Position, Sender, SenderTimer } from "./sender.ts";

/** What a textbook sender is set to. */
export interface TextbookSenderSettings {
  /** Without congestion control the peer's window alone limits the sender. */
  readonly congestion: "none" | "reno" | "newreno";
  /** In segments (RFC 6928); null: by RFC 5681. */
  readonly initialWindow: number | null;
  readonly nagle: boolean;
  /** R2: so many retransmissions, and the connection is given up (RFC 9293 §3.8.3). */
  readonly dataRetries: number;
  readonly maxRto: Milliseconds;
  /** The most segments that one step may send; a run that comes to this bound is over anyway. */
  readonly burst: number;
}

/** The least round trip that timestamps can tell. */
const LEAST_RTT: Milliseconds = 1;

/** How many acknowledgements of so much may come in one round trip: one for every second segment (RFC 7323 appendix G). */
function expectedSamples(flightSize: Bytes, mss: Bytes): number {
  return Math.max(1, Math.floor((flightSize + 2 * mss - 1) / (2 * mss)));
}

/** One connection's sender from the moment it is synchronized. */
export class TextbookSender implements Sender {
  private readonly flow: TextbookFlow;
  private readonly recovery: LossRecovery;
  private readonly persist: Persist;
  private readonly timestamps: boolean;
  private nagle: boolean;
  /** How often the retransmission timer has expired since something new was acknowledged. */
  private retries = 0;
  /** SND.NXT at the latest timeout: up to there, what is lost goes again as the window opens. */
  private lossEnd: Position = 0;
  private readonly newSegment: () => Bytes;

  constructor(
    now: Milliseconds,
    opening: Opening,
    private readonly settings: TextbookSenderSettings,
    private readonly estimator: Rfc6298Estimator,
    outlet: Outlet,
  ) {
    const limited = settings.congestion !== "none";
    const congestion = new TextbookWindow(limited, opening.mss, settings.initialWindow, opening.synTimeouts);
    const flow = new TextbookFlow(now, opening, congestion, outlet);
    this.flow = flow;
    this.nagle = settings.nagle;
    this.timestamps = opening.timestamps;
    if (opening.rtt !== null) estimator.sample(opening.rtt);
    if (opening.synTimeouts > 0) estimator.restartAfterSyn();
    if (!limited) this.recovery = new NoRecovery(flow);
    else if (opening.sack) this.recovery = new SackRecovery(flow);
    else this.recovery = new FastRecovery(flow, settings.congestion === "newreno");
    this.persist = new Persist(flow, () => estimator.rto, settings.maxRto, settings.dataRetries);
    this.newSegment = () => this.sendOneNew();
  }

  get una(): Position {
    return this.flow.una;
  }

  get nxt(): Position {
    return this.flow.nxt;
  }

  get window(): Bytes {
    return this.flow.window;
  }

  get maxWindow(): Bytes {
    return this.flow.maxWindow;
  }

  get flight(): Bytes {
    return this.flow.flightSize;
  }

  get cwnd(): Bytes {
    return this.flow.congestion.cwnd;
  }

  get ssthresh(): Bytes {
    return this.flow.congestion.ssthresh;
  }

  /** SEND. Simplified: there is room for every SEND, so all of it is taken. */
  write(now: Milliseconds, bytes: Bytes): void {
    this.flow.written += bytes;
    this.flow.outlet.written();
    this.push(now);
  }

  close(now: Milliseconds): void {
    this.flow.closing = true;
    this.push(now);
  }

  forsake(): void {
    // The RFCs ask for no less patience with such a peer.
  }

  setNagle(now: Milliseconds, enabled: boolean): void {
    this.nagle = enabled;
    this.push(now);
  }

  acknowledged(now: Milliseconds, acknowledgement: Acknowledgement): void {
    const { flow } = this;
    const { ack } = acknowledgement;
    flow.now = now;
    if (ack < flow.una) return;
    const { una } = flow;
    let restart = false;
    if (ack > flow.una) restart = this.advance(acknowledgement);
    else this.recovery.repeated(acknowledgement, !this.persist.active && isDuplicate(flow, acknowledgement));
    // "If (SND.WL1 < SEG.SEQ or (SND.WL1 = SEG.SEQ and SND.WL2 =< SEG.ACK))": old segments must not bring back an old window. What they
    // acknowledge counts, but the right edge stays where it was: nobody has offered more.
    if (acknowledgement.recency >= 0) {
      flow.window = acknowledgement.window;
      flow.maxWindow = Math.max(flow.maxWindow, flow.window);
    } else {
      flow.window = Math.max(0, flow.window - (flow.una - una));
    }
    this.persist.heard();
    if (restart) this.restartTimer();
    this.recovery.proceed(this.newSegment);
  }

  synAcknowledged(now: Milliseconds, rtt: Milliseconds | null, timeouts: number): void {
    this.flow.now = now;
    if (rtt !== null && this.estimator.srtt === null) this.estimator.sample(rtt);
    if (timeouts > 0) this.estimator.restartAfterSyn();
    if (this.flow.board.first !== null) this.restartTimer();
  }

  /** What was lost goes again as far as the congestion window goes, then new data as far as it may, then the FIN. */
  push(now: Milliseconds): void {
    const { flow, settings } = this;
    flow.now = now;
    if (this.persist.active) return;
    // A side that has nothing to say is asked as often as the other.
    if (flow.written === flow.nxt && !flow.closing && flow.board.first === null) return;
    this.sendLost();
    if (flow.waiting > 0 && flow.board.first === null && now - flow.lastSentAt > this.estimator.rto) flow.congestion.restartAfterIdle();
    if (!this.recovery.rulesNewData) {
      for (let left = settings.burst; left > 0; left -= 1) {
        const length = sendable(flow, this.nagle);
        // The congestion window counts whole segments: it lets one go or not (RFC 5681 §3.1).
        const beyond = flow.board.flight + length - flow.congestion.cwnd;
        if (length === 0 || beyond > this.recovery.allowance) break;
        this.sendNew(length, beyond > 0 ? "tcp.recovery.limited-transmit" : "tcp.send.data");
      }
    }
    if (flow.closing && !flow.finSent && flow.waiting === 0 && flow.flightSize < flow.window) this.sendNew(0, "tcp.close.fin");
    this.persist.later();
  }

  expired(now: Milliseconds, timer: SenderTimer): boolean {
    const { flow } = this;
    flow.now = now;
    if (timer === "persist") {
      const goesOn = this.persist.fire();
      if (goesOn) this.push(now);
      return goesOn;
    }
    if (timer !== "retransmission" || flow.board.first === null) return true;
    if (flow.window === 0) return this.probeTakenBack();
    if (this.retries >= this.settings.dataRetries) return false;
    this.timedOut();
    return true;
  }

  /** The peer has taken its window back over what is outstanding: that is no congestion, and no reason to give up while it answers (SHLD-17). */
  private probeTakenBack(): boolean {
    this.believeAllLost();
    this.persist.begin();
    return this.persist.fire();
  }

  /** SND.UNA <- SEG.ACK. Tells whether the retransmission timer is to be set anew (RFC 6298 §5.3). */
  private advance(acknowledgement: Acknowledgement): boolean {
    const { flow } = this;
    const { board } = flow;
    const { ack, echo } = acknowledgement;
    const acknowledged = ack - flow.una;
    const { flightSize } = flow;
    flow.una = ack;
    this.retries = 0;
    for (let piece = board.first; piece !== null && piece.start < ack; piece = board.first) {
      if (piece.end > ack) {
        board.trim(piece, ack);
        break;
      }
      board.remove(piece);
    }
    if (this.timestamps && echo >= 0) {
      // RFC 7323 §4.1: a timestamp that comes back measures even what was sent again.
      this.estimator.sample(Math.max(Math.floor(flow.now) - echo, LEAST_RTT), expectedSamples(flightSize, flow.mss));
      flow.timedEnd = -1;
    } else if (flow.timedEnd >= 0 && flow.timedEnd <= ack) {
      this.estimator.sample(flow.now - flow.timedAt);
      flow.timedEnd = -1;
    }
    return this.recovery.advanced(acknowledgement, acknowledged) || board.first === null;
  }

  /** RFC 6298 §5.2 and §5.3. */
  private restartTimer(): void {
    const { flow } = this;
    if (flow.board.first === null) flow.outlet.stop("retransmission", "tcp.rto.stop");
    else if (!this.persist.active) flow.outlet.start("retransmission", this.estimator.rto, "tcp.rto.restart");
  }

  /** RFC 6298 §5.4 to §5.6, RFC 5681 §3.1: everything outstanding is believed lost, and slow start begins. */
  private timedOut(): void {
    const { flow, estimator } = this;
    const { board, congestion } = flow;
    // Only the first timeout of a segment halves: later ones must not count what is no longer in flight.
    if (this.retries === 0) congestion.halve(flow.flightSize);
    congestion.collapse();
    this.recovery.timedOut();
    this.believeAllLost();
    this.retries += 1;
    // The earliest segment alone, however many small ones would fit the window (RFC 6298 §5.4).
    const { first } = board;
    if (first !== null) flow.sendAgain(first, "tcp.timeout.retransmission");
    estimator.backOff();
    flow.outlet.start("retransmission", estimator.rto, "tcp.rto.back-off");
  }

  private believeAllLost(): void {
    const { flow } = this;
    this.lossEnd = flow.nxt;
    for (let piece = flow.board.first; piece !== null; piece = piece.next) flow.board.markLost(piece);
  }

  /** After a timeout, one lost segment after another as the windows open. */
  private sendLost(): void {
    const { flow } = this;
    if (flow.una >= this.lossEnd || this.recovery.recovering) return;
    for (let left = this.settings.burst; left > 0; left -= 1) {
      const lost = flow.board.firstLost();
      if (lost === null || (lost !== flow.board.first && lost.start >= flow.una + flow.window)) return;
      const { flight } = flow.board;
      if (flight > 0 && flight + lost.segments > flow.congestion.cwnd) return;
      flow.sendAgain(lost, "tcp.recovery.slow-start");
    }
  }

  private sendNew(length: Bytes, rule: SenderRule): void {
    const { flow } = this;
    const fin = flow.closing && length === flow.waiting && flow.flightSize + length < flow.window;
    const wasEmpty = flow.board.first === null;
    flow.sendNew(length, fin, rule);
    if (wasEmpty) flow.outlet.start("retransmission", this.estimator.rto, "tcp.rto.start");
  }

  /** One new segment if the peer's window lets it, whatever the congestion window says; tells its bytes. */
  private sendOneNew(): Bytes {
    const length = sendable(this.flow, this.nagle);
    if (length > 0) this.sendNew(length, "tcp.send.data");
    return length;
  }
}
