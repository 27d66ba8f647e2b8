// The receiver of Linux: buffer, window, order and acknowledgements put together (RFC 9293 §3.8.6, §3.10.7.4 as Linux 6 does it).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import { AckCompression } from "../ack/compression.ts";
import { LinuxAcks } from "../ack/linux.ts";
import { Autotuning } from "../receive/autotuning.ts";
import { ReceiveBuffer } from "../receive/buffer.ts";
import { firstWindow } from "../receive/first-window.ts";
import { Growth } from "../receive/growth.ts";
import { OfferedWindow } from "../receive/offered-window.ts";
import { SegmentSize } from "../receive/segment-size.ts";
import { Selective } from "../receive/selective.ts";
import { Stream } from "../receive/stream.ts";
import type { ReceiverRule } from "./receiver-rules.ts";
import type { Arrival, Receiver, ReceiverOpening, ReceiverOutlet, ReceiverTimer, Reception, RoundTrip } from "./receiver.ts";
import type { Position } from "./sender.ts";

/** An IPv4 header and a TCP header without options, and the options of every segment where timestamps are agreed. */
const HEADERS: Bytes = 40;
const TIMESTAMPS: Bytes = 12;
const TCP_HEADER: Bytes = 20;

export interface LinuxReceiverSettings {
  /** The memory for what is kept (`bufferFor` what a program has asked for). */
  readonly buffer: Bytes;
  /** Whether a program has asked for it, so that it does not grow. */
  readonly locked: boolean;
  /** The shortest time that a delayed acknowledgement waits; 0: none is delayed. */
  readonly delayedAck: Milliseconds;
  /** Whether bytes that come twice are told (RFC 2883). */
  readonly duplicateSack: boolean;
}

export class LinuxReceiver implements Receiver {
  readonly deliversFirst = false;
  private readonly outlet: ReceiverOutlet;
  private readonly roundTrip: RoundTrip;
  private readonly settings: LinuxReceiverSettings;
  private readonly buffer: ReceiveBuffer;
  private readonly compression = new AckCompression();
  private stream = new Stream(0, HEADERS);
  private selective = new Selective(false, false);
  private window = new OfferedWindow(0, 0, 0);
  private full = new SegmentSize(0, 0, TCP_HEADER);
  private tuning = new Autotuning(0, 0, 0);
  private acks: LinuxAcks;
  private growth: Growth;
  /** When the connection was opened, until a segment has come. */
  private openedAt: Milliseconds | null = null;
  /** A segment has brought something about which the acknowledgement is not settled. */
  private unsettled = false;
  private readonly tellWithheld = (): void => {
    if (this.compression.withheld > 0) this.outlet.acknowledge("tcp.ack.compressed");
  };

  /** `roundTrip` is read whenever a delay depends on it. */
  constructor(outlet: ReceiverOutlet, roundTrip: RoundTrip, settings: LinuxReceiverSettings) {
    this.outlet = outlet;
    this.roundTrip = roundTrip;
    this.settings = settings;
    this.buffer = new ReceiveBuffer(settings.buffer, settings.locked);
    this.acks = new LinuxAcks(0, settings.delayedAck);
    this.growth = new Growth(this.buffer, this.full, this.tuning, this.acks);
  }

  get next(): Position {
    return this.stream.next;
  }

  get ended(): boolean {
    return this.stream.ended;
  }

  get room(): Bytes {
    return this.window.room(this.stream.next);
  }

  get lastAck(): Position {
    return this.window.lastAck;
  }

  get unread(): Bytes {
    return this.stream.unread;
  }

  firstWindow(mss: Bytes): Bytes {
    return firstWindow(this.settings.buffer, mss);
  }

  open(now: Milliseconds, opening: ReceiverOpening): void {
    this.openedAt = now;
    const options = opening.timestamps ? TIMESTAMPS : 0;
    this.stream = new Stream(opening.next, HEADERS + options);
    this.selective = new Selective(opening.sack, this.settings.duplicateSack);
    // After SYNs that have crossed, what is sent first answers nothing.
    this.acks = new LinuxAcks(opening.crossed ? -Infinity : now, this.settings.delayedAck);
    this.window = new OfferedWindow(opening.window, opening.next, opening.shift);
    this.full = new SegmentSize(opening.mss, opening.window, TCP_HEADER + options);
    this.tuning = new Autotuning(now, opening.next, this.buffer.open(opening.window, opening.mss));
    this.growth = new Growth(this.buffer, this.full, this.tuning, this.acks);
  }

  segment(now: Milliseconds, arrival: Arrival): Reception {
    const { seq, length, fin } = arrival;
    const { next, readTo } = this.stream;
    const end = seq + length + (fin ? 1 : 0);
    // The segment that has opened a passive connection is not measured: what it echoes may be measured with the next.
    const opens = this.openedAt === now;
    this.openedAt = null;
    if (arrival.echo >= 0 && !opens) this.tuning.echoed(now, arrival.echo, end - seq >= this.full.size, next === readTo);
    if (end === seq) return "accepted";
    this.unsettled = true;
    this.selective.duplicates.clear();
    if (end <= next) {
      this.selective.repeated(seq, end);
      this.hurry();
      this.acks.owed = true;
      return "duplicate";
    }
    if (seq < next) this.selective.repeated(seq, next);
    // A FIN takes no room in the buffer.
    const bareFin = length === 0 && seq === next;
    if (Math.max(seq, next) >= next + this.room && !bareFin) {
      this.hurry();
      this.acks.owed = true;
      return "unacceptable";
    }
    if (this.buffer.makeRoom()) this.acks.quick = 0;
    if (seq > next) return this.keepAhead(arrival);
    this.takeInOrder(now, arrival);
    return "accepted";
  }

  unacceptable(_now: Milliseconds, seq: Position, end: Position): void {
    if (seq === end || seq >= this.stream.next) return;
    this.hurry();
    this.selective.repeated(seq, Math.min(end, this.stream.next));
  }

  postponed(now: Milliseconds): boolean {
    this.outlet.start("delayed-ack", this.acks.postpone(now, this.window.size, this.full.size), "tcp.ack.delayed");
    return true;
  }

  finished(_now: Milliseconds, closing: boolean): void {
    this.acks.owed = true;
    if (closing) this.outlet.acknowledge("tcp.fin");
    else this.acks.interactive = true;
  }

  noticed(plain: boolean): void {
    // A plain one takes the short way, which looks at nothing else; any other has what is owed looked at once more.
    if (!plain || this.stream.gap) this.unsettled = true;
  }

  settle(now: Milliseconds): void {
    if (!this.unsettled) return;
    this.unsettled = false;
    if (!this.acks.owed) return;
    const rule = this.ruleForNow();
    if (rule !== null) this.outlet.acknowledge(rule);
    else if (!this.stream.gap) this.delay(now);
    else if (!this.selective.enabled || this.compression.goesNow(this.stream.next)) this.outlet.acknowledge("tcp.text.out-of-order");
    else if (this.compression.begin()) this.outlet.start("sack-compression", this.moment, "tcp.ack.compressed");
  }

  read(now: Milliseconds, bytes: Bytes): void {
    if (bytes === 0) return;
    const { stream } = this;
    for (const end = stream.readTo + bytes; stream.readTo < end;) {
      stream.read(end);
      const measured = this.tuning.measured(now, stream.readTo, stream.next);
      if (measured > 0) this.growth.enlarge(measured, stream.reach);
      stream.release();
    }
    this.account();
    this.settleAfterReading();
  }

  offer(_now: Milliseconds): Bytes {
    const window = this.window.offer(this.buffer, this.full.size, this.stream.next);
    if (this.window.tight) this.acks.quick = 0;
    return window;
  }

  sackBlocks(edges: Float64Array, most: number): number {
    return this.selective.write(edges, most);
  }

  sent(now: Milliseconds, length: Bytes): void {
    this.selective.duplicates.clear();
    if (this.compression.end()) this.outlet.stop("sack-compression", "tcp.ack.compressed");
    if (this.acks.waits) this.outlet.stop("delayed-ack", "tcp.ack.delayed");
    this.acks.acknowledged();
    if (length > 0) this.acks.dataSent(now);
  }

  expired(_now: Milliseconds, timer: ReceiverTimer): void {
    if (timer === "sack-compression") this.compression.expired();
    if (timer === "sack-compression" || this.compression.withheld > 0) {
      this.tellWithheld();
    } else if (this.acks.owed) {
      this.acks.expired(this.roundTrip.rto);
      this.outlet.acknowledge("tcp.ack.delayed");
    }
  }

  /** The rule by which the acknowledgement that is owed goes now, or null. */
  private ruleForNow(): ReceiverRule | null {
    // While the program has not read, and the window would shrink, reading it will bring the acknowledgement.
    const advanced = this.stream.next - this.lastAck > this.full.size;
    if (advanced && (this.stream.next === this.stream.readTo || this.allowedWindow() >= this.window.size)) return "tcp.ack.second-segment";
    if (this.acks.quickly) return "tcp.ack.quick";
    return this.acks.immediate ? "tcp.text.gap-filled" : null;
  }

  /** The window that could be offered now. Where memory is short, acknowledgements are no longer hurried. */
  private allowedWindow(): Bytes {
    const allowed = this.window.allowed(this.buffer, this.full.size);
    if (this.window.tight) this.acks.quick = 0;
    return allowed;
  }

  private takeInOrder(now: Milliseconds, arrival: Arrival): void {
    const { stream, selective } = this;
    const { length } = arrival;
    const gap = stream.gap;
    stream.append(arrival.seq, length, arrival.fin);
    if (length > 0) {
      this.account();
      this.dataCame(now, length, arrival.push, stream.costOf(length));
    }
    if (gap) {
      // A FIN in its place throws away what came beyond it, and fills nothing.
      this.acks.immediate = !stream.ended && stream.follow(selective.duplicates);
      selective.settle();
      selective.advanced(stream.next, stream.gap);
    }
    this.account();
  }

  private keepAhead(arrival: Arrival): Reception {
    const { seq, length, fin } = arrival;
    const { stream, selective } = this;
    const cost = stream.costOf(length);
    this.growth.learn(length, arrival.push, cost, this.window.size);
    this.acks.owed = true;
    const keeping = stream.hold(seq, length, fin, selective.duplicates);
    selective.settle();
    if (selective.enabled) {
      selective.note(seq, seq + length + (fin ? 1 : 0), this.tellWithheld);
      // Without SACK the window stays, so that the peer sees duplicates.
      if (keeping !== "known") this.growth.segment(length, cost);
    }
    this.account();
    this.growth.enlarge(this.tuning.space, this.stream.reach);
    return keeping === "known" ? "duplicate" : "buffered";
  }

  private dataCame(now: Milliseconds, length: Bytes, push: boolean, cost: Bytes): void {
    this.growth.learn(length, push, cost, this.window.size);
    this.tuning.advanced(now, this.stream.next, this.window.size);
    this.acks.received(now, this.window.size, this.full.size, this.roundTrip.rto);
    if (ReceiveBuffer.growsBy(length)) this.growth.segment(length, cost);
  }

  private settleAfterReading(): void {
    if (this.acks.owed) {
      const advanced = this.stream.next - this.lastAck > this.full.size;
      if (advanced || (this.buffer.used === 0 && this.acks.settledByReading)) {
        this.outlet.acknowledge("tcp.ack.read");
        return;
      }
    }
    const { room } = this;
    if (this.stream.ended || 2 * room > this.buffer.limit) return;
    const allowed = this.allowedWindow();
    if (allowed > 0 && allowed >= 2 * room) this.outlet.acknowledge("tcp.window.update");
  }

  private delay(now: Milliseconds): void {
    const wait = this.acks.delay(now, this.roundTrip);
    if (wait === null) return;
    if (wait < 0) this.outlet.acknowledge("tcp.ack.delayed");
    else this.outlet.start("delayed-ack", wait, "tcp.ack.delayed");
  }

  /** How long withheld acknowledgements wait. */
  private get moment(): Milliseconds {
    return this.compression.delay(this.tuning.roundTrip, this.roundTrip.srtt);
  }

  private hurry(): void {
    this.acks.hurry(this.window.size, this.full.size);
  }

  /** The memory in use. */
  private account(): void {
    this.buffer.used = this.stream.cost;
  }
}
