// Timestamps on arrival: old duplicates are told by them, and one is kept to be echoed (RFC 7323 §4.3 and §5.3).

import { answer } from "./answer-limit.ts";
import type { Turn } from "./effects.ts";
import { conclude } from "./effects.ts";
import { timestampsOf } from "./options.ts";
import type { Segment } from "./segment.ts";
import { RST } from "./segment.ts";
import type { SequenceNumber } from "./sequence.ts";
import { atOrBefore } from "./sequence.ts";
import type { Tcb } from "./tcb.ts";

/**
 * PAWS (RFC 7323 §5.3, R1): a segment older than the latest one is an old duplicate, whatever its number. Tells whether to go on.
 */
export function checkTimestamps(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if (!tcb.agreed.timestamps || (segment.flags & RST) !== 0) return true;
  const timestamps = timestampsOf(segment.options);
  if (timestamps === undefined) {
    // "If a non-<RST> segment is received without a TSopt, an endpoint SHOULD silently drop the segment" (§3.2). Linux takes it.
    if (tcb.settings.stack === "linux") return true;
    conclude(turn, "ignored", "tcp.timestamps.missing");
    return false;
  }
  if (((timestamps.value - tcb.agreed.recent) | 0) >= 0) return true;
  conclude(turn, "unacceptable", "tcp.timestamps.old");
  answer(tcb, segment, turn);
  return false;
}

/** Keeps the timestamp to be echoed: of the segment that the next acknowledgement is for (RFC 7323 §4.3, step 2). */
export function keepTimestamp(tcb: Tcb, segment: Segment, lastAckSent: SequenceNumber): void {
  if (!tcb.agreed.timestamps) return;
  const timestamps = timestampsOf(segment.options);
  if (timestamps === undefined) return;
  if (((timestamps.value - tcb.agreed.recent) | 0) >= 0 && atOrBefore(segment.seq, lastAckSent)) tcb.agreed.recent = timestamps.value;
}
