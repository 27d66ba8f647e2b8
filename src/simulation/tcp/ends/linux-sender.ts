// The sender of `stack: linux`: puts its parts together and leads each call, acknowledgement and timer through them in the order of Linux 6.18.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { CongestionControl } from "../congestion/control.ts";
import { Cubic } from "../congestion/cubic.ts";
import { HyStart } from "../congestion/hystart.ts";
import { RateReduction } from "../congestion/prr.ts";
import { Reno } from "../congestion/reno.ts";
import { WindowValidation } from "../congestion/validation.ts";
import { AcknowledgedPieces } from "../recovery/acknowledged-pieces.ts";
import type { Next } from "../recovery/f-rto.ts";
import { FRto, NOTHING, SEND_NEW } from "../recovery/f-rto.ts";
import { Flow, LOSS, OPEN, RECOVERY, REORDERING } from "../recovery/flow.ts";
import { Timeout } from "../recovery/loss.ts";
import type { Patience } from "../recovery/patience.ts";
import { Phases } from "../recovery/phases.ts";
import { Rack } from "../recovery/rack.ts";
import { RenoDuplicates } from "../recovery/reno-dupacks.ts";
import { Retransmitter } from "../recovery/retransmitter.ts";
import { SackBlocks } from "../recovery/sack-blocks.ts";
import { TailLossProbe } from "../recovery/tail-loss-probe.ts";
import { TransmissionTimer } from "../recovery/transmission-timer.ts";
import { Undo } from "../recovery/undo.ts";
import type { LinuxRtoEstimator } from "../rto-estimator/linux.ts";
import { Nagle } from "../send/nagle.ts";
import { ALL, NewData, PROBE } from "../send/new-data.ts";
import { UnsentChunks } from "../send/segments.ts";
import { SendBuffer } from "../send/send-buffer.ts";
import { Units } from "../send/units.ts";
import { WindowProbe } from "../send/window-probe.ts";
import { Writer } from "../send/writer.ts";
import type { LinuxSenderSettings } from "./linux-sender-settings.ts";
import type { SenderRule } from "./sender-rules.ts";
import type { Acknowledgement, Opening, Outlet, Position, Sender, SenderTimer } from "./sender.ts";

/** One connection's sender from the moment it is synchronized. */
export class LinuxSender implements Sender {
  private readonly flow: Flow;
  private readonly timer: TransmissionTimer;
  private readonly chunks: UnsentChunks;
  private readonly buffer: SendBuffer;
  private readonly nagle: Nagle;
  private readonly units: Units;
  private readonly validation: WindowValidation;
  private readonly control: CongestionControl;
  private readonly reduction: RateReduction;
  private readonly rack: Rack;
  private readonly undo: Undo;
  private readonly duplicates: RenoDuplicates;
  private readonly forward: FRto;
  private readonly blocks: SackBlocks;
  private readonly pieces: AcknowledgedPieces;
  private readonly phases: Phases;
  private readonly timeout: Timeout;
  private readonly retransmitter: Retransmitter;
  private readonly lossProbe: TailLossProbe;
  private readonly windowProbe: WindowProbe;
  private readonly newData: NewData;
  private readonly writer: Writer;

  constructor(
    now: Milliseconds,
    opening: Opening,
    settings: LinuxSenderSettings,
    estimator: LinuxRtoEstimator,
    private readonly patience: Patience,
    outlet: Outlet,
  ) {
    // Only a SYN that was lost twice is taken for a sign of congestion.
    const initial = opening.synRetries > 1 ? 1 : settings.initialWindow;
    const flow = new Flow(opening, initial, estimator, outlet);
    flow.begin(now);
    if (opening.rtt !== null) {
      estimator.sample(opening.rtt, flow.una, flow.nxt);
      flow.minRtt.sample(now, opening.rtt);
    }
    this.flow = flow;
    this.timer = new TransmissionTimer(flow);
    this.chunks = new UnsentChunks(flow.nxt);
    this.buffer = new SendBuffer(settings.sendBuffer, opening.mss, initial);
    this.nagle = new Nagle(settings.nagle, flow.nxt);
    this.units = new Units(flow, settings.hostTime);
    this.units.updateRate();
    this.validation = new WindowValidation(flow, settings.initialWindow);
    this.control = settings.congestion === "cubic" ? new Cubic(flow, new HyStart(flow), () => this.units.rate) : new Reno(flow);
    this.reduction = new RateReduction(flow);
    this.rack = new Rack(flow);
    this.undo = new Undo(flow, this.rack);
    this.duplicates = new RenoDuplicates(flow);
    this.forward = new FRto(flow, settings.fRto);
    this.blocks = new SackBlocks(flow, this.rack, this.undo);
    this.pieces = new AcknowledgedPieces(flow, this.rack, this.duplicates, this.control);
    this.phases = new Phases(
      flow, this.rack, this.undo, this.duplicates, this.forward, this.reduction, this.control, this.validation, this.timer,
    );
    this.retransmitter = new Retransmitter(flow, this.undo, this.reduction, this.units, this.timer);
    this.timeout = new Timeout(
      flow, this.undo, this.rack, this.forward, this.control, this.validation, this.retransmitter, this.timer, patience,
    );
    this.lossProbe = new TailLossProbe(flow, this.timer, settings.tailLossProbe);
    this.windowProbe = new WindowProbe(flow, this.chunks, this.timer, patience);
    this.newData = new NewData(
      flow, this.chunks, this.nagle, this.buffer, this.units, this.validation, this.reduction, this.control, this.timer, this.lossProbe,
      this.windowProbe,
    );
    this.writer = new Writer(flow, this.chunks, this.buffer, this.newData, settings.wakeUp);
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
    return Math.min(this.flow.flight * this.flow.mss, this.flow.nxt - this.flow.una);
  }

  get cwnd(): Bytes {
    return this.flow.cwnd * this.flow.mss;
  }

  get ssthresh(): Bytes {
    return this.flow.ssthresh * this.flow.mss;
  }

  write(now: Milliseconds, bytes: Bytes): void {
    this.flow.begin(now);
    this.writer.write(bytes);
  }

  close(now: Milliseconds): void {
    this.flow.begin(now);
    this.writer.close();
  }

  forsake(): void {
    this.patience.orphaned = true;
  }

  /** The program has switched Nagle's algorithm on or off; off, what waits goes at once (RFC 9293 §3.7.4). */
  setNagle(now: Milliseconds, enabled: boolean): void {
    this.flow.begin(now);
    this.nagle.enabled = enabled;
    if (!enabled && this.chunks.count > 0) this.newData.push(ALL, true);
  }

  /** An acceptable acknowledgement. */
  acknowledged(now: Milliseconds, acknowledgement: Acknowledgement): void {
    const { flow } = this;
    const { ack, board } = flow;
    flow.begin(now);
    ack.reset();
    ack.priorUna = flow.una;
    ack.carriesData = !acknowledgement.pure;
    if (flow.timestamps) ack.echo = acknowledgement.echo;
    const outBefore = board.out;
    const deliveredBefore = flow.delivered;
    const lostBefore = board.everLost;
    const highestBefore = board.highestSacked(flow.una);
    const isOld = acknowledgement.ack < flow.una;
    if (!isOld) this.takeNumbers(acknowledgement);
    if (flow.sack && acknowledgement.blockCount > 0) this.blocks.take(acknowledgement);
    else if (isOld) return;
    if (isOld) {
      this.sendAgain(this.phases.judge(false, this.chunks.count > 0));
      return;
    }
    this.windowProbe.answered();
    this.patience.heardAt = now;
    if (outBefore === 0) {
      if (ack.duplicateSacked) this.phases.judge(false, this.chunks.count > 0);
      this.windowProbe.heard();
      this.judgeProbe();
      return;
    }
    this.pieces.clear(highestBefore);
    this.rack.updateWindow();
    this.judgeProbe();
    let next: Next = NOTHING;
    const isNew = ack.carriesData || ack.windowTaken || ack.dataAcked;
    if (!isNew || ack.newlySacked || ack.duplicateSacked || flow.phase !== OPEN) {
      next = this.phases.judge(!isNew && !ack.advanced && !ack.duplicateSacked, this.chunks.count > 0);
    }
    if (ack.setTimer && !this.lossProbe.schedule(true)) this.timer.rearm();
    this.adaptWindow(flow.delivered - deliveredBefore, board.everLost - lostBefore);
    this.units.updateRate();
    this.sendAgain(next);
  }

  synAcknowledged(now: Milliseconds, rtt: Milliseconds | null): void {
    const { flow, timer } = this;
    flow.begin(now);
    if (rtt !== null && flow.estimator.srtt === null) {
      flow.estimator.sample(rtt, flow.una, flow.nxt);
      flow.minRtt.sample(now, rtt);
      this.units.updateRate();
    }
    if (flow.board.out === 0) return;
    timer.purpose = null;
    timer.rearm();
  }

  push(now: Milliseconds): void {
    this.flow.begin(now);
    this.writer.push();
  }

  /** A timer has expired. False when the connection is given up. */
  expired(now: Milliseconds, timer: SenderTimer): boolean {
    const { flow } = this;
    flow.begin(now);
    switch (timer) {
      case "wake-up":
        this.writer.resume();
        return true;
      case "persist":
        return this.windowProbe.fire((most) => {
          this.newData.override(most);
        });
      case "loss-probe":
        this.lossProbe.fire(this.retransmitter, () => this.sendNewProbe());
        return true;
      case "reorder":
        if (this.phases.reorderingExpired()) this.retransmitter.sendLost("tcp.recovery.rack");
        if (this.timer.purpose !== "retransmission") this.timer.rearm();
        return true;
      case "retransmission":
        return this.timeout.expired();
    }
  }

  /** SND.UNA and the window of an acknowledgement that is not old. */
  private takeNumbers({ ack: una, window, recency }: Acknowledgement): void {
    const { flow } = this;
    const { ack } = flow;
    if (una > flow.una) {
      ack.advanced = true;
      flow.timeouts = 0;
    }
    if (ack.advanced || recency > 0 || (recency === 0 && (window > flow.window || window === 0))) {
      ack.windowTaken = true;
      // A window that opens after a long pause finds the congestion window fallen, as a SEND would (RFC 5681 §4.1).
      if (window !== flow.window && this.chunks.count > 0) this.validation.afterIdle();
      flow.offered(window);
    }
    flow.una = una;
  }

  private judgeProbe(): void {
    if (this.lossProbe.judge()) this.phases.reduceAfterProbe();
  }

  /** In a reduction PRR sets the window, else it grows where it was the limit. */
  private adaptWindow(delivered: number, lost: number): void {
    const { flow } = this;
    const { ack } = flow;
    if (flow.reducing) {
      this.reduction.reduce(delivered, lost);
      return;
    }
    const mayGrow = ack.dataAcked || (flow.reordering > REORDERING && ack.newlySacked);
    if (mayGrow && this.validation.isLimited) this.control.grow(delivered);
  }

  private sendAgain(next: Next): void {
    const { flow } = this;
    if (next === NOTHING) return;
    if (next === SEND_NEW) {
      if (this.chunks.count > 0) this.newData.push(ALL, true);
      if (flow.nxt > flow.high) return;
      this.forward.active = false;
    }
    this.retransmitter.sendLost(this.recoveryRule);
  }

  private get recoveryRule(): SenderRule {
    const { flow } = this;
    if (flow.phase === LOSS) return "tcp.recovery.slow-start";
    if (flow.sack) return "tcp.recovery.rack";
    return flow.phase === RECOVERY && flow.ack.advanced ? "tcp.recovery.partial-ack" : "tcp.recovery.fast-retransmit";
  }

  /** Sends one new segment as a probe, if there is one that the peer's window lets go. */
  private sendNewProbe(): boolean {
    return this.chunks.count > 0 && this.newData.push(PROBE, true);
  }
}
