// When a Linux sender gives a connection up that answers no more: after the time that so many doubled timeouts would take, whatever the timeout
// really is (R2 of RFC 9293 §3.8.3), or after the program's own limit (RFC 5482).

import type { Milliseconds } from "../../kernel/index.ts";

const BASE: Milliseconds = 200;
const MOST: Milliseconds = 120_000;

/** A peer that has closed its window over what was sent may be silent for so long. */
const MOST_SILENCE: Milliseconds = 2 * MOST;

/** Measures how long the peer has been silent. */
export class Patience {
  /** The program has closed the connection and will not hear of it. */
  orphaned = false;
  /** When the latest acknowledgement came. */
  heardAt: Milliseconds = 0;

  /** `orphanRetries`: once no program holds the connection any more; `userTimeout`: the program's limit, or null; `maxRto`: timeouts double up to that. */
  constructor(
    private readonly dataRetries: number,
    private readonly orphanRetries: number,
    readonly userTimeout: Milliseconds | null,
    private readonly maxRto: Milliseconds = MOST,
  ) {}

  /** How many retries there are. */
  get retries(): number {
    return this.orphaned ? this.orphanRetries : this.dataRetries;
  }

  /** Whether so much time since the first retransmission is too much. */
  isExhausted(elapsed: Milliseconds): boolean {
    return elapsed >= (this.userTimeout ?? timeOf(this.retries, BASE, this.maxRto));
  }

  /**
   * Whether a peer that has closed its window over what was sent has been silent for too long at `now`: it need not take anything, but
   * it must answer (RFC 9293 §3.8.6, SHLD-17).
   */
  isSilent(now: Milliseconds, elapsed: Milliseconds): boolean {
    if (this.userTimeout !== null && elapsed > this.userTimeout) return true;
    const most = Math.min(this.userTimeout ?? MOST_SILENCE, MOST_SILENCE);
    return now - this.heardAt > most && elapsed > most;
  }

  /** A timeout that does not outlast the program's limit. */
  clamp(rto: Milliseconds, elapsed: Milliseconds): Milliseconds {
    if (this.userTimeout === null) return rto;
    return Math.max(Math.min(rto, this.userTimeout - elapsed), 0);
  }
}

/** The time that a timeout of `base` and so many retries would take, each timeout twice the one before, up to `most`. */
export function timeOf(retries: number, base: Milliseconds, most: Milliseconds): Milliseconds {
  let doublings = 0;
  while (doublings < retries && base * (2 << doublings) <= most) doublings += 1;
  return ((2 << doublings) - 1) * base + (retries - doublings) * most;
}
