// The peer's bytes as they stand: in order and unread, or ahead of a gap (RFC 9293 §3.10.7.4, seventh and eighth check; SHLD-31).

import type { Bytes } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";
import type { Duplicates } from "./duplicates.ts";
import type { Keeping } from "./reassembly.ts";
import { Reassembly } from "./reassembly.ts";
import { spare, truesize } from "./truesize.ts";
import { Unread } from "./unread.ts";

export class Stream {
  /** RCV.NXT. */
  next: Position;
  /** How far the program has read. */
  readTo: Position;
  /** RCV.NXT stands behind the FIN. */
  ended = false;
  /** Where the FIN ends, once it has come. */
  private fin: Position | null = null;
  private readonly ahead = new Reassembly();
  private readonly inOrder = new Unread();
  private readonly headers: Bytes | null;

  /** `headers`: what an IP packet holds beside the text, for the memory that it takes up; null where nobody asks for memory. */
  constructor(next: Position, headers: Bytes | null) {
    this.next = next;
    this.readTo = next;
    this.headers = headers;
  }

  /** Bytes in order that the program has not read. */
  get unread(): Bytes {
    return this.next - this.readTo - (this.ended ? 1 : 0);
  }

  /** Whether bytes are missing before others that have come. */
  get gap(): boolean {
    return !this.ahead.empty;
  }

  /** How far the bytes beyond the gap reach from RCV.NXT. */
  get reach(): Bytes {
    return this.ahead.empty ? 0 : this.ahead.end - this.next;
  }

  /** The memory in use. */
  get cost(): Bytes {
    return this.inOrder.cost + this.ahead.cost;
  }

  /** The memory that a segment takes up, should it be kept. */
  costOf(length: Bytes): Bytes {
    return this.headers === null ? 0 : truesize(this.headers + length);
  }

  /** A segment that begins at or before RCV.NXT and ends beyond it. */
  append(seq: Position, length: Bytes, fin: boolean): void {
    const end = seq + length + (fin ? 1 : 0);
    if (fin) this.fin = end;
    if (length > 0 && this.headers !== null) {
      const packet = this.headers + length;
      // A packet that brings old bytes too does not fit into the memory of another.
      this.inOrder.add(seq + length, seq === this.next ? length : Infinity, truesize(packet), spare(packet));
    }
    this.next = end;
    this.lookForEnd();
  }

  /** A segment that begins beyond RCV.NXT. */
  hold(seq: Position, length: Bytes, fin: boolean, duplicates: Duplicates): Keeping {
    const end = seq + length + (fin ? 1 : 0);
    if (fin) this.fin = end;
    if (this.headers === null) return this.ahead.insert(seq, end, 0, 0, duplicates);
    const packet = this.headers + length;
    return this.ahead.insert(seq, end, truesize(packet), spare(packet), duplicates);
  }

  /** What waited for the bytes that `append` has brought follows them. Tells whether there is no gap any more. */
  follow(duplicates: Duplicates): boolean {
    const known = this.next;
    for (let piece = this.ahead.first; piece !== undefined && piece.left <= this.next; piece = this.ahead.first) {
      const { left, right, cost, spare: room } = piece;
      if (left < known) duplicates.extend(left, Math.min(right, known));
      this.ahead.shift();
      if (right <= this.next) continue;
      if (this.headers !== null) this.inOrder.add(this.fin === right ? right - 1 : right, left === this.next ? right - left : Infinity, cost, room);
      this.next = right;
      this.lookForEnd();
    }
    return this.ahead.empty;
  }

  /** The program reads on, up to a position or the end of one packet. Its memory stays in use until `release`. */
  read(end: Position): void {
    this.readTo = this.inOrder.empty ? end : Math.min(end, this.inOrder.firstEnd);
  }

  /** Frees the packet that has been read to its end. */
  release(): void {
    if (!this.inOrder.empty && this.readTo >= this.inOrder.firstEnd) this.inOrder.shift();
  }

  /** Behind the FIN there can be nothing. */
  private lookForEnd(): void {
    if (this.fin !== this.next) return;
    this.ended = true;
    this.ahead.clear();
  }
}
