// What every part of TCP does to a connection: change its state, set its timers, end it.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import { invariant } from "../kernel/index.ts";
import type { CallError, TcpState } from "../contract/index.ts";
import type { Clock } from "./clock/clock.ts";
import { PLAIN_CLOCK } from "./clock/plain.ts";
import type { TcpCallName, Turn } from "./effects.ts";
import type { TcpRule } from "./rules.ts";
import { isTransition } from "./state.ts";
import type { Tcb } from "./tcb.ts";
import type { TcpTimer } from "./timer.ts";
import { TCP_TIMERS } from "./timer.ts";

/** Moves the connection to another state. */
export function enter(tcb: Tcb, turn: Turn, to: TcpState, rule: TcpRule): void {
  const from = tcb.state;
  invariant(isTransition(from, to), "no such transition", { from, to, rule });
  tcb.state = to;
  turn.effects.push({ kind: "state", from, to, rule });
}

/** Sets a timer, anew if it runs already. */
export function startTimer(tcb: Tcb, turn: Turn, timer: TcpTimer, after: Milliseconds, rule: TcpRule): void {
  const clock = clockOf(tcb, timer);
  const due = clock.due(turn.now, after, turn.granule);
  if (tcb.timers[timer] === due) return;
  tcb.granules[timer] = clock.granule(after);
  tcb.timers[timer] = due;
  turn.effects.push({ kind: "timer-set", timer, due, rule });
}

/** Which clock a timer goes by: the stack's, but for those that no stack rounds. */
function clockOf(tcb: Tcb, timer: TcpTimer): Clock {
  if (timer === "sack-compression" || timer === "wake-up") return PLAIN_CLOCK;
  return timer === "retransmission" && tcb.syn !== null ? tcb.settings.handshakeClock : tcb.settings.clock;
}

/** Stops a timer, if it runs. */
export function stopTimer(tcb: Tcb, turn: Turn, timer: TcpTimer, rule: TcpRule): void {
  if (tcb.timers[timer] === null) return;
  tcb.timers[timer] = null;
  turn.effects.push({ kind: "timer-cancel", timer, rule });
}

/** Tells the program how a call ended; `about`: which bytes, of one that had to wait. */
export function report(
  turn: Turn, call: TcpCallName, outcome: "ok" | CallError, rule: TcpRule, about?: { readonly offset?: Bytes; readonly bytes: Bytes },
): void {
  turn.effects.push({ kind: "result", call, outcome, rule, ...(about === undefined ? {} : { about }) });
}

/** Flushes every queue, stops every timer and enters CLOSED: "delete the TCB" in the RFC's words. */
export function deleteTcb(tcb: Tcb, turn: Turn, rule: TcpRule): void {
  tcb.syn = null;
  tcb.withSyn = null;
  turn.acknowledge = null;
  for (const timer of TCP_TIMERS) stopTimer(tcb, turn, timer, rule);
  enter(tcb, turn, "CLOSED", rule);
}

/** FIN-WAIT-2 of a connection that no program holds any more: the peer's FIN is waited for, but not for ever. */
export function awaitFinForsaken(tcb: Tcb, turn: Turn): void {
  // Simplified: beyond a minute Linux keeps the whole connection first, and a small block for the last minute alone.
  startTimer(tcb, turn, "time-wait", Math.max(tcb.settings.finTimeout, 3.5 * (tcb.ends?.rto ?? 0)), "tcp.fin-wait-2.forsaken");
}

/** Enters TIME-WAIT: the other timers are turned off, and the connection lingers for twice the segment lifetime. */
export function enterTimeWait(tcb: Tcb, turn: Turn, rule: TcpRule): void {
  for (const timer of TCP_TIMERS) stopTimer(tcb, turn, timer, rule);
  enter(tcb, turn, "TIME-WAIT", rule);
  tcb.challengedAt = [];
  startTimer(tcb, turn, "time-wait", 2 * tcb.settings.msl, rule);
}
