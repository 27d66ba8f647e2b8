// When a Linux sender gives a connection up that answers no more: after the time that so many doubled timeouts would take, whatever the timeout
// really is (R2 of RFC 9293 §3.8.3), or after the program's own limit (RFC 5482).

import type { Milliseconds } from "../../kernel/index.ts";

const BASE: Milliseconds = 200;
const MOST: Milliseconds = 120_000;
/** So often can the base double until it comes to the ceiling. */
const DOUBLINGS = 9;
/** Retries for a connection that no program holds any more. */
const ORPHAN_RETRIES = 8;

/** Measures how long the peer has been silent. */
export class Patience {
  /** The program has closed the connection and will not hear of it. */
  orphaned = false;

  /** `userTimeout`: the program's limit, or null. */
  constructor(private readonly dataRetries: number, private readonly userTimeout: Milliseconds | null) {}

  /** How many retries there are. */
  get retries(): number {
    return this.orphaned ? Math.min(ORPHAN_RETRIES, this.dataRetries) : this.dataRetries;
  }

  /** Whether so much time since the first retransmission is too much. */
  isExhausted(elapsed: Milliseconds): boolean {
    return elapsed >= (this.userTimeout ?? modelled(this.retries));
  }

  /** A timeout that does not outlast the program's limit. */
  clamp(rto: Milliseconds, elapsed: Milliseconds): Milliseconds {
    if (this.userTimeout === null) return rto;
    return Math.max(Math.min(rto, this.userTimeout - elapsed), 0);
  }
}

function modelled(retries: number): Milliseconds {
  const doublings = Math.min(retries, DOUBLINGS);
  return ((2 << doublings) - 1) * BASE + (retries - doublings) * MOST;
}
