// How often a connection answers segments that it cannot use, so that two ends never answer each other for ever (RFC 5961 §7; Linux).

import type { Turn } from "./effects.ts";
import type { Segment } from "./segment/segment.ts";
import { FIN, SYN } from "./segment/segment.ts";
import type { Tcb } from "./tcb.ts";

/** Asks for a challenge ACK, unless enough have gone of late. */
export function challenge(tcb: Tcb, turn: Turn): void {
  turn.acknowledge = isTooMuch(tcb, turn) ? null : turn.rule;
}

/**
 * Asks for an ACK that answers a segment outside of the window. By the RFC's text that is no challenge; Linux always answers one with data
 * or FIN alone, for its sender waits for that.
 */
export function answer(tcb: Tcb, segment: Segment, turn: Turn): void {
  const isAwaited = (segment.length > 0 || (segment.flags & FIN) !== 0) && (segment.flags & SYN) === 0;
  if (isAwaited || !tcb.settings.answersAreChallenges) turn.acknowledge = turn.rule;
  else challenge(tcb, turn);
}

/** Whether enough challenge ACKs have gone of late; if not, this one counts. */
export function isTooMuch(tcb: Tcb, turn: Turn): boolean {
  const { count, within } = tcb.settings.challenges;
  const recent = tcb.challengedAt.filter((at) => turn.now - at < within);
  const isOver = recent.length >= count;
  tcb.challengedAt = isOver ? recent : [...recent, turn.now];
  return isOver;
}
