// Congestion control: how much may be in flight (RFC 5681 §3.1 and §4.1).

import type { Bytes } from "../kernel/index.ts";
import { distance } from "./sequence.ts";
import type { Tcb } from "./tcb.ts";

/** What was sent and, as far as can be told, has neither arrived nor been lost. */
export function inFlight(tcb: Tcb): Bytes {
  return distance(tcb.snd.una, tcb.snd.nxt) - tcb.sent.landed;
}

/** IW (RFC 5681 §3.1): two to four segments, by their size; or as many as the settings say (RFC 6928). */
export function initialWindow(tcb: Tcb): Bytes {
  const { mss } = tcb.snd;
  const { initialWindow: segments } = tcb.settings;
  if (segments !== null) return segments * mss;
  if (mss > 2190) return 2 * mss;
  return mss > 1095 ? 3 * mss : 4 * mss;
}

/** The connection is open: the window is the initial one, or one segment when the SYN had to be sent again (RFC 5681 §3.1). */
export function openWindow(tcb: Tcb, synSentAgain: boolean): void {
  if (tcb.settings.congestion === "none") return;
  tcb.congestion.cwnd = synSentAgain ? tcb.snd.mss : initialWindow(tcb);
}

/** New data is acknowledged outside of recovery: slow start below ssthresh, congestion avoidance from there (RFC 5681 §3.1). */
export function grow(tcb: Tcb, acknowledged: Bytes): void {
  const state = tcb.congestion;
  const { mss } = tcb.snd;
  if (tcb.settings.congestion === "none") return;
  if (state.cwnd < state.ssthresh) {
    state.cwnd += Math.min(acknowledged, mss);
    return;
  }
  // One segment more for each window's worth of acknowledged bytes.
  state.credit += acknowledged;
  if (state.credit >= state.cwnd) {
    state.credit -= state.cwnd;
    state.cwnd += mss;
  }
}

/** ssthresh after a loss: half of what was outstanding, at least two segments (RFC 5681 §3.1, equation 4). */
export function halve(tcb: Tcb): Bytes {
  return Math.max(Math.floor(distance(tcb.snd.una, tcb.snd.nxt) / 2), 2 * tcb.snd.mss);
}

/** The connection was idle for longer than the retransmission timeout: the window restarts small (RFC 5681 §4.1). */
export function restartAfterIdle(tcb: Tcb): void {
  if (tcb.settings.congestion === "none") return;
  tcb.congestion.cwnd = Math.min(initialWindow(tcb), tcb.congestion.cwnd);
}

/** How far beyond the congestion window new data may go now: one segment for each of the first two duplicates (RFC 3042). */
export function allowance(tcb: Tcb): Bytes {
  const state = tcb.congestion;
  // With selective acknowledgement, what has arrived out of order is out of flight already.
  return state.recovering || state.duplicates === 0 || tcb.agreed.sack ? 0 : Math.min(state.duplicates, 2) * tcb.snd.mss;
}
