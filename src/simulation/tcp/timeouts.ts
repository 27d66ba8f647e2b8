// The timers' expiry (RFC 9293 §3.10.8, RFC 6298 §5).

import { invariant } from "../kernel/index.ts";
import { deleteTcb, fail } from "./connection.ts";
import type { Turn } from "./effects.ts";
import { keepAlive } from "./keep-alive.ts";
import { synTimedOut } from "./opening.ts";
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
      break;
    default:
      expireInEnds(tcb, timer, turn);
      break;
  }
}

/** A timer of one of the directions: where it was the last one (R2 of RFC 9293 §3.8.3), the connection is given up. */
function expireInEnds(tcb: Tcb, timer: TcpTimer, turn: Turn): void {
  invariant(tcb.ends !== null, "nobody has set this timer", { timer });
  if (!tcb.ends.expired(timer, turn)) fail(tcb, turn, "timed out", "tcp.timeout.give-up");
}
