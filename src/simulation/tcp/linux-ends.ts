// An open connection of `stack: linux`: its sender and receiver, and how what they decide becomes segments, timers and deliveries.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import { enter, report, startTimer, stopTimer } from "./connection.ts";
import type { Turn } from "./effects.ts";
import { conclude } from "./effects.ts";
import type { Ends } from "./ends.ts";
import { LinuxReceiver } from "./linux-receiver.ts";
import { LinuxSender } from "./linux-sender.ts";
import { NamedWrites } from "./named-writes.ts";
import { timestampsOf } from "./options.ts";
import type { ReceiverOutlet } from "./receiver.ts";
import { createArrival } from "./receiver.ts";
import { Patience } from "./recovery/patience.ts";
import { LinuxRtoEstimator } from "./rto-estimator/linux.ts";
import type { Segment } from "./segment.ts";
import { ACK, FIN, PSH, sequenceLength, SYN } from "./segment.ts";
import type { Outlet, Position } from "./sender.ts";
import { createAcknowledgement } from "./sender.ts";
import type { SequenceNumber } from "./sequence.ts";
import { advance, distance } from "./sequence.ts";
import type { Tcb } from "./tcb.ts";
import type { TcpTimer } from "./timer.ts";
import { emit } from "./transmit.ts";

/** The options of every segment where timestamps are agreed. */
const TIMESTAMPS: Bytes = 12;

/** What the opening of the connection has shown. */
export interface Opened {
  /** The peer's first window in bytes. */
  readonly window: Bytes;
  /** The round trip of our SYN, where it can be told. */
  readonly rtt: Milliseconds | null;
  /** How often our SYN was sent again. */
  readonly synRetries: number;
}

export class LinuxEnds implements Ends {
  private readonly estimator: LinuxRtoEstimator;
  private readonly sender: LinuxSender;
  private readonly receiver: LinuxReceiver;
  private readonly patience: Patience;
  private readonly names = new NamedWrites();
  private readonly arrival = createArrival();
  private readonly acknowledgement = createAcknowledgement();
  private readonly edges = new Float64Array(8);
  /** The sequence number of SND.WL1. */
  private latest: SequenceNumber;
  /** How many bytes the program has read. */
  private delivered: Bytes = 0;
  /** What the program wrote, and whether it closed, before the connection was open. */
  private early: { readonly bytes: Bytes; readonly text: string | null; readonly closing: boolean } | null;

  constructor(private readonly tcb: Tcb, opened: Opened, private turn: Turn) {
    const { settings, agreed } = tcb;
    this.patience = new Patience(settings.dataRetries, null);
    this.estimator = new LinuxRtoEstimator(settings.initialRto, settings.minRto, settings.maxRto);
    this.latest = tcb.irs;
    const options = agreed.timestamps ? TIMESTAMPS : 0;
    const { sack, timestamps } = agreed;
    this.sender = new LinuxSender(
      turn.now,
      { mss: tcb.snd.mss - options, window: opened.window, next: 1, sack, timestamps, rtt: opened.rtt, synRetries: opened.synRetries },
      {
        congestion: settings.congestion === "cubic" ? "cubic" : "reno",
        initialWindow: settings.initialWindow ?? 10,
        nagle: tcb.nagle,
        tailLossProbe: settings.tailLossProbe,
        fRto: settings.fRto,
        sendBuffer: settings.sendBuffer,
        wakeUp: settings.wakeUp,
      },
      this.estimator,
      this.patience,
      this.senderOutlet(),
    );
    this.receiver = new LinuxReceiver(this.receiverOutlet(), this.estimator, {
      buffer: settings.receiveBuffer, locked: settings.receiveBufferFixed, delayedAck: settings.delayedAck, duplicateSack: true,
    });
    this.receiver.open(turn.now, {
      next: 1, mss: settings.mss - options, window: tcb.rcv.wnd, shift: agreed.receiveShift, sack, timestamps,
    });
    const { waiting } = tcb.sendQueue;
    this.early = waiting > 0 || tcb.closing ? { bytes: waiting, text: tcb.sendQueue.take(waiting), closing: tcb.closing } : null;
    this.tell();
  }

  get cwnd(): Bytes {
    return this.sender.cwnd;
  }

  get ssthresh(): Bytes {
    return this.sender.ssthresh;
  }

  get srtt(): Milliseconds | null {
    return this.estimator.srtt;
  }

  get rto(): Milliseconds {
    return this.estimator.rto;
  }

  get unread(): Bytes {
    return this.receiver.unread;
  }

  acknowledged(segment: Segment, turn: Turn): void {
    this.turn = turn;
    const { acknowledgement, tcb } = this;
    const isSyn = (segment.flags & SYN) !== 0;
    acknowledgement.ack = this.sender.una + distance(tcb.snd.una, segment.ack);
    acknowledgement.window = isSyn ? segment.window : segment.window * (1 << tcb.agreed.sendShift);
    acknowledgement.recency = distance(this.latest, segment.seq);
    acknowledgement.pure = sequenceLength(segment) === 0;
    acknowledgement.echo = this.echoOf(segment);
    acknowledgement.blockCount = 0;
    for (const option of segment.options) {
      if (option.kind !== "sack") continue;
      for (const [left, right] of option.blocks) {
        const place = 2 * acknowledgement.blockCount;
        acknowledgement.blocks[place] = this.sender.una + ((left - tcb.snd.una) | 0);
        acknowledgement.blocks[place + 1] = this.sender.una + ((right - tcb.snd.una) | 0);
        acknowledgement.blockCount += 1;
      }
    }
    if (acknowledgement.recency > 0) this.latest = segment.seq;
    this.sender.acknowledged(turn.now, acknowledgement);
    this.tell();
  }

  received(segment: Segment, turn: Turn): boolean {
    this.turn = turn;
    const { arrival, receiver } = this;
    const isSyn = (segment.flags & SYN) !== 0;
    arrival.seq = this.positionOf(segment.seq) + (isSyn ? 1 : 0);
    arrival.length = segment.length;
    arrival.fin = (segment.flags & FIN) !== 0;
    arrival.push = (segment.flags & PSH) !== 0;
    arrival.echo = this.echoOf(segment);
    const { ended } = receiver;
    const reception = receiver.segment(turn.now, arrival);
    if (segment.length > 0 || arrival.fin) {
      conclude(turn, reception, reception === "accepted" ? "tcp.text.in-order" : reception === "buffered" ? "tcp.text.out-of-order" : "tcp.segment.unacceptable");
    }
    this.tell();
    if (!receiver.ended || ended) return false;
    turn.rule = "tcp.fin";
    this.tcb.receiveQueue.unreadEnd = true;
    receiver.finished(turn.now, this.tcb.state !== "ESTABLISHED");
    return true;
  }

  unacceptable(segment: Segment, turn: Turn): void {
    this.turn = turn;
    const seq = this.positionOf(segment.seq);
    this.receiver.unacceptable(turn.now, seq, seq + sequenceLength(segment));
  }

  write(bytes: Bytes, text: string | null, turn: Turn): boolean {
    this.turn = turn;
    this.names.write(bytes, text);
    const whole = this.sender.write(turn.now, bytes);
    this.tell();
    return whole;
  }

  close(turn: Turn): void {
    this.turn = turn;
    this.sender.close(turn.now);
    this.tell();
  }

  forsake(): void {
    this.patience.orphaned = true;
  }

  settle(turn: Turn): void {
    this.turn = turn;
    const { early } = this;
    if (early !== null) {
      this.early = null;
      if (early.bytes > 0) this.write(early.bytes, early.text, turn);
      if (early.closing) this.close(turn);
    }
    this.sender.push(turn.now);
    // A program that takes no time to go on does so before the next packet of the same instant is served.
    if (this.tcb.timers["wake-up"] === turn.now) {
      stopTimer(this.tcb, turn, "wake-up", "tcp.send.wake-up");
      this.sender.expired(turn.now, "wake-up");
    }
    this.tell();
    this.receiver.settle(turn.now);
    this.tell();
  }

  setNagle(enabled: boolean, turn: Turn): void {
    this.turn = turn;
    this.sender.setNagle(turn.now, enabled);
    this.tell();
  }

  read(most: Bytes, turn: Turn): void {
    this.turn = turn;
    const { receiver } = this;
    const bytes = Math.min(receiver.unread, most);
    if (bytes > 0) {
      turn.effects.push({ kind: "deliver", offset: this.delivered, bytes, fin: false, rule: "tcp.text.deliver" });
      this.delivered += bytes;
      receiver.read(turn.now, bytes);
      this.tell();
    }
    const { receiveQueue } = this.tcb;
    if (!receiveQueue.unreadEnd || receiver.unread > 0 || !this.tcb.reading) return;
    receiveQueue.unreadEnd = false;
    turn.effects.push({ kind: "deliver", offset: 0, bytes: 0, fin: true, rule: "tcp.fin" });
  }

  expired(timer: TcpTimer, turn: Turn): boolean {
    this.turn = turn;
    let goesOn = true;
    switch (timer) {
      case "delayed-ack":
      case "sack-compression":
        this.receiver.expired(turn.now, timer);
        break;
      case "retransmission":
      case "loss-probe":
      case "reorder":
      case "persist":
      case "wake-up":
        goesOn = this.sender.expired(turn.now, timer);
        break;
      default:
        break;
    }
    this.tell();
    return goesOn;
  }

  offer(turn: Turn): Bytes {
    const window = this.receiver.offer(turn.now);
    this.tcb.rcv.wnd = this.receiver.room;
    return window;
  }

  blocks(most: number): readonly (readonly [SequenceNumber, SequenceNumber])[] {
    const count = this.receiver.sackBlocks(this.edges, most);
    const blocks: (readonly [SequenceNumber, SequenceNumber])[] = [];
    for (let place = 0; place < 2 * count; place += 2) {
      blocks.push([advance(this.tcb.irs, this.edges[place] ?? 0), advance(this.tcb.irs, this.edges[place + 1] ?? 0)]);
    }
    return blocks;
  }

  sent(length: Bytes, turn: Turn): void {
    this.receiver.sent(turn.now, length);
    this.tcb.rcv.wnd = this.receiver.room;
  }

  private senderOutlet(): Outlet {
    const { tcb } = this;
    return {
      transmit: (position, length, flags, again, rule) => {
        const seq = advance(tcb.iss, position);
        if (!again && (flags & FIN) !== 0) {
          tcb.fin = advance(seq, length);
          if (tcb.state === "CLOSE-WAIT") enter(tcb, this.turn, "LAST-ACK", "tcp.close.close-wait");
        }
        const offset = Math.max(0, position - 1);
        emit(tcb, this.turn, seq, flags | ACK, length, offset, length > 0 ? this.names.among(offset, length) : null, again, rule);
      },
      start: (timer, after, rule) => {
        startTimer(tcb, this.turn, timer, after, rule);
      },
      stop: (timer, rule) => {
        stopTimer(tcb, this.turn, timer, rule);
      },
      written: () => {
        report(this.turn, "send", "ok", "tcp.call.send");
      },
    };
  }

  private receiverOutlet(): ReceiverOutlet {
    const { tcb } = this;
    return {
      acknowledge: (rule) => {
        this.tell();
        emit(tcb, this.turn, tcb.snd.nxt, ACK, 0, 0, null, false, rule);
      },
      start: (timer, after, rule) => {
        startTimer(tcb, this.turn, timer, after, rule);
      },
      stop: (timer, rule) => {
        stopTimer(tcb, this.turn, timer, rule);
      },
    };
  }

  /** TSecr, which our own clock of whole milliseconds has written (RFC 7323 §3); -1 without. */
  private echoOf(segment: Segment): number {
    if (!this.tcb.agreed.timestamps) return -1;
    return timestampsOf(segment.options)?.echo ?? -1;
  }

  /** A sequence number of the peer's as a position near RCV.NXT. */
  private positionOf(seq: SequenceNumber): Position {
    return this.receiver.next + distance(this.tcb.rcv.nxt, seq);
  }

  /** Lets the block know where both directions stand, in sequence numbers. */
  private tell(): void {
    const { tcb, sender, receiver } = this;
    tcb.snd.una = advance(tcb.iss, sender.una);
    tcb.snd.nxt = advance(tcb.iss, sender.nxt);
    tcb.snd.wnd = sender.window;
    tcb.snd.maxWnd = sender.maxWindow;
    tcb.rcv.nxt = advance(tcb.irs, receiver.next);
    tcb.rcv.wnd = receiver.room;
    tcb.rcv.lastAck = advance(tcb.irs, receiver.lastAck);
  }
}
