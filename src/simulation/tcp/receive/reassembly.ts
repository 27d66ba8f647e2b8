// Segments that came out of order and wait for the bytes before them (RFC 9293 §3.10.7.4, seventh check; SHLD-31).

import type { Bytes } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";
import type { Duplicates } from "./duplicates.ts";

/** What became of a segment: kept as a piece of its own, joined to the piece before it, or there already. */
export type Keeping = "kept" | "joined" | "known";

interface Piece {
  left: Position;
  right: Position;
  /** The memory that it takes up, and how many bytes more would fit into it. */
  cost: Bytes;
  spare: Bytes;
}

/** So many dropped pieces may lie in front before the rest is moved up. */
const SLACK = 64;

/** Pieces in order of their left edges. They may overlap: a piece is kept or dropped as a whole, for it is one packet. */
export class Reassembly {
  private pieces: Piece[] = [];
  /** Where the first piece is: those before it have been dropped. */
  private head = 0;
  /** The memory that all of them take up. */
  cost: Bytes = 0;

  get empty(): boolean {
    return this.head === this.pieces.length;
  }

  /** The right edge of the last piece, or 0. */
  get end(): Position {
    return this.empty ? 0 : this.pieces[this.pieces.length - 1]?.right ?? 0;
  }

  /** The first piece, or undefined. */
  get first(): Readonly<Piece> | undefined {
    return this.pieces[this.head];
  }

  /** Keeps a segment that begins beyond RCV.NXT, and reports what of it, or of others, has come twice. */
  insert(left: Position, right: Position, cost: Bytes, spare: Bytes, duplicates: Duplicates): Keeping {
    let place = this.pieces.length;
    // Most come behind all others.
    while (place > this.head && (this.pieces[place - 1]?.left ?? 0) > left) place -= 1;
    const before = place > this.head ? this.pieces[place - 1] : undefined;
    if (before !== undefined && left < before.right) {
      if (right <= before.right) {
        duplicates.report(left, right);
        return "known";
      }
      if (left > before.left) {
        duplicates.report(left, before.right);
      } else {
        duplicates.extend(before.left, before.right);
        place -= 1;
        this.remove(place);
      }
    } else if (before !== undefined && left === before.right && right - left <= before.spare) {
      before.spare -= right - left;
      before.right = right;
      return "joined";
    }
    this.pieces.splice(place, 0, { left, right, cost, spare });
    this.cost += cost;
    this.dropCovered(place + 1, right, duplicates);
    return "kept";
  }

  /** Drops the first piece. */
  shift(): void {
    this.cost -= this.first?.cost ?? 0;
    this.head += 1;
    if (this.head < SLACK || 2 * this.head < this.pieces.length) return;
    this.pieces.splice(0, this.head);
    this.head = 0;
  }

  clear(): void {
    this.pieces = [];
    this.head = 0;
    this.cost = 0;
  }

  /** Drops the pieces from a place on that a new one covers, and reports what it covers of the next. */
  private dropCovered(place: number, right: Position, duplicates: Duplicates): void {
    for (let next = this.pieces[place]; next !== undefined && next.left < right; next = this.pieces[place]) {
      duplicates.extend(next.left, Math.min(right, next.right));
      if (right < next.right) return;
      this.remove(place);
    }
  }

  private remove(place: number): void {
    const [piece] = this.pieces.splice(place, 1);
    if (piece !== undefined) this.cost -= piece.cost;
  }
}
