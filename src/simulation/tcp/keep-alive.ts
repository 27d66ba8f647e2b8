// Probing an idle connection, to learn whether the peer is still there (RFC 9293 §3.8.4).

import { toGrid } from "../kernel/index.ts";
import type { KeepAlive } from "../contract/index.ts";
import { startTimer, stopTimer } from "./connection.ts";
import type { Turn } from "./effects.ts";
import { fail } from "./outstanding.ts";
import { ACK, RST } from "./segment/segment.ts";
import { advance } from "./segment/sequence.ts";
import { isSynchronized } from "./state.ts";
import type { Tcb } from "./tcb.ts";
import { emit } from "./transmit.ts";

/** A segment has come: the peer lives. The timer, which is long, is left to find out for itself how long ago that was. */
export function heard(tcb: Tcb, turn: Turn): void {
  tcb.lastHeardAt = turn.now;
  tcb.keepAliveProbes = 0;
}

/** Begins to watch a connection that is open now. */
export function watch(tcb: Tcb, turn: Turn): void {
  const { keepAlive } = tcb;
  if (keepAlive === null || tcb.timers["keep-alive"] !== null || !isSynchronized(tcb.state) || tcb.state === "TIME-WAIT") return;
  startTimer(tcb, turn, "keep-alive", keepAlive.idle, "tcp.keep-alive.idle");
}

/** The program switches keep-alive on: the silence so far counts. */
export function beginKeepAlive(tcb: Tcb, settings: KeepAlive, turn: Turn): void {
  tcb.keepAlive = settings;
  if (!isSynchronized(tcb.state) || tcb.state === "TIME-WAIT") return;
  const rest = Math.max(0, toGrid(settings.idle - (turn.now - tcb.lastHeardAt)));
  startTimer(tcb, turn, "keep-alive", rest, "tcp.keep-alive.idle");
}

/** The keep-alive timer has expired: probes, gives up, or waits for the rest of the silence. */
export function keepAlive(tcb: Tcb, turn: Turn): void {
  const { keepAlive: settings } = tcb;
  if (settings === null) return;
  const silence = toGrid(turn.now - tcb.lastHeardAt);
  // Probes go only while nothing is outstanding and nothing has been heard for the whole time (MUST-26).
  if (isOutstanding(tcb) || silence < settings.idle) {
    const rest = isOutstanding(tcb) ? settings.idle : toGrid(settings.idle - silence);
    startTimer(tcb, turn, "keep-alive", rest, "tcp.keep-alive.idle");
    return;
  }
  // No single probe decides (MUST-29).
  const { silenceLimit } = tcb.settings;
  if (silenceLimit === null ? tcb.keepAliveProbes >= settings.probes : tcb.keepAliveProbes > 0 && silence >= silenceLimit) {
    if (tcb.settings.resetAcknowledges) emit(tcb, turn, tcb.snd.nxt, RST | ACK, 0, 0, null, false, "tcp.keep-alive.give-up");
    fail(tcb, turn, "timed out", "tcp.keep-alive.give-up");
    return;
  }
  tcb.keepAliveProbes += 1;
  // Without data (SHLD-12), and with a number that the peer has had before, so that it must answer.
  emit(tcb, turn, advance(tcb.snd.nxt, -1), ACK, 0, 0, null, false, "tcp.keep-alive.probe");
  startTimer(tcb, turn, "keep-alive", settings.interval, "tcp.keep-alive.probe");
}

/** Whether something is on its way that the peer has not acknowledged, or waits to be sent. */
function isOutstanding(tcb: Tcb): boolean {
  return tcb.ends?.delivering ?? tcb.snd.una !== tcb.snd.nxt;
}

/** Watches how long data stays unacknowledged: begins with the first that is sent, begins anew with each that is acknowledged. */
export function watchDelivery(tcb: Tcb, turn: Turn, advanced: boolean): void {
  const { userTimeout } = tcb.settings;
  if (userTimeout === null || tcb.state === "CLOSED") return;
  if (!isOutstanding(tcb)) stopTimer(tcb, turn, "user-timeout", "tcp.user-timeout");
  else if (advanced || tcb.timers["user-timeout"] === null) startTimer(tcb, turn, "user-timeout", userTimeout, "tcp.user-timeout");
}
