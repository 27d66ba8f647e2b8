// What the program has written and no segment has carried yet, cut into the chunks in which a Linux host queues it: a chunk goes as one
// unit or is cut again, and PSH belongs to its end (RFC 9293 §3.9.1.2).

import type { Bytes } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";

const PUSHED = 1;
const FINAL = 2;

/** Chunks that follow one another without a gap, so that only their ends are kept. */
export class UnsentChunks {
  /** Where the first byte stands that was never sent. */
  start: Position;
  private ends = new Float64Array(64);
  private marks = new Uint8Array(64);
  private head = 0;
  private length = 0;

  constructor(start: Position) {
    this.start = start;
  }

  /** How many chunks wait. */
  get count(): number {
    return this.length;
  }

  /** The end of a chunk, from 0 on; a FIN takes one place of it. */
  endOf(index: number): Position {
    return this.ends[this.slot(index)] ?? 0;
  }

  /** Where everything ends that waits. */
  get end(): Position {
    return this.length === 0 ? this.start : this.endOf(this.length - 1);
  }

  /** Bytes of text in the first chunk. */
  get firstLength(): Bytes {
    return this.endOf(0) - this.start - (this.isFinal(0) ? 1 : 0);
  }

  /** Bytes of text in the last chunk. */
  get lastLength(): Bytes {
    const last = this.length - 1;
    if (last < 0) return 0;
    return this.endOf(last) - (last === 0 ? this.start : this.endOf(last - 1)) - (this.isFinal(last) ? 1 : 0);
  }

  /** Whether a chunk ends with a push. */
  isPushed(index: number): boolean {
    return ((this.marks[this.slot(index)] ?? 0) & PUSHED) !== 0;
  }

  /** Whether a chunk ends with our FIN. */
  isFinal(index: number): boolean {
    return ((this.marks[this.slot(index)] ?? 0) & FINAL) !== 0;
  }

  /** Begins a chunk of this many bytes. */
  append(bytes: Bytes): void {
    const end = this.end + bytes;
    this.grow();
    this.length += 1;
    const slot = this.slot(this.length - 1);
    this.ends[slot] = end;
    this.marks[slot] = 0;
  }

  /** Adds bytes to the last chunk. */
  extend(bytes: Bytes): void {
    const slot = this.slot(this.length - 1);
    this.ends[slot] = (this.ends[slot] ?? 0) + bytes;
  }

  /** Says whether the last chunk ends with a push. */
  push(pushed: boolean): void {
    if (this.length > 0) this.mark(this.length - 1, PUSHED, pushed);
  }

  /** Lets the first chunk end with a push. */
  pushFirst(): void {
    if (this.length > 0) this.mark(0, PUSHED, true);
  }

  /** Puts the FIN behind everything. */
  finish(): void {
    if (this.length === 0) this.append(0);
    this.extend(1);
    this.mark(this.length - 1, FINAL, true);
  }

  /** Moves up to this many bytes from the second chunk into the first, which may use the second up. */
  pull(bytes: Bytes): void {
    if (this.length < 2 || bytes <= 0) return;
    const boundary = this.endOf(0);
    const available = this.endOf(1) - boundary - (this.isFinal(1) ? 1 : 0);
    if (bytes < available) {
      this.ends[this.head] = boundary + bytes;
      return;
    }
    const pushed = this.isPushed(0);
    this.drop();
    if (pushed) this.mark(0, PUSHED, true);
  }

  /** Cuts the first chunk after this many bytes; its push and FIN stay with the later part. */
  cut(bytes: Bytes): void {
    const at = this.start + bytes;
    this.grow();
    this.head = (this.head - 1) & (this.ends.length - 1);
    this.length += 1;
    this.ends[this.head] = at;
    this.marks[this.head] = 0;
  }

  /** The first chunk has been sent. */
  sent(): void {
    this.start = this.endOf(0);
    this.drop();
  }

  private drop(): void {
    this.head = this.slot(1);
    this.length -= 1;
  }

  private slot(index: number): number {
    return (this.head + index) & (this.ends.length - 1);
  }

  private mark(index: number, bit: number, on: boolean): void {
    const slot = this.slot(index);
    const marks = this.marks[slot] ?? 0;
    this.marks[slot] = on ? marks | bit : marks & ~bit;
  }

  /** Makes room for one more. */
  private grow(): void {
    const size = this.ends.length;
    if (this.length < size) return;
    const ends = new Float64Array(2 * size);
    const marks = new Uint8Array(2 * size);
    for (let index = 0; index < this.length; index += 1) {
      ends[index] = this.endOf(index);
      marks[index] = this.marks[this.slot(index)] ?? 0;
    }
    this.ends = ends;
    this.marks = marks;
    this.head = 0;
  }
}
