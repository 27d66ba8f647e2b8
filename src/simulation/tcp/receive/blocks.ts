// The blocks of bytes that came out of order, latest change first: what a receiver tells in SACK options (RFC 2018 §4).

import type { Position } from "../ends/sender.ts";

/** A receiver remembers so many, though not all of them need fit into an option. */
const MOST = 4;

export class SackBlocks {
  /** Left edge, right edge, left edge …, the latest change first. */
  private readonly edges = new Float64Array(2 * MOST);
  private size = 0;

  get count(): number {
    return this.size;
  }

  /** The left edge of the block at a place. */
  left(place: number): Position {
    return this.edges[2 * place] ?? 0;
  }

  /** The right edge of the block at a place. */
  right(place: number): Position {
    return this.edges[2 * place + 1] ?? 0;
  }

  /** The place of the first block that these bytes overlap or touch; `count` when there is none. */
  touching(left: Position, right: Position): number {
    for (let place = 0; place < this.size; place += 1) {
      if (left <= this.right(place) && this.left(place) <= right) return place;
    }
    return this.size;
  }

  /** Makes the block at a place cover these bytes too. It stays where it is: see `promote`. */
  extend(place: number, left: Position, right: Position): void {
    this.put(place, Math.min(left, this.left(place)), Math.max(right, this.right(place)));
  }

  /** Brings a block to the front, the others keep their order, and joins to it those that it touches by now. */
  promote(place: number): void {
    let left = this.left(place);
    let right = this.right(place);
    this.moveDown(place);
    let kept = 1;
    for (let other = 1; other < this.size; other += 1) {
      const otherLeft = this.left(other);
      const otherRight = this.right(other);
      if (otherLeft <= right && left <= otherRight) {
        left = Math.min(left, otherLeft);
        right = Math.max(right, otherRight);
      } else {
        this.put(kept, otherLeft, otherRight);
        kept += 1;
      }
    }
    this.put(0, left, right);
    this.size = kept;
  }

  /** A new block in front; the last one is forgotten when there are too many. */
  insert(left: Position, right: Position): void {
    if (this.size < MOST) this.size += 1;
    this.moveDown(this.size - 1);
    this.put(0, left, right);
  }

  /** Bytes have come out of order: what `touching`, `extend`, `promote` and `insert` do in turn. */
  note(left: Position, right: Position): void {
    const place = this.touching(left, right);
    if (place === this.size) {
      this.insert(left, right);
    } else {
      this.extend(place, left, right);
      this.promote(place);
    }
  }

  /** RCV.NXT has moved: forgets the blocks that it has reached. */
  forget(next: Position): void {
    let kept = 0;
    for (let place = 0; place < this.size; place += 1) {
      if (this.left(place) <= next) continue;
      this.put(kept, this.left(place), this.right(place));
      kept += 1;
    }
    this.size = kept;
  }

  clear(): void {
    this.size = 0;
  }

  private put(place: number, left: Position, right: Position): void {
    this.edges[2 * place] = left;
    this.edges[2 * place + 1] = right;
  }

  /** Moves the blocks before a place down by one, over it. */
  private moveDown(place: number): void {
    for (let other = place; other > 0; other -= 1) this.put(other, this.left(other - 1), this.right(other - 1));
  }
}
