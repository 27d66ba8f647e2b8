// The timers' expiry (RFC 9293 §3.10.8, RFC 6298 §5).

import { invariant } from "../kernel/index.ts";
import { deleteTcb, fail, startTimer } from "./connection.ts";
import type { Turn } from "./effects.ts";
import { probe } from "./persist.ts";
import { keepAlive } from "./keep-alive.ts";
import { timedOut } from "./recovery.ts";
import { backOff } from "./rto.ts";
import { SYN } from "./segment.ts";
import type { Tcb } from "./tcb.ts";
import type { TcpTimer } from "./timer.ts";
import { sendAgain } from "./transmit.ts";

/** Serves the expiry of one timer. */
export function expire(tcb: Tcb, timer: TcpTimer, turn: Turn): void {
  if (tcb.ends !== null && !isOwn(timer)) {
    turn.rule = timer === "delayed-ack" || timer === "sack-compression" ? "tcp.ack.delayed" : "tcp.timeout.retransmission";
    tcb.timers[timer] = null;
    if (!tcb.ends.expired(timer, turn)) fail(tcb, turn, "timed out", "tcp.timeout.give-up");
    return;
  }
  switch (timer) {
    case "retransmission":
      turn.rule = "tcp.timeout.retransmission";
      tcb.timers.retransmission = null;
      retransmit(tcb, turn);
      break;
    case "persist":
      turn.rule = "tcp.persist.probe";
      probe(tcb, turn);
      break;
    case "delayed-ack":
      turn.rule = "tcp.ack.delayed";
      tcb.timers["delayed-ack"] = null;
      turn.acknowledge = turn.rule;
      break;
    case "keep-alive":
      turn.rule = "tcp.keep-alive.probe";
      tcb.timers["keep-alive"] = null;
      keepAlive(tcb, turn);
      break;
    case "user-timeout":
      // USER TIMEOUT: "flush all queues, signal the user "error: connection aborted due to user timeout"".
      turn.rule = "tcp.user-timeout";
      tcb.timers["user-timeout"] = null;
      fail(tcb, turn, "connection aborted", turn.rule);
      break;
    case "time-wait":
      turn.rule = "tcp.timeout.time-wait";
      tcb.timers["time-wait"] = null;
      deleteTcb(tcb, turn, turn.rule);
      break;
    default:
      invariant(false, "nobody has set this timer", { timer });
  }
}

/** Whether a timer belongs to the connection as a whole, not to one of its directions. */
function isOwn(timer: TcpTimer): boolean {
  return timer === "keep-alive" || timer === "user-timeout" || timer === "time-wait";
}

/** RETRANSMISSION TIMEOUT: the segment at the front of the queue goes again (RFC 6298 §5.4), unless it went often enough. */
function retransmit(tcb: Tcb, turn: Turn): void {
  const first = tcb.sent.first();
  if (first === undefined) return;
  const isSyn = (first.flags & SYN) !== 0;
  const { synRetries, synLinear, synAckRetries, dataRetries } = tcb.settings;
  const linear = isSyn && tcb.state === "SYN-SENT" ? synLinear : 0;
  const limit = !isSyn ? dataRetries : tcb.state === "SYN-SENT" ? synRetries + linear : synAckRetries;
  if (tcb.retries >= limit) {
    // R2 is reached (RFC 9293 §3.8.3).
    fail(tcb, turn, "timed out", "tcp.timeout.give-up");
    return;
  }
  if (isSyn) sendAgain(tcb, turn, first, turn.rule);
  else timedOut(tcb, turn);
  tcb.retries += 1;
  if (tcb.retries > linear) backOff(tcb.estimator, tcb.settings);
  startTimer(tcb, turn, "retransmission", tcb.estimator.rto, "tcp.rto.back-off");
}
