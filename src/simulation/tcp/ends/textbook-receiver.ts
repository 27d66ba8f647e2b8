// The textbook's receiver: acknowledges at once or after a short delay, and moves its window in worthwhile steps (RFC 9293 §3.8.6).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import { Selective } from "../receive/selective.ts";
import { Stream } from "../receive/stream.ts";
import type { ReceiverRule } from "./receiver-rules.ts";
import type { Arrival, Receiver, ReceiverOpening, ReceiverOutlet, ReceiverTimer, Reception } from "./receiver.ts";
import type { Position } from "./sender.ts";

/** The largest number that the header's field holds. */
const MAX_FIELD: Bytes = 65_535;

export interface TextbookReceiverSettings {
  /** The bytes that are kept at most; memory is not counted. */
  readonly buffer: Bytes;
  /** How long an acknowledgement may wait for company; 0: not at all. */
  readonly delayedAck: Milliseconds;
  /** Whether SACK tells what has come twice (RFC 2883). */
  readonly duplicateSack: boolean;
}

export class TextbookReceiver implements Receiver {
  readonly deliversFirst = true;
  lastAck: Position = 0;
  private readonly outlet: ReceiverOutlet;
  private readonly settings: TextbookReceiverSettings;
  private stream = new Stream(0, null);
  private selective = new Selective(false, false);
  /** The largest window that can be offered. */
  private largest = MAX_FIELD;
  private mss: Bytes = 0;
  /** The least step by which the right edge moves. */
  private leastStep: Bytes = 0;
  /** Where the window ends that was offered. */
  private rightEdge: Position = 0;
  /** The rule by which an acknowledgement goes now, or null. */
  private owed: ReceiverRule | null = null;
  /** Bytes in order since the last acknowledgement. */
  private unacknowledged: Bytes = 0;
  private delaying = false;
  /** A segment is being served: what the program reads of it is not worth a segment of its own. */
  private serving = false;

  constructor(outlet: ReceiverOutlet, settings: TextbookReceiverSettings) {
    this.outlet = outlet;
    this.settings = settings;
  }

  get next(): Position {
    return this.stream.next;
  }

  get room(): Bytes {
    return Math.max(0, this.rightEdge - this.stream.next);
  }

  get unread(): Bytes {
    return this.stream.unread;
  }

  get ended(): boolean {
    return this.stream.ended;
  }

  firstWindow(): Bytes {
    return Math.min(this.settings.buffer, MAX_FIELD);
  }

  open(_now: Milliseconds, opening: ReceiverOpening): void {
    this.stream = new Stream(opening.next, null);
    this.selective = new Selective(opening.sack, this.settings.duplicateSack);
    this.largest = MAX_FIELD * (1 << opening.shift);
    this.mss = opening.mss;
    this.leastStep = Math.min(this.settings.buffer / 2, opening.mss);
    this.lastAck = opening.next;
    this.rightEdge = opening.next + opening.window;
  }

  segment(_now: Milliseconds, arrival: Arrival): Reception {
    const { stream, selective } = this;
    const { next } = stream;
    const { seq } = arrival;
    const edge = next + this.room;
    // As far as the window goes; a FIN that lies beyond it will come again.
    const textEnd = Math.min(seq + arrival.length, edge);
    const length = Math.max(0, textEnd - seq);
    const fin = arrival.fin && seq + arrival.length < edge;
    const end = seq + length + (fin ? 1 : 0);
    if (arrival.length === 0 && !arrival.fin) return "accepted";
    this.serving = true;
    selective.duplicates.clear();
    if (seq < next) selective.repeated(seq, Math.min(seq + arrival.length, next));
    if (end <= next) {
      this.owed = "tcp.segment.unacceptable";
      return seq + arrival.length <= next ? "duplicate" : "unacceptable";
    }
    if (seq > next) {
      this.owed = "tcp.text.out-of-order";
      if (end === seq) return "unacceptable";
      const keeping = stream.hold(seq, length, fin, selective.duplicates);
      selective.settle();
      if (selective.enabled) selective.blocks.note(seq, end);
      return keeping === "known" ? "duplicate" : "buffered";
    }
    this.takeInOrder(seq, length, fin);
    return "accepted";
  }

  unacceptable(_now: Milliseconds, seq: Position, end: Position): void {
    if (seq < end && seq < this.stream.next) this.selective.repeated(seq, Math.min(end, this.stream.next));
  }

  postponed(): boolean {
    return false;
  }

  finished(): void {
    this.owed = "tcp.fin";
  }

  noticed(): void {
    // What is owed waits for text, or for its timer.
  }

  settle(): void {
    this.serving = false;
    if (this.owed !== null) this.outlet.acknowledge(this.owed);
    else if (this.unacknowledged > 0 && !this.delaying) this.delay();
  }

  read(_now: Milliseconds, bytes: Bytes): void {
    const { stream } = this;
    for (const end = stream.readTo + bytes; stream.readTo < end;) {
      stream.read(end);
      stream.release();
    }
    if (bytes > 0 && !this.serving && !stream.ended && this.mayMove) this.outlet.acknowledge("tcp.window.update");
  }

  /**
   * The right edge stays where it is until it can move by a worthwhile step, which is the receiver's side of avoiding silly
   * windows (RFC 9293 §3.8.6.2.2, MUST-39); it never moves back (SHLD-14).
   */
  offer(): Bytes {
    if (this.mayMove) this.rightEdge = this.stream.next + this.available;
    return this.room;
  }

  sackBlocks(edges: Float64Array, most: number): number {
    return this.selective.write(edges, most);
  }

  sent(): void {
    this.lastAck = this.stream.next;
    this.selective.duplicates.clear();
    this.owed = null;
    this.unacknowledged = 0;
    if (!this.delaying) return;
    this.delaying = false;
    this.outlet.stop("delayed-ack", "tcp.ack.delayed");
  }

  expired(_now: Milliseconds, timer: ReceiverTimer): void {
    if (timer !== "delayed-ack") return;
    this.delaying = false;
    this.outlet.acknowledge("tcp.ack.delayed");
  }

  /**
   * The acknowledgement of bytes in order may wait (RFC 9293 §3.8.6.3), yet not when they fill a gap or part of one (RFC 5681
   * §4.2), and not with the second segment of full size.
   */
  private takeInOrder(seq: Position, length: Bytes, fin: boolean): void {
    const { stream, selective } = this;
    const { gap, next } = stream;
    stream.append(seq, length, fin);
    if (gap) {
      stream.follow(selective.duplicates);
      selective.settle();
      selective.advanced(stream.next, stream.gap);
      this.owed = "tcp.text.gap-filled";
      return;
    }
    this.unacknowledged += stream.next - next;
    if (this.settings.delayedAck === 0) this.owed = "tcp.text.in-order";
    else if (this.unacknowledged >= 2 * this.mss) this.owed = "tcp.ack.second-segment";
  }

  private delay(): void {
    this.delaying = true;
    this.outlet.start("delayed-ack", this.settings.delayedAck, "tcp.ack.delayed");
  }

  /** The window that the buffer has room for. */
  private get available(): Bytes {
    return Math.min(this.settings.buffer - this.stream.unread, this.largest);
  }

  private get mayMove(): boolean {
    return this.available - this.room >= this.leastStep;
  }
}
