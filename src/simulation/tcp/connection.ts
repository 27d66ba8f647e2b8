// What every part of TCP does to a connection: change its state, set its timers, end it.

import type { Milliseconds } from "../kernel/index.ts";
import { invariant } from "../kernel/index.ts";
import type { CallError, TcpState } from "../trace.ts";
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

/** Tells the program how a call ended. */
export function report(turn: Turn, call: TcpCallName, outcome: "ok" | CallError, rule: TcpRule): void {
  turn.effects.push({ kind: "result", call, outcome, rule });
}

/** Flushes every queue, stops every timer and enters CLOSED: "delete the TCB" in the RFC's words. */
export function deleteTcb(tcb: Tcb, turn: Turn, rule: TcpRule): void {
  tcb.syn = null;
  tcb.withSyn = null;
  turn.acknowledge = null;
  for (const timer of TCP_TIMERS) stopTimer(tcb, turn, timer, rule);
  enter(tcb, turn, "CLOSED", rule);
}

/**
 * Ends the connection against the program's will, and tells it: an OPEN that is under way fails with `error`, and so does
 * the RECEIVE that is always outstanding on a connection that was open. A passive connection that was never open goes
 * unnoticed, for its program has not been told of it yet (RFC 9293 §3.10.7.4, second check).
 */
export function fail(tcb: Tcb, turn: Turn, error: CallError, rule: TcpRule): void {
  const { state } = tcb;
  const opening = state === "SYN-SENT" || state === "SYN-RECEIVED";
  const early = state === "SYN-RECEIVED" && tcb.open === "passive" && tcb.ends !== null;
  const reading = early || state === "ESTABLISHED" || state === "FIN-WAIT-1" || state === "FIN-WAIT-2" || state === "CLOSE-WAIT";
  deleteTcb(tcb, turn, rule);
  if (opening && tcb.open === "active") report(turn, "connect", error, rule);
  if (reading) report(turn, "receive", error, rule);
}

/** Enters TIME-WAIT: the other timers are turned off, and the connection lingers for twice the segment lifetime. */
export function enterTimeWait(tcb: Tcb, turn: Turn, rule: TcpRule): void {
  for (const timer of TCP_TIMERS) stopTimer(tcb, turn, timer, rule);
  enter(tcb, turn, "TIME-WAIT", rule);
  tcb.answeredAt = null;
  startTimer(tcb, turn, "time-wait", 2 * tcb.settings.msl, rule);
}
