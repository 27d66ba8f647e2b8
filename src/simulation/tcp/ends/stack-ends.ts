// An open connection: a stack's sender and receiver, and how what they decide becomes segments, timers and deliveries.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import { stopTimer } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { mostBlocks } from "../segment/negotiation.ts";
import type { Segment } from "../segment/segment.ts";
import { sequenceLength } from "../segment/segment.ts";
import type { SequenceNumber } from "../segment/sequence.ts";
import { advance } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";
import type { TcpTimer } from "../timer.ts";
import type { Standing } from "./connection-outlet.ts";
import { ConnectionOutlet } from "./connection-outlet.ts";
import type { Ends } from "./ends.ts";
import { Reading } from "./reading.ts";
import type { Arrival, Receiver, ReceiverOutlet, RoundTrip } from "./receiver.ts";
import { concludeReception } from "./reception.ts";
import { SegmentReader } from "./segment-reader.ts";
import type { Outlet, Position, Sender } from "./sender.ts";

/** What a stack brings into a connection. */
export interface Halves {
  readonly sender: Sender;
  readonly receiver: Receiver;
  /** What the sender has measured. */
  readonly roundTrip: RoundTrip;
}

export class StackEnds implements Ends, Standing {
  private readonly sender: Sender;
  private readonly receiver: Receiver;
  private readonly roundTrip: RoundTrip;
  private readonly segments: SegmentReader;
  private readonly reading: Reading;
  private readonly edges = new Float64Array(8);
  private readonly outlet: ConnectionOutlet;
  /** Bytes that our SYN has carried and the peer has taken (RFC 7413 §4.2.2). */
  private readonly accepted: Bytes;
  /** What was asked for so early waits for the end of the step that opens the connection. */
  private early: boolean;

  /** `opening` is the segment that opens the connection, if one does. `build` makes sender and receiver, which speak through the outlet. */
  constructor(private readonly tcb: Tcb, opening: Segment | null, turn: Turn, build: (outlet: Outlet & ReceiverOutlet) => Halves) {
    this.segments = new SegmentReader(tcb, opening);
    this.outlet = new ConnectionOutlet(tcb, turn, this);
    const { sender, receiver, roundTrip } = build(this.outlet);
    this.sender = sender;
    this.receiver = receiver;
    this.roundTrip = roundTrip;
    this.reading = new Reading(receiver);
    this.accepted = sender.nxt - 1;
    this.early = tcb.writes.written > this.accepted || tcb.closing;
    this.tell();
  }

  get cwnd(): Bytes {
    return this.sender.cwnd;
  }

  get ssthresh(): Bytes {
    return this.sender.ssthresh;
  }

  get srtt(): Milliseconds | null {
    return this.roundTrip.srtt;
  }

  get rto(): Milliseconds {
    return this.roundTrip.rto;
  }

  get unread(): Bytes {
    return this.receiver.unread;
  }

  get urgent(): Bytes {
    return this.reading.urgent;
  }

  get exhausted(): boolean {
    return this.reading.exhausted;
  }

  get delivering(): boolean {
    const { closing, writes } = this.tcb;
    return this.sender.una < 1 + writes.written + (closing ? 1 : 0);
  }

  get highest(): SequenceNumber | null {
    const count = this.blockCount(mostBlocks(this.tcb));
    let highest: Position = 0;
    for (let place = 0; place < count; place += 1) highest = Math.max(highest, this.edges[2 * place + 1] ?? 0);
    return count === 0 ? null : advance(this.tcb.irs, highest);
  }

  begin(turn: Turn): void {
    this.outlet.turn = turn;
  }

  acknowledged(segment: Segment): void {
    const acknowledgement = this.segments.acknowledges(segment, this.sender.una);
    this.receiver.noticed(acknowledgement.blockCount === 0 && acknowledgement.window === this.sender.window);
    this.sender.acknowledged(this.now, acknowledgement);
    this.tellSending();
  }

  synAcknowledged(rtt: Milliseconds | null, timeouts: number): void {
    this.sender.synAcknowledged(this.now, rtt, timeouts);
    this.tell();
  }

  urged(segment: Segment): void {
    this.reading.urge(this.segments.positionOf(segment.seq, this.receiver.next) + (segment.urgent ?? 0));
  }

  received(segment: Segment): boolean {
    const { receiver, tcb } = this;
    const { ended } = receiver;
    const { withSyn } = tcb;
    if (withSyn !== null) {
      tcb.withSyn = null;
      this.take(withSyn);
    }
    this.take(this.segments.brings(segment, receiver.next));
    const reached = receiver.ended && !ended;
    if (reached) {
      this.outlet.turn.rule = "tcp.fin";
      this.reading.end();
      receiver.finished(this.now, tcb.state !== "ESTABLISHED");
    }
    if (receiver.deliversFirst && tcb.reading) this.read(Infinity);
    return reached;
  }

  updatesWindow(segment: Segment): boolean {
    const recency = this.segments.recencyOf(segment);
    const window = this.segments.windowOf(segment);
    return recency > 0 || (recency === 0 && (window > this.sender.window || window === 0));
  }

  postpone(): boolean {
    return this.tcb.writes.written > this.accepted && this.receiver.postponed(this.now);
  }

  unacceptable(segment: Segment): void {
    const seq = this.segments.positionOf(segment.seq, this.receiver.next);
    this.receiver.unacceptable(this.now, seq, seq + sequenceLength(segment));
  }

  write(bytes: Bytes): void {
    this.sender.write(this.now, bytes);
    this.tell();
  }

  close(): void {
    this.sender.close(this.now);
    this.tell();
  }

  forsake(): void {
    this.sender.forsake();
  }

  settle(): void {
    const { sender, tcb } = this;
    if (this.early) this.makeUp();
    const { nxt } = sender;
    sender.push(this.now);
    // What has gone moves SND.NXT and nothing else.
    if (sender.nxt !== nxt) this.tellSending();
    // A program that takes no time to go on does so before the next packet of the same instant is served.
    if (tcb.timers["wake-up"] === this.now) {
      stopTimer(tcb, this.outlet.turn, "wake-up", "tcp.send.wake-up");
      sender.expired(this.now, "wake-up");
      this.tellSending();
    }
    this.receiver.settle(this.now);
  }

  setNagle(enabled: boolean): void {
    this.sender.setNagle(this.now, enabled);
    this.tell();
  }

  read(most: Bytes): void {
    const { reading, outlet: { turn } } = this;
    const bytes = reading.take(most, turn);
    if (bytes > 0) this.receiver.read(turn.now, bytes);
    if (this.tcb.reading) reading.finish(turn);
  }

  expired(timer: TcpTimer): boolean {
    let goesOn = true;
    switch (timer) {
      case "delayed-ack":
      case "sack-compression":
        this.receiver.expired(this.now, timer);
        break;
      case "retransmission":
      case "loss-probe":
      case "reorder":
      case "persist":
      case "wake-up":
        goesOn = this.sender.expired(this.now, timer);
        break;
      default:
        break;
    }
    this.tell();
    return goesOn;
  }

  offer(): Bytes {
    const window = this.receiver.offer(this.now);
    this.tcb.rcv.wnd = this.receiver.room;
    return window;
  }

  blocks(most: number): readonly (readonly [SequenceNumber, SequenceNumber])[] {
    const count = this.blockCount(most);
    const blocks: (readonly [SequenceNumber, SequenceNumber])[] = [];
    for (let place = 0; place < 2 * count; place += 2) {
      blocks.push([advance(this.tcb.irs, this.edges[place] ?? 0), advance(this.tcb.irs, this.edges[place + 1] ?? 0)]);
    }
    return blocks;
  }

  blockCount(most: number): number {
    return this.receiver.sackBlocks(this.edges, most);
  }

  sent(length: Bytes): void {
    this.receiver.sent(this.now, length);
  }

  private get now(): Milliseconds {
    return this.outlet.turn.now;
  }

  /** Gives a segment's text and FIN to the receiver. */
  private take(arrival: Arrival): void {
    const { receiver, outlet: { turn } } = this;
    const reception = receiver.segment(turn.now, arrival);
    if (arrival.length > 0 || arrival.fin) concludeReception(turn, reception, receiver.room);
    this.tellReceiving();
  }

  /** Does what the program asked for before the connection was open. */
  private makeUp(): void {
    const { tcb, sender, outlet } = this;
    const { now } = outlet.turn;
    this.early = false;
    outlet.belated = true;
    if (tcb.writes.written > this.accepted) sender.write(now, tcb.writes.written - this.accepted);
    outlet.belated = false;
    if (tcb.closing) sender.close(now);
    this.tell();
  }

  /** Lets the block know where both directions stand, in sequence numbers. */
  private tell(): void {
    this.tellSending();
    this.tellReceiving();
  }

  private tellSending(): void {
    const { tcb, sender } = this;
    tcb.snd.una = tcb.syn === null ? advance(tcb.iss, sender.una) : tcb.iss;
    tcb.snd.nxt = advance(tcb.iss, sender.nxt);
    tcb.snd.wnd = sender.window;
    tcb.snd.maxWnd = sender.maxWindow;
  }

  tellReceiving(): void {
    const { tcb, receiver } = this;
    tcb.rcv.nxt = advance(tcb.irs, receiver.next);
    tcb.rcv.wnd = receiver.room;
    tcb.rcv.lastAck = advance(tcb.irs, receiver.lastAck);
  }
}
