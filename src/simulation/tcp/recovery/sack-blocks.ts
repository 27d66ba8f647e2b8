// What the SACK blocks of an acknowledgement say: which pieces the peer holds, and what it got twice (RFC 2018, RFC 2883, RFC 6675 §4).

import type { Piece } from "../ends/piece.ts";
import type { Acknowledgement, Position } from "../ends/sender.ts";
import type { Flow } from "./flow.ts";
import { LOSS, NEVER } from "./flow.ts";
import type { Rack } from "./rack.ts";
import type { Undo } from "./undo.ts";

/** Tags the pieces of the scoreboard. */
export class SackBlocks {
  private readonly left = new Float64Array(4);
  private readonly right = new Float64Array(4);
  private count = 0;
  /** Segments that the peer got twice, in all. */
  private duplicates = 0;
  /** The lowest place where something sent once only has arrived below what had arrived before. */
  private reordered: Position = 0;
  /** Where the latest walk ended: the next one begins near. */
  private readonly place: { piece: Piece | null; start: Position } = { piece: null, start: NEVER };

  constructor(private readonly flow: Flow, private readonly rack: Rack, private readonly undo: Undo) {}

  /** Takes the blocks of one acknowledgement in; SND.UNA has moved already. */
  take(acknowledgement: Acknowledgement): void {
    const { flow } = this;
    const duplicate = this.findDuplicate(acknowledgement);
    this.reordered = flow.nxt;
    this.collect(acknowledgement, duplicate);
    if (flow.board.out > 0) {
      if (duplicate) this.walkDuplicate(acknowledgement.blocks[0] ?? 0, acknowledgement.blocks[1] ?? 0);
      for (let block = 0; block < this.count; block += 1) this.walk(this.left[block] ?? 0, this.right[block] ?? 0);
    }
    if (flow.phase !== LOSS || this.undo.active) flow.noteReordering(this.reordered, flow.board.highestSacked(flow.una));
  }

  /** Whether the first block tells of something that came twice: below the acknowledgement, or inside of the second (RFC 2883 §4). */
  private findDuplicate({ ack, blocks, blockCount }: Acknowledgement): boolean {
    const { flow } = this;
    const start = blocks[0] ?? 0;
    const end = blocks[1] ?? 0;
    const inside = blockCount > 1 && end <= (blocks[3] ?? 0) && start >= (blocks[2] ?? 0);
    if (start >= ack && !inside) return false;
    if (start >= end || end - start > flow.maxWindow) return false;
    const segments = Math.floor((end - start - 1) / flow.mss) + 1;
    const probe = segments === 1 && flow.probeEnd === end;
    this.duplicates += segments;
    // More than we ever sent again: the network has doubled them, or the peer is wrong.
    if (this.duplicates > flow.resentTotal) return false;
    if (probe) flow.ack.probeSacked = true;
    else this.rack.duplicateArrived();
    flow.ack.duplicateSacked = true;
    flow.delivered += segments;
    if (end <= flow.ack.priorUna) this.undo.duplicateArrived(end, segments);
    return true;
  }

  /** The peer got pieces twice that lie beyond SND.UNA: those that went again have not been missing. */
  private walkDuplicate(left: Position, right: Position): void {
    const { flow } = this;
    if (right <= flow.ack.priorUna) return;
    for (let piece = this.seek(left); piece !== null && piece.start < right; piece = piece.next) {
      if (piece.end <= left || !mayBeResent(piece)) continue;
      const segments = Math.floor((Math.min(right, piece.end) - Math.max(left, piece.start) - 1) / flow.mss) + 1;
      this.undo.duplicateArrived(Math.min(right, piece.end), segments);
      if (piece.sacked) this.reordered = Math.min(this.reordered, piece.start);
    }
  }

  /** Sorts the blocks that lie in what is out (RFC 2018 §5); the peer may say what it likes. */
  private collect({ blocks, blockCount }: Acknowledgement, duplicate: boolean): void {
    const { una, nxt } = this.flow;
    this.count = 0;
    for (let block = duplicate ? 1 : 0; block < blockCount; block += 1) {
      const start = blocks[2 * block] ?? 0;
      const end = blocks[2 * block + 1] ?? 0;
      if (start <= una || end <= start || end > nxt) continue;
      let place = this.count;
      for (; place > 0 && (this.left[place - 1] ?? 0) > start; place -= 1) {
        this.left[place] = this.left[place - 1] ?? 0;
        this.right[place] = this.right[place - 1] ?? 0;
      }
      this.left[place] = start;
      this.right[place] = end;
      this.count += 1;
    }
  }

  /** Tags every piece that lies in a block; a piece that lies in it in part is cut at whole segments. */
  private walk(left: Position, right: Position): void {
    const { board } = this.flow;
    let piece = this.seek(left);
    for (; piece !== null && piece.start < right; piece = piece.next) {
      if (piece.end <= left) continue;
      if ((piece.start < left || piece.end > right) && piece.segments > 1) piece = this.cut(piece, left, right);
      if (piece.start < left || piece.end > right) continue;
      if (!piece.sacked) this.tag(piece);
      this.place.piece = piece;
      this.place.start = piece.start;
    }
    if (board.first === null) this.place.piece = null;
  }

  /** The piece where a block begins, looked for from where the latest walk ended. */
  private seek(left: Position): Piece | null {
    const { board } = this.flow;
    const { place } = this;
    let piece = place.piece;
    // A piece that has left the board stands elsewhere, or nowhere, by now.
    if (piece === null || piece.start !== place.start || place.start < (board.first?.start ?? 0)) return board.first;
    while (piece.previous !== null && piece.start > left) piece = piece.previous;
    while (piece.next !== null && piece.end <= left) piece = piece.next;
    return piece;
  }

  /** Cuts the part out of a piece that the block covers in whole segments; returns it, or the piece itself. */
  private cut(piece: Piece, left: Position, right: Position): Piece {
    const { board } = this.flow;
    const { size } = piece;
    let part = piece;
    if (left > part.start) {
      const at = part.start + (Math.floor((left - part.start - 1) / size) + 1) * size;
      if (at < part.end) part = board.split(part, at);
    }
    if (right < part.end) {
      const at = part.start + Math.floor((right - part.start) / size) * size;
      if (at > part.start) board.split(part, at);
    }
    return part;
  }

  /** The peer holds a piece that it was not known to hold. */
  private tag(piece: Piece): void {
    const { flow } = this;
    const { board, ack } = flow;
    if (piece.end <= flow.una) return;
    this.rack.arrived(piece);
    if (piece.resent) {
      // Not believed lost any more: then the other sending is still under way.
      if (piece.lost) {
        board.unmarkLost(piece);
        board.unmarkResent(piece);
      }
    } else {
      if (!piece.everResent) {
        if (piece.start < board.highestSacked(flow.una)) this.reordered = Math.min(this.reordered, piece.start);
        if (piece.end <= flow.high) ack.originalAcked = true;
        if (ack.firstSackedAt === NEVER) {
          ack.firstSackedAt = piece.sentAt;
          ack.firstSackedIn = piece.sentIn;
        }
        ack.lastSackedAt = piece.sentAt;
      }
      board.unmarkLost(piece);
    }
    board.markSacked(piece);
    ack.newlySacked = true;
    flow.delivered += piece.segments;
  }
}

/** Whether a piece, or one that the peer holds in one run with it, was sent again: they are kept in one buffer, which knows no difference. */
function mayBeResent(piece: Piece): boolean {
  if (piece.everResent || !piece.sacked) return piece.everResent;
  for (let other = piece.previous; other?.sacked === true; other = other.previous) if (other.everResent) return true;
  for (let other = piece.next; other?.sacked === true; other = other.next) if (other.everResent) return true;
  return false;
}
