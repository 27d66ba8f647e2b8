// Acknowledgements of bytes out of order: the first few go at once, the others together after a moment (Linux's SACK compression).

import type { Milliseconds } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";

/** So many go at once: the peer takes the third for a loss (RFC 5681 §3.2). */
const AT_ONCE = 3;
/** At most so many are withheld for one. */
const MOST = 44;
/** The one that goes for all waits for this share of a round trip, and no longer than this; the timer may be so much late. */
const SHARE = 20;
const LONGEST: Milliseconds = 1;
const SLACK: Milliseconds = 0.1;

export class AckCompression {
  /** How many acknowledgements have been withheld. */
  withheld = 0;
  /** Whether the timer of the one that goes for all runs. */
  private running = false;
  /** How many have gone at once while RCV.NXT stood still, and where it stood. */
  private repeated = 0;
  private at: Position = -1;

  /** Bytes have come out of order: whether their acknowledgement goes now. Otherwise it counts as withheld. */
  goesNow(next: Position): boolean {
    if (this.withheld >= MOST) return true;
    if (this.at !== next) {
      this.at = next;
      this.repeated = 0;
    }
    if (this.repeated < AT_ONCE) {
      this.repeated += 1;
      return true;
    }
    this.withheld += 1;
    return false;
  }

  /** One has been withheld. Tells whether the timer is to be set. */
  begin(): boolean {
    if (this.running) return false;
    this.running = true;
    return true;
  }

  /** An acknowledgement has gone, for all that were withheld. Tells whether the timer is to be stopped. */
  end(): boolean {
    this.withheld = 0;
    if (!this.running) return false;
    this.running = false;
    return true;
  }

  /** The timer has expired. */
  expired(): void {
    this.running = false;
  }

  /** How long the first that is withheld waits. `roundTrip`: the receiver's own measure, 0 without; `srtt`: the sender's, or null. */
  delay(roundTrip: Milliseconds, srtt: Milliseconds | null): Milliseconds {
    const shorter = srtt !== null && (roundTrip === 0 || srtt < roundTrip) ? srtt : roundTrip;
    return Math.min(LONGEST, shorter / SHARE) + SLACK;
  }
}
