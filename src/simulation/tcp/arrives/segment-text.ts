// Sixth, check the URG bit, and seventh, process the segment text (RFC 9293 §3.10.7.4): the receiver takes it, and the FIN behind it.

import { deleteTcb } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import type { Ends } from "../ends/ends.ts";
import { fail, signal } from "../outstanding.ts";
import type { Segment } from "../segment/segment.ts";
import { FIN, resetFor, sequenceLength, SYN, URG } from "../segment/segment.ts";
import { advance, before } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";
import { finReached } from "./fin.ts";

/** The sixth and the seventh check, and the eighth where the FIN has been reached. */
export function processText(tcb: Tcb, ends: Ends, segment: Segment, turn: Turn): void {
  if (tcb.settings.answersSynAgain && (segment.flags & SYN) !== 0) {
    // The second half of a simultaneous open: its SYN came before.
    ends.unacceptable(segment);
    turn.acknowledge = turn.rule;
  } else if (!isReceiving(tcb) && !(tcb.settings.answersAfterFin && before(segment.seq, tcb.rcv.nxt))) {
    // "This should not occur since a FIN has been received from the remote side. Ignore the segment text." Nor can a FIN be true that
    // lies further on. (The true one, coming again, lies before RCV.NXT and is answered by the first check.)
    if (segment.length > 0 || (segment.flags & FIN) !== 0) conclude(turn, "ignored", "tcp.text.after-fin");
  } else if (isForsaken(tcb, segment)) {
    conclude(turn, "reset", "tcp.text.forsaken");
    turn.effects.push({ kind: "send", segment: resetFor(segment), retransmission: false, rule: turn.rule });
    if (tcb.forsaken) deleteTcb(tcb, turn, turn.rule);
    else fail(tcb, turn, "connection reset", turn.rule);
  } else {
    checkUrgent(tcb, ends, segment, turn);
    if (ends.received(segment)) finReached(tcb, turn);
  }
}

/** The sixth check: RCV.UP <- max(RCV.UP,SEG.UP), and whenever that advances beyond what is read, the program is told (MUST-32). */
export function checkUrgent(tcb: Tcb, ends: Ends, segment: Segment, turn: Turn): void {
  const { urgent } = ends;
  if (tcb.urgentSyn !== null) ends.urged(tcb.urgentSyn);
  tcb.urgentSyn = null;
  if ((segment.flags & URG) !== 0) ends.urged(segment);
  if (ends.urgent > urgent) signal(tcb, turn, "urgent data", "tcp.urgent");
}

/** Whether the peer's FIN is still to come. */
function isReceiving(tcb: Tcb): boolean {
  return tcb.state === "ESTABLISHED" || tcb.state === "FIN-WAIT-1" || tcb.state === "FIN-WAIT-2";
}

/** New bytes that nobody will read, or a FIN behind such: the program has gone, or they lie behind the peer's FIN. */
function isForsaken(tcb: Tcb, segment: Segment): boolean {
  if (!before(tcb.rcv.nxt, advance(segment.seq, segment.length))) return false;
  return tcb.forsaken ? sequenceLength(segment) > 0 : !isReceiving(tcb) && segment.length > 0;
}
