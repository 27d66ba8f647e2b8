// What has arrived and waits for the bytes before it, or for the program to read it (RFC 9293 §3.10.7.4, seventh check; SHLD-31).

import type { Bytes } from "../kernel/index.ts";
import type { SequenceNumber } from "./sequence.ts";
import { advance, atOrBefore, before, distance } from "./sequence.ts";

/** A stretch of the sequence space: its first number, and the one after its last. */
export type Block = readonly [SequenceNumber, SequenceNumber];

/** A stretch of bytes: where it stands in the sequence space and in the sender's stream. */
export interface Stretch {
  readonly seq: SequenceNumber;
  readonly length: Bytes;
  readonly offset: Bytes;
}

/** Holds stretches that are out of order, sorted, apart from one another. */
export class ReceiveQueue {
  private held: Stretch[] = [];
  private reported: Block[] = [];
  private duplicate: Block | null = null;
  /** Where the peer's FIN stands, once it is known. */
  fin: SequenceNumber | null = null;
  /** Stretches that are in order and wait for the program to read them. */
  private readable: Stretch[] = [];
  /** RCV.USER of RFC 9293 §3.8.6.2.2: how many bytes that is. */
  unread: Bytes = 0;
  /** Whether the end of file waits behind them. */
  unreadEnd = false;

  /** Stretches held out of order. */
  get stretches(): readonly Stretch[] {
    return this.held;
  }

  /** What is held, as whole blocks, the one that changed last first (RFC 2018 §4). */
  get blocks(): readonly Block[] {
    return this.reported;
  }

  /** How many blocks the next acknowledgement could report. */
  get blockCount(): number {
    return this.reported.length + (this.duplicate === null ? 0 : 1);
  }

  /** Notes bytes that came twice (RFC 2883 §4). */
  noteDuplicate(block: Block): void {
    this.duplicate = block;
  }

  /** The bytes that came twice since they were last asked for, or null. */
  takeDuplicate(): Block | null {
    const block = this.duplicate;
    this.duplicate = null;
    return block;
  }

  /** Keeps a stretch, or those parts of it that are new. Tells how many bytes that were. */
  hold(stretch: Stretch): Bytes {
    let kept = 0;
    let rest: Stretch | null = stretch;
    const result: Stretch[] = [];
    for (const other of this.held) {
      const otherEnd = advance(other.seq, other.length);
      if (rest !== null && before(rest.seq, other.seq)) {
        const room = distance(rest.seq, other.seq);
        const part = Math.min(room, rest.length);
        result.push({ seq: rest.seq, length: part, offset: rest.offset });
        kept += part;
        rest = cut(rest, part);
      }
      if (rest !== null && before(rest.seq, otherEnd)) rest = cut(rest, distance(rest.seq, otherEnd));
      result.push(other);
    }
    if (rest !== null) {
      result.push(rest);
      kept += rest.length;
    }
    this.held = result;
    this.reportBlock(stretch);
    return kept;
  }

  /** Puts the block that a stretch has become part of in front of the others. */
  private reportBlock(stretch: Stretch): void {
    let start = stretch.seq;
    let end = advance(stretch.seq, stretch.length);
    const others: Block[] = [];
    for (const block of this.reported) {
      if (before(end, block[0]) || before(block[1], start)) {
        others.push(block);
        continue;
      }
      if (before(block[0], start)) start = block[0];
      if (before(end, block[1])) end = block[1];
    }
    this.reported = [[start, end], ...others];
  }

  /** Takes the stretch that begins at or before `next`, trimmed to what is new; undefined when there is a gap. */
  takeFrom(next: SequenceNumber): Stretch | undefined {
    for (;;) {
      const first = this.held[0];
      if (first === undefined || !atOrBefore(first.seq, next)) return undefined;
      this.held.shift();
      const end = advance(first.seq, first.length);
      this.reported = this.reported.filter((block) => before(end, block[0]) || before(block[1], first.seq) || before(end, block[1]));
      const rest = cut(first, distance(first.seq, next));
      if (rest !== null) return rest;
    }
  }

  /** Keeps bytes that are in order until the program reads. */
  keep(stretch: Stretch): void {
    this.readable.push(stretch);
    this.unread += stretch.length;
  }

  /** Takes what waits to be read, at most so many bytes, as one piece from the first offset on; null when there is nothing. */
  read(most: Bytes): { readonly offset: Bytes; readonly length: Bytes } | null {
    const first = this.readable[0];
    if (first === undefined) return null;
    const length = Math.min(this.unread, most);
    this.unread -= length;
    let rest = length;
    while (rest > 0) {
      const next = this.readable.shift();
      if (next === undefined) break;
      const left = cut(next, rest);
      if (left !== null) this.readable.unshift(left);
      rest -= Math.min(rest, next.length);
    }
    return { offset: first.offset, length };
  }

  flush(): void {
    this.readable = [];
    this.unreadEnd = false;
    this.held = [];
    this.reported = [];
    this.duplicate = null;
    this.fin = null;
    this.unread = 0;
  }
}

/** The stretch without its first `length` bytes, or null when nothing is left. */
function cut(stretch: Stretch, length: Bytes): Stretch | null {
  if (length >= stretch.length) return null;
  return { seq: advance(stretch.seq, length), length: stretch.length - length, offset: stretch.offset + length };
}
