// How often a connection answers segments that it cannot use, so that two ends never answer each other for ever (RFC 5961 §7; Linux).

import type { Turn } from "./effects.ts";
import type { Segment } from "./segment.ts";
import { FIN, SYN } from "./segment.ts";
import type { Tcb } from "./tcb.ts";

/** Asks for a challenge ACK, unless one went a short while ago. */
export function challenge(tcb: Tcb, turn: Turn): void {
  turn.acknowledge = isTooSoon(tcb, turn) ? null : turn.rule;
}

/** Asks for an ACK that answers a segment outside of the window. One with data or FIN is always answered, for its sender waits for that. */
export function answer(tcb: Tcb, segment: Segment, turn: Turn): void {
  if ((segment.length > 0 || (segment.flags & FIN) !== 0) && (segment.flags & SYN) === 0) turn.acknowledge = turn.rule;
  else challenge(tcb, turn);
}

/** Whether an answer went a short while ago; if not, one goes now. */
export function isTooSoon(tcb: Tcb, turn: Turn): boolean {
  const { answerInterval } = tcb.settings;
  if (answerInterval === 0) return false;
  if (tcb.answeredAt !== null && turn.now - tcb.answeredAt < answerInterval) return true;
  tcb.answeredAt = turn.now;
  return false;
}
