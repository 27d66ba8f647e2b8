// Bytes that have come twice: told once, in front of the other blocks of the next SACK option (RFC 2883 §4).

import type { Position } from "../ends/sender.ts";

export class Duplicates {
  /** Whether there is something to tell, and what. */
  pending = false;
  left: Position = 0;
  right: Position = 0;

  /** These bytes have come before. Takes the place of what has not been told yet: only the latest is. */
  report(left: Position, right: Position): void {
    this.pending = true;
    this.left = left;
    this.right = right;
  }

  /** These have come before too, with the same segment. Told as one when they touch, else only the first are. */
  extend(left: Position, right: Position): void {
    if (!this.pending) {
      this.report(left, right);
    } else if (left <= this.right && this.left <= right) {
      this.left = Math.min(left, this.left);
      this.right = Math.max(right, this.right);
    }
  }

  /** It has been told, or the next segment has come first. */
  clear(): void {
    this.pending = false;
  }
}
