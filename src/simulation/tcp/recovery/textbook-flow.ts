// What the parts of the textbook's sender know together: the send sequence variables, the board and the congestion window.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { TextbookWindow } from "../congestion/textbook.ts";
import type { Piece } from "../ends/piece.ts";
import { Scoreboard } from "../ends/scoreboard.ts";
import type { SenderRule } from "../ends/sender-rules.ts";
import type { Opening, Outlet, Position } from "../ends/sender.ts";
import { FIN, PSH } from "../segment/segment.ts";

/** The shared state of one textbook sender. Every piece on the board is one segment; the board counts bytes. */
export class TextbookFlow {
  now: Milliseconds = 0;
  readonly mss: Bytes;
  una: Position;
  nxt: Position;
  window: Bytes;
  maxWindow: Bytes;
  /** The end of what the program has written. */
  written: Position;
  /** The program has called CLOSE; and whether our FIN is sent. */
  closing = false;
  finSent = false;
  readonly board = new Scoreboard(1);
  /** When the latest segment with text went (RFC 5681 §4.1). */
  lastSentAt: Milliseconds;
  /** The end of the one segment whose round trip is being timed, and when it went; -1 without one. */
  timedEnd: Position = -1;
  timedAt: Milliseconds = 0;

  constructor(now: Milliseconds, opening: Opening, readonly congestion: TextbookWindow, readonly outlet: Outlet) {
    this.now = now;
    this.lastSentAt = now;
    this.mss = opening.mss;
    this.una = opening.next;
    this.nxt = opening.next;
    this.written = opening.next;
    this.window = opening.window;
    this.maxWindow = opening.window;
  }

  /** D of RFC 9293 §3.8.6.2.1: what is queued and not yet sent. */
  get waiting(): Bytes {
    return this.finSent ? 0 : this.written - this.nxt;
  }

  /** Eff.snd.MSS: the text that a segment has room for now (RFC 9293 §3.7.1). */
  get room(): Bytes {
    return this.mss - this.outlet.blocksAhead();
  }

  /** FlightSize: sent and not acknowledged (RFC 5681 §2). */
  get flightSize(): Bytes {
    return this.nxt - this.una;
  }

  /** Sends the next bytes for the first time, with the FIN when it is due and fits; the last bytes that are queued carry PSH. */
  sendNew(length: Bytes, fin: boolean, rule: SenderRule): void {
    const start = this.nxt;
    const last = start + length === this.written;
    const end = start + length + (fin ? 1 : 0);
    this.board.append(start, end, length > 0 && last, fin, this.now);
    this.nxt = end;
    if (fin) this.finSent = true;
    this.lastSentAt = this.now;
    if (this.timedEnd < 0) {
      this.timedEnd = end;
      this.timedAt = this.now;
    }
    this.outlet.transmit(start, length, (length > 0 && last ? PSH : 0) | (fin ? FIN : 0), false, rule);
  }

  /** Sends a segment of the board again. */
  sendAgain(piece: Piece, rule: SenderRule): void {
    piece.sentAt = this.now;
    piece.everResent = true;
    if (piece.lost) this.board.markResent(piece);
    // Karn: a round trip that began twice tells nothing (RFC 6298 §3).
    this.timedEnd = -1;
    this.lastSentAt = this.now;
    const { start, length } = piece;
    this.outlet.transmit(start, length, (piece.psh ? PSH : 0) | (piece.fin ? FIN : 0), true, rule);
  }
}
