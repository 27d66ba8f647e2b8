// The timers' expiry (RFC 9293 §3.10.8, RFC 6298 §5).

import { invariant } from "../kernel/index.ts";
import { deleteTcb } from "./connection.ts";
import type { Turn } from "./effects.ts";
import { keepAlive } from "./keep-alive.ts";
import { synTimedOut } from "./opening.ts";
import { fail, signal } from "./outstanding.ts";
import type { TcpRule } from "./rules.ts";
import type { Tcb } from "./tcb.ts";
import type { TcpTimer } from "./timer.ts";

/** The rule that a timer stands for. */
const RULES: Readonly<Record<TcpTimer, TcpRule>> = {
  "retransmission": "tcp.timeout.retransmission",
  "loss-probe": "tcp.recovery.loss-probe",
  "reorder": "tcp.recovery.reorder-timer",
  "persist": "tcp.persist.probe",
  "wake-up": "tcp.send.wake-up",
  "delayed-ack": "tcp.ack.delayed",
  "sack-compression": "tcp.ack.compressed",
  "keep-alive": "tcp.keep-alive.probe",
  "user-timeout": "tcp.user-timeout",
  "time-wait": "tcp.timeout.time-wait",
};

/** Serves the expiry of one timer. */
export function expire(tcb: Tcb, timer: TcpTimer, turn: Turn): void {
  turn.rule = RULES[timer];
  tcb.timers[timer] = null;
  switch (timer) {
    case "keep-alive":
      keepAlive(tcb, turn);
      break;
    case "user-timeout":
      // USER TIMEOUT: "flush all queues, signal the user "error: connection aborted due to user timeout"".
      fail(tcb, turn, "connection aborted", turn.rule);
      break;
    case "time-wait":
      deleteTcb(tcb, turn, turn.rule);
      break;
    case "retransmission":
      if (tcb.syn === null) expireInEnds(tcb, timer, turn);
      else synTimedOut(tcb, tcb.syn, turn);
      countVain(tcb, turn);
      break;
    default:
      expireInEnds(tcb, timer, turn);
      break;
  }
}

/** R1 of RFC 9293 §3.8.3: the program is told when the same segment has been sent again so often, unless this was the end (R2). */
function countVain(tcb: Tcb, turn: Turn): void {
  const { vain, snd, settings, state } = tcb;
  if (vain.una !== snd.una) {
    vain.una = snd.una;
    vain.count = 0;
  }
  if (state === "CLOSED" || !turn.effects.some((effect) => effect.kind === "send" && effect.retransmission)) return;
  vain.count += 1;
  if (vain.count === settings.adviceRetries && !isUnnoticed(tcb)) signal(tcb, turn, "excessive retransmissions", "tcp.timeout.advice");
}

/** A passive connection that is not open has no program yet. */
function isUnnoticed({ state, open, ends }: Tcb): boolean {
  return state === "SYN-RECEIVED" && open === "passive" && ends === null;
}

/** A timer of one of the directions: where it was the last one (R2 of RFC 9293 §3.8.3), the connection is given up. */
function expireInEnds(tcb: Tcb, timer: TcpTimer, turn: Turn): void {
  invariant(tcb.ends !== null, "nobody has set this timer", { timer });
  if (!tcb.ends.expired(timer)) fail(tcb, turn, "timed out", "tcp.timeout.give-up");
}
