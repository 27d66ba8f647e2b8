// Sending again: what is believed lost, oldest first, as far as the congestion window goes (RFC 6675 §4, NextSeg rule 1).

import type { RateReduction } from "../congestion/prr.ts";
import type { Piece } from "../ends/piece.ts";
import type { SenderRule } from "../ends/sender-rules.ts";
import { FIN, PSH } from "../segment/segment.ts";
import type { Units } from "../send/units.ts";
import type { Flow } from "./flow.ts";
import { NEVER } from "./flow.ts";
import type { TransmissionTimer } from "./transmission-timer.ts";
import type { Undo } from "./undo.ts";

/** Sends pieces of the scoreboard again. */
export class Retransmitter {
  constructor(
    private readonly flow: Flow,
    private readonly undo: Undo,
    private readonly reduction: RateReduction,
    private readonly units: Units,
    private readonly timer: TransmissionTimer,
  ) {}

  /** Sends lost pieces while the congestion window lets them go. */
  sendLost(rule: SenderRule): void {
    const { flow } = this;
    const { board } = flow;
    if (board.out === 0) return;
    const largest = this.units.largestOf(flow.size);
    let restart = false;
    for (let piece = board.firstLost(); piece !== null; piece = board.firstLost()) {
      const room = Math.min(flow.cwnd - flow.flight, largest);
      if (room <= 0 || board.resent >= board.lost) break;
      if (!this.send(piece, room, rule)) break;
      if (flow.reducing) this.reduction.note(piece.segments);
      if (piece === board.first && this.timer.purpose !== "reorder") restart = true;
    }
    if (restart) this.timer.restart("tcp.rto.restart");
  }

  /** Sends a piece of up to so many segments again as part of a recovery. Tells whether the peer's window let it. */
  send(piece: Piece, segments: number, rule: SenderRule): boolean {
    const { flow } = this;
    if (!this.sendAgain(piece, segments, rule)) return false;
    flow.board.markResent(piece);
    if (flow.resentSince === NEVER) flow.resentSince = flow.stamp;
    this.undo.resent(piece.segments);
    return true;
  }

  /** Sends a piece of up to so many segments again, as a probe or in a recovery. Tells whether the peer's window let it. */
  sendAgain(piece: Piece, segments: number, rule: SenderRule): boolean {
    const { flow } = this;
    const { board, size } = flow;
    if (piece.start < flow.una) board.trim(piece, flow.una);
    let room = flow.windowEnd - piece.start;
    if (room <= 0) {
      // A window that was closed meanwhile is probed by the oldest segment.
      if (piece.start !== flow.una) return false;
      room = size;
    }
    let most = segments * size;
    if (most > room) most = room >= size ? Math.floor(room / size) * size : room;
    if (piece.length > most) board.split(piece, piece.start + most);
    else if (piece.length < Math.min(room, size)) this.gather(piece, Math.min(room, size));
    board.orderLatest(piece);
    transmitPiece(flow, piece, true, rule);
    piece.everResent = true;
    flow.resentTotal += piece.segments;
    return true;
  }

  /** Small segments that follow one another go as one. */
  private gather(piece: Piece, size: number): void {
    const { board } = this.flow;
    if (piece.segments > 1) return;
    for (let next = piece.next; next !== null; next = piece.next) {
      if (next.segments > 1 || next.sacked || piece.length + next.length > size || piece.fin) return;
      if (next.end > this.flow.windowEnd) return;
      board.join(piece);
    }
  }
}

/** Puts the segments of a piece on their way; several that go at once end with PSH, whatever the program pushed. */
export function transmitPiece(flow: Flow, piece: Piece, again: boolean, rule: SenderRule): void {
  const { outlet, now } = flow;
  const { size } = piece;
  piece.sentAt = now;
  piece.sentIn = flow.round;
  piece.deliveredThen = flow.delivered;
  flow.lastSentAt = now;
  let { start } = piece;
  for (let left = piece.segments; left > 1; left -= 1) {
    outlet.transmit(start, size, 0, again, rule);
    start += size;
  }
  const flags = (piece.psh || piece.segments > 1 ? PSH : 0) | (piece.fin ? FIN : 0);
  outlet.transmit(start, piece.end - start - (piece.fin ? 1 : 0), flags, again, rule);
}
