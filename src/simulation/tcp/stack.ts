// Which stack's sender and receiver a connection gets when it opens.

import type { Turn } from "./effects.ts";
import type { Ends } from "./ends.ts";
import { LinuxEnds } from "./linux-ends.ts";
import { timestampNow, timestampsOf } from "./options.ts";
import type { SentSegment } from "./retransmission.ts";
import type { Segment } from "./segment.ts";
import { SYN } from "./segment.ts";
import type { Tcb } from "./tcb.ts";

/**
 * Sender and receiver of a connection whose SYN `segment` has just acknowledged; null where the block itself does their work
 * (`textbook`).
 */
export function openEnds(tcb: Tcb, segment: Segment, syn: SentSegment, turn: Turn): Ends | null {
  if (tcb.settings.stack === "textbook") return null;
  const window = (segment.flags & SYN) === 0 ? segment.window * (1 << tcb.agreed.sendShift) : segment.window;
  return new LinuxEnds(tcb, { window, rtt: roundTrip(tcb, segment, syn, turn), synRetries: syn.transmissions - 1 }, turn);
}

/** The round trip of our SYN: of one that was sent twice, only the echo of its timestamp can tell (RFC 6298 §3). */
function roundTrip(tcb: Tcb, segment: Segment, syn: SentSegment, turn: Turn): number | null {
  if (syn.transmissions === 1) return turn.now - syn.firstSentAt;
  const echo = tcb.agreed.timestamps ? timestampsOf(segment.options)?.echo : undefined;
  return echo === undefined ? null : Math.max(1, timestampNow(turn.now) - echo);
}
