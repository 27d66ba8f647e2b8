// The scoreboard: what was sent and is not acknowledged, in order of position and of sending, and what is believed of each
// piece (RFC 9293 §3.8.1, RFC 6675 §4, RFC 8985 §5.2).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import { countOf, Piece, segmentLength } from "./piece.ts";
import type { Position } from "./sender.ts";

/** Pieces in two orders, with counts in segments of what is believed of them. */
export class Scoreboard {
  /** The oldest piece and the newest by position. */
  first: Piece | null = null;
  last: Piece | null = null;
  /** The piece whose latest sending is longest ago, of those that may still be found lost by their time. */
  soonest: Piece | null = null;
  /** Segments that are not acknowledged; of these the sacked, the lost, and those sent again. */
  out = 0;
  sacked = 0;
  lost = 0;
  resent = 0;
  /** Pieces on the board. */
  size = 0;
  /** Segments ever marked lost, one sending each. */
  everLost = 0;
  private latest: Piece | null = null;
  private spare: Piece | null = null;
  private highest: Position = 0;
  /** Nothing before this piece is lost and waits to be sent again. */
  private hint: Piece | null = null;

  /** `mss`: the text that a segment takes where nothing else is said. */
  constructor(public mss: Bytes) {}

  /** Segments believed to be on their way. */
  get flight(): number {
    return this.out - this.sacked - this.lost + this.resent;
  }

  /** The position after the highest piece that the peer holds; `una` where it holds none. */
  highestSacked(una: Position): Position {
    return this.sacked === 0 ? una : Math.max(this.highest, una);
  }

  /** The buffers that the pieces take: neighbours that the peer holds, and whose segments are alike, are kept in one. */
  get buffers(): number {
    if (this.sacked === 0) return this.size;
    let merged = 0;
    for (let piece = this.first; piece !== null; piece = piece.next) {
      const { next } = piece;
      if (next !== null && piece.sacked && next.sacked && segmentLength(piece) === segmentLength(next)) merged += 1;
    }
    return this.size - merged;
  }

  /** Adds what is sent now, behind everything else, in segments of `size`. */
  append(start: Position, end: Position, psh: boolean, fin: boolean, now: Milliseconds, size = this.mss): Piece {
    const piece = this.take();
    piece.start = start;
    piece.end = end;
    piece.psh = psh;
    piece.fin = fin;
    piece.sentAt = now;
    piece.size = size;
    piece.segments = countOf(piece);
    piece.previous = this.last;
    if (this.last === null) this.first = piece;
    else this.last.next = piece;
    this.last = piece;
    this.size += 1;
    this.out += piece.segments;
    return piece;
  }

  /** Cuts a piece in two; the later part becomes a piece of its own, which is returned, and bears PSH and FIN. */
  split(piece: Piece, at: Position): Piece {
    const rest = this.take();
    rest.start = at;
    rest.end = piece.end;
    rest.psh = piece.psh;
    rest.fin = piece.fin;
    rest.size = piece.size;
    rest.sentAt = piece.sentAt;
    rest.sentIn = piece.sentIn;
    rest.deliveredThen = piece.deliveredThen;
    rest.sacked = piece.sacked;
    rest.lost = piece.lost;
    rest.resent = piece.resent;
    rest.everResent = piece.everResent;
    piece.end = at;
    piece.psh = false;
    piece.fin = false;
    const before = piece.segments;
    piece.segments = countOf(piece);
    rest.segments = countOf(rest);
    this.adjust(piece, piece.segments + rest.segments - before);
    rest.previous = piece;
    rest.next = piece.next;
    if (piece.next === null) this.last = rest;
    else piece.next.previous = rest;
    piece.next = rest;
    this.size += 1;
    if (piece.ordered) this.orderAfter(piece, rest);
    return rest;
  }

  /** Cuts off the acknowledged front of a piece. */
  trim(piece: Piece, at: Position): void {
    const before = piece.segments;
    piece.start = at;
    piece.segments = countOf(piece);
    this.adjust(piece, piece.segments - before);
  }

  /** Joins the piece that follows to this one: they go as one segment from now on. */
  join(piece: Piece): void {
    const { next } = piece;
    if (next === null) return;
    const end = next.end;
    const { psh, fin, everResent } = next;
    this.remove(next);
    const before = piece.segments;
    piece.end = end;
    piece.psh ||= psh;
    piece.fin ||= fin;
    piece.everResent ||= everResent;
    piece.segments = countOf(piece);
    this.adjust(piece, piece.segments - before);
  }

  /** Takes a piece off the board, which may be used again at once. */
  remove(piece: Piece): void {
    this.adjust(piece, -piece.segments);
    if (this.hint === piece) this.hint = piece.next;
    this.leaveOrder(piece);
    if (piece.previous === null) this.first = piece.next;
    else piece.previous.next = piece.next;
    if (piece.next === null) this.last = piece.previous;
    else piece.next.previous = piece.previous;
    this.size -= 1;
    // A removed piece stands nowhere, so that whoever remembers a place sees that it is gone.
    piece.start = piece.end = -1;
    piece.sacked = false;
    piece.lost = false;
    piece.resent = false;
    piece.everResent = false;
    piece.previous = null;
    piece.next = this.spare;
    this.spare = piece;
  }

  /** Believes a piece lost: what was in flight of it is in flight no more. */
  markLost(piece: Piece): void {
    if (piece.sacked) return;
    if (this.hint === null || piece.start < this.hint.start) this.hint = piece;
    if (!piece.lost) {
      piece.lost = true;
      this.lost += piece.segments;
    } else if (piece.resent) {
      piece.resent = false;
      this.resent -= piece.segments;
    } else {
      return;
    }
    this.everLost += piece.segments;
  }

  /** Believes a piece lost no more. */
  unmarkLost(piece: Piece): void {
    if (!piece.lost) return;
    piece.lost = false;
    this.lost -= piece.segments;
  }

  /** Notes that a piece goes again in the course of a recovery. */
  markResent(piece: Piece): void {
    if (!piece.resent) {
      piece.resent = true;
      this.resent += piece.segments;
    }
  }

  /** Takes back that a piece is in flight again. */
  unmarkResent(piece: Piece): void {
    if (!piece.resent) return;
    piece.resent = false;
    this.resent -= piece.segments;
  }

  /** Notes that the peer holds a piece. */
  markSacked(piece: Piece): void {
    if (piece.sacked) return;
    piece.sacked = true;
    this.sacked += piece.segments;
    if (piece.end > this.highest || this.sacked === piece.segments) this.highest = piece.end;
    this.leaveOrder(piece);
  }

  /** Forgets what the peer said it holds: it may have thrown that away (RFC 2018 §8). */
  forgetSacked(): void {
    for (let piece = this.first; piece !== null; piece = piece.next) {
      if (!piece.sacked) continue;
      piece.sacked = false;
      this.orderLatest(piece);
    }
    this.sacked = 0;
  }

  /** The first piece that is believed lost and waits to be sent again. */
  firstLost(): Piece | null {
    let piece = this.hint;
    if (this.lost === 0) return null;
    while (piece !== null && (!piece.lost || piece.resent || piece.sacked)) piece = piece.next;
    this.hint = piece;
    return piece;
  }

  /** Puts a piece at the end of the order of sending. */
  orderLatest(piece: Piece): void {
    this.leaveOrder(piece);
    piece.sooner = this.latest;
    if (this.latest === null) this.soonest = piece;
    else this.latest.later = piece;
    this.latest = piece;
    piece.ordered = true;
  }

  /** Takes a piece out of the order of sending: its latest sending is known to have arrived or to be lost. */
  leaveOrder(piece: Piece): void {
    if (!piece.ordered) return;
    if (piece.sooner === null) this.soonest = piece.later;
    else piece.sooner.later = piece.later;
    if (piece.later === null) this.latest = piece.sooner;
    else piece.later.sooner = piece.sooner;
    piece.sooner = null;
    piece.later = null;
    piece.ordered = false;
  }

  /** Takes everything off the board. */
  clear(): void {
    while (this.first !== null) this.remove(this.first);
  }

  private orderAfter(piece: Piece, added: Piece): void {
    added.sooner = piece;
    added.later = piece.later;
    if (piece.later === null) this.latest = added;
    else piece.later.sooner = added;
    piece.later = added;
    added.ordered = true;
  }

  /** A piece takes so many segments more. */
  private adjust(piece: Piece, by: number): void {
    if (by === 0) return;
    this.out += by;
    if (piece.sacked) this.sacked += by;
    if (piece.lost) this.lost += by;
    if (piece.resent) this.resent += by;
  }

  private take(): Piece {
    const piece = this.spare;
    if (piece === null) return new Piece();
    this.spare = piece.next;
    piece.next = null;
    return piece;
  }
}
