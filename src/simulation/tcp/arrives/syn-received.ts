// SYN-RECEIVED at a listener as Linux keeps it: a request, and no connection yet, which looks at a segment in an order of its own.

import { isTooMuch } from "../answer-limit.ts";
import { startTimer } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import { sendSynAgain } from "../opening.ts";
import type { Segment } from "../segment/segment.ts";
import { ACK, FIN, resetFor, RST, sequenceLength, SYN } from "../segment/segment.ts";
import { advance, before } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";

/** Whether nothing but a request is kept. */
export function isRequest({ settings, state, open, ends }: Tcb): boolean {
  return settings.keepsSmallBlocks && state === "SYN-RECEIVED" && open === "passive" && ends === null;
}

/** What comes before a request's first check. Tells whether to go on with that. */
export function checkRequest(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if (synAgain(tcb, segment, turn)) return false;
  if (!isRequest(tcb) || (segment.flags & ACK) === 0 || segment.ack === advance(tcb.iss, 1)) return true;
  // The listener answers in its place.
  const resets = (segment.flags & RST) !== 0;
  conclude(turn, resets ? "ignored" : "reset", "tcp.syn-received.ack-unacceptable");
  if (!resets) turn.effects.push({ kind: "send", segment: resetFor(segment), retransmission: false, rule: turn.rule });
  return false;
}

/** Whether any of a segment lies in the window of a request: what ends where that begins does not, unlike later. */
export function isInWindowOfRequest({ rcv: { nxt, wnd } }: Tcb, segment: Segment): boolean {
  const { seq } = segment;
  const end = advance(seq, sequenceLength(segment));
  const edge = advance(nxt, wnd);
  return seq === nxt || (before(nxt, end) && before(seq, edge)) || (seq === edge && end === seq);
}

/** The peer's SYN comes again, for it has not seen our SYN+ACK. Tells whether that has been dealt with. */
function synAgain(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if (!tcb.settings.answersSynAgain || tcb.syn === null || tcb.state !== "SYN-RECEIVED" || tcb.open === "active") return false;
  if ((segment.flags & (SYN | ACK | RST | FIN)) !== SYN || segment.seq !== tcb.irs) return false;
  conclude(turn, "duplicate", "tcp.syn-received.syn-again");
  if (isTooMuch(tcb, turn)) return true;
  sendSynAgain(tcb, turn, tcb.syn, turn.rule);
  if (tcb.ends === null) startTimer(tcb, turn, "retransmission", tcb.syn.rto, turn.rule);
  return true;
}
