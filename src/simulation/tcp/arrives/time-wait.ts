// A SYN that comes in TIME-WAIT: whether it opens the next incarnation of the connection (RFC 9293 §3.6.1, MAY-2; RFC 6191 §2).

import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import { timestampsOf } from "../segment/options.ts";
import type { Segment } from "../segment/segment.ts";
import { ACK, FIN, RST, SYN } from "../segment/segment.ts";
import type { SequenceNumber } from "../segment/sequence.ts";
import { advance, atOrBefore, before } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";

/** Linux begins so far above what the old incarnation has sent. */
const LEAP = 65_537;

/**
 * Whether a segment asks for a new connection in place of one that only lingers, and cannot be an old duplicate. Simplified: a
 * SYN that turns out to be one after all does not bring TIME-WAIT back.
 */
export function mayReopen(tcb: Tcb, segment: Segment): boolean {
  if (!isRequest(tcb, segment)) return false;
  const known = tcb.agreed.timestamps;
  const told = timestampsOf(segment.options)?.value;
  const isNewer = atOrBefore(tcb.rcv.nxt, segment.seq);
  if (tcb.settings.keepsSmallBlocks) {
    // Linux: PAWS first, then either number is enough; the next number alone is not.
    const age = known && told !== undefined ? (tcb.agreed.recent - told) | 0 : null;
    if (age !== null && age > 0) return false;
    return before(tcb.rcv.nxt, segment.seq) || (age !== null && age < 0);
  }
  if (!tcb.settings.timestamps || told === undefined) return isNewer;
  if (!known) return true;
  const progress = (told - tcb.agreed.recent) | 0;
  return progress > 0 || (progress === 0 && isNewer);
}

/**
 * "Otherwise, silently drop the incoming SYN segment." Tells whether that has been done: with timestamps alone, for without them the
 * first check has it answered (RFC 9293 §3.10.7.4). Linux answers it anyhow.
 */
export function dropsOldSyn(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if (tcb.settings.keepsSmallBlocks || !tcb.settings.timestamps || timestampsOf(segment.options) === undefined) return false;
  if (!isRequest(tcb, segment) || mayReopen(tcb, segment)) return false;
  conclude(turn, "ignored", "tcp.time-wait.syn-old");
  return true;
}

/** The ISN of the next incarnation: `chosen`, if that is larger than every number that the old one has used. */
export function issAfter(tcb: Tcb, chosen: number): SequenceNumber {
  const { nxt } = tcb.snd;
  if (tcb.settings.keepsSmallBlocks) return advance(nxt, LEAP);
  const iss = advance(nxt, chosen - nxt);
  return before(iss, nxt) ? nxt : iss;
}

function isRequest(tcb: Tcb, segment: Segment): boolean {
  return tcb.state === "TIME-WAIT" && (segment.flags & (SYN | ACK | RST | FIN)) === SYN;
}
