// Noticing and mending losses: fast retransmit, fast recovery (RFC 5681 §3.2, RFC 6582), and the timeout's part (§3.1).

import type { Bytes } from "../kernel/index.ts";
import { grow, halve } from "./congestion.ts";
import type { Turn } from "./effects.ts";
import { believeLost, firstIsLost } from "./selective-acknowledgement.ts";
import { before, distance } from "./sequence.ts";
import type { Tcb } from "./tcb.ts";
import { sendAgain } from "./transmit.ts";

/** So many duplicate acknowledgements in a row are taken for a loss (RFC 5681 §3.2). */
const DUPLICATES = 3;

/** A duplicate acknowledgement has come (RFC 5681 §2), or with selective acknowledgement news of bytes further on (RFC 6675 §2). */
export function duplicateAcknowledged(tcb: Tcb, turn: Turn): void {
  const state = tcb.congestion;
  if (tcb.settings.congestion === "none") return;
  state.duplicates += 1;
  if (state.recovering) {
    // Each one says that a segment has left the network. The scoreboard knows that of each segment by itself.
    if (tcb.agreed.sack) believeLost(tcb);
    else state.cwnd += tcb.snd.mss;
    return;
  }
  // The first two let a new segment go each (RFC 3042): see `allowance`.
  if (tcb.agreed.sack ? state.duplicates < DUPLICATES && !firstIsLost(tcb) : state.duplicates !== DUPLICATES) return;
  // What was outstanding at the last loss must be acknowledged first: else the duplicates may come from that mending.
  if (!before(state.recover, tcb.snd.una)) return;
  const first = tcb.sent.first();
  if (first === undefined) return;
  state.ssthresh = halve(tcb);
  state.recover = tcb.snd.nxt;
  state.recovering = true;
  state.partial = false;
  if (tcb.agreed.sack) {
    // RFC 6675 §5, step 4. Simplified: NextSeg() rules (3) and (4), which send again what is not yet known to be lost, are left out.
    state.cwnd = state.ssthresh;
    tcb.sent.markLost(first);
    believeLost(tcb);
  } else {
    state.cwnd = state.ssthresh + DUPLICATES * tcb.snd.mss;
  }
  sendAgain(tcb, turn, first, "tcp.recovery.fast-retransmit");
}

/**
 * Something new is acknowledged, after SND.UNA has moved. Tells whether the retransmission timer is to be set anew: in
 * recovery only the first partial acknowledgement does so (RFC 6582 §3.2, step 3).
 */
export function newAcknowledged(tcb: Tcb, acknowledged: Bytes, turn: Turn): boolean {
  const state = tcb.congestion;
  const { mss } = tcb.snd;
  state.duplicates = 0;
  if (!state.recovering) {
    if (acknowledged > 0) grow(tcb, acknowledged);
    return true;
  }
  if (!before(tcb.snd.una, state.recover)) {
    // A full acknowledgement: the window deflates to what was decided when the loss was noticed.
    const flight = distance(tcb.snd.una, tcb.snd.nxt);
    if (!tcb.agreed.sack) state.cwnd = Math.min(state.ssthresh, Math.max(flight, mss) + mss);
    state.recovering = false;
    return true;
  }
  // With selective acknowledgement the scoreboard says what else is missing.
  if (tcb.agreed.sack) return true;
  // A partial one: the next segment is missing too.
  const first = tcb.sent.first();
  state.cwnd = Math.max(mss, state.cwnd - acknowledged + (acknowledged >= mss ? mss : 0));
  if (first !== undefined) sendAgain(tcb, turn, first, "tcp.recovery.partial-ack");
  const again = !state.partial;
  state.partial = true;
  return again;
}

/** The retransmission timer has expired: everything outstanding is believed lost, and slow start begins (RFC 5681 §3.1). */
export function timedOut(tcb: Tcb, turn: Turn): void {
  const state = tcb.congestion;
  if (tcb.settings.congestion !== "none") {
    // Only the first timeout of a segment halves: later ones must not count what is no longer in flight.
    if (tcb.retries === 0) state.ssthresh = halve(tcb);
    state.cwnd = tcb.snd.mss;
    state.credit = 0;
  }
  state.recovering = false;
  state.duplicates = 0;
  state.recover = tcb.snd.nxt;
  tcb.sent.markAllLost();
  const first = tcb.sent.first();
  if (first !== undefined) sendAgain(tcb, turn, first, turn.rule);
  // The earliest segment alone, however many small ones would fit the window (RFC 6298 §5.4).
  turn.quiet = true;
}
