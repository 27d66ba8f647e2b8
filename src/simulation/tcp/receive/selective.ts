// What SACK options tell: bytes that have come twice, then the blocks out of order (RFC 2018 §4, RFC 2883 §4).

import type { Position } from "../ends/sender.ts";
import { SackBlocks } from "./blocks.ts";
import { Duplicates } from "./duplicates.ts";

/** A peer is thought to look at so many blocks. */
const EXPECTED = 2;

export class Selective {
  readonly blocks = new SackBlocks();
  readonly duplicates = new Duplicates();
  /** Whether SACK is agreed. */
  readonly enabled: boolean;
  private readonly tellsDuplicates: boolean;

  constructor(enabled: boolean, tellsDuplicates: boolean) {
    this.enabled = enabled;
    this.tellsDuplicates = enabled && tellsDuplicates;
  }

  /** Bytes have come that had come before. */
  repeated(left: Position, right: Position): void {
    if (this.tellsDuplicates) this.duplicates.report(left, right);
  }

  /** What `duplicates` may have been told by others is dropped where nobody is to be told. */
  settle(): void {
    if (!this.tellsDuplicates) this.duplicates.clear();
  }

  /**
   * Bytes have come out of order. Where that moves a block to the front that the peer might not have looked at, `before` is
   * called first: what has been withheld is told while it can still be seen.
   */
  note(left: Position, right: Position, before: () => void): void {
    const { blocks } = this;
    const place = blocks.touching(left, right);
    const known = place < blocks.count;
    if (known) blocks.extend(place, left, right);
    if (place >= EXPECTED) before();
    if (known) blocks.promote(place);
    else blocks.insert(left, right);
  }

  /** RCV.NXT has moved. `gap`: whether bytes are still missing before others. */
  advanced(next: Position, gap: boolean): void {
    if (gap) this.blocks.forget(next);
    else this.blocks.clear();
  }

  /** Writes left and right edges of at most so many blocks, and tells how many. */
  write(edges: Float64Array, most: number): number {
    let count = 0;
    if (this.duplicates.pending && most > 0) {
      edges[0] = this.duplicates.left;
      edges[1] = this.duplicates.right;
      count = 1;
    }
    for (let place = 0; place < this.blocks.count && count < most; place += 1) {
      edges[2 * count] = this.blocks.left(place);
      edges[2 * count + 1] = this.blocks.right(place);
      count += 1;
    }
    return count;
  }
}
