// What a sender has put on its way together, and what is believed of it (RFC 9293 §3.8.1, RFC 6675 §2, RFC 8985 §5.2).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { Position } from "./sender.ts";

/** One or more segments that were sent together. Pieces are used again when they leave, so nobody may keep one. */
export class Piece {
  start: Position = 0;
  /** The position after its last; a FIN takes one. */
  end: Position = 0;
  /** The most text of one of its segments, and how many segments it takes. */
  size: Bytes = 0;
  segments = 1;
  psh = false;
  fin = false;
  /** When it was sent last, and in which round (`Flow.round`) of that moment. */
  sentAt: Milliseconds = 0;
  sentIn = 0;
  /** What `Flow.delivered` counted then. */
  deliveredThen = 0;
  /** The peer says that it holds it (RFC 2018). */
  sacked = false;
  /** Believed lost: its earlier sendings count as in flight no more. */
  lost = false;
  /** Sent again since it was believed lost, so that it is in flight once more. */
  resent = false;
  /** Sent more than once, for whatever reason. */
  everResent = false;
  /** Neighbours by position. */
  next: Piece | null = null;
  previous: Piece | null = null;
  /** Neighbours by time of sending. */
  later: Piece | null = null;
  sooner: Piece | null = null;
  /** Whether it stands in the order of sending. */
  ordered = false;

  /** Bytes of text. */
  get length(): Bytes {
    return this.end - this.start - (this.fin ? 1 : 0);
  }
}

/** What one of its segments carries. */
export function segmentLength({ segments, length, size }: Piece): Bytes {
  return segments === 1 ? length : size;
}

/** The segments that it takes. */
export function countOf({ length, size }: Piece): number {
  return length <= size ? 1 : Math.floor((length - 1) / size) + 1;
}
