// First, check the sequence number: is any part of the segment in the window? (RFC 9293 §3.10.7.4, Table 6)

import { answer } from "../answer-limit.ts";
import { startTimer } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import type { Segment } from "../segment/segment.ts";
import { ACK, FIN, RST, sequenceLength, SYN } from "../segment/segment.ts";
import { advance, atOrBefore, before, inWindow } from "../segment/sequence.ts";
import { checkTimestamps, keepTimestamp } from "../segment/timestamps.ts";
import type { Tcb } from "../tcb.ts";
import { finOf } from "./fin.ts";
import { hasFinsNumber } from "./reset.ts";
import { checkRequest, isInWindowOfRequest, isRequest } from "./syn-received.ts";

/** The four cases of Table 6. */
export function isAcceptable(tcb: Tcb, segment: Segment): boolean {
  const { nxt, wnd } = tcb.rcv;
  const length = sequenceLength(segment);
  if (tcb.settings.lenientWindow) return isAcceptableToLinux(tcb, segment);
  if (length === 0) return wnd === 0 ? segment.seq === nxt : inWindow(segment.seq, nxt, wnd);
  if (wnd === 0) return false;
  return inWindow(segment.seq, nxt, wnd) || inWindow(advance(segment.seq, length - 1), nxt, wnd);
}

/**
 * Linux looks from the last acknowledgement to the right edge. What reaches beyond it is taken only when the program has read
 * everything, save that a FIN may stand there.
 */
function isAcceptableToLinux(tcb: Tcb, segment: Segment): boolean {
  if (isRequest(tcb)) return isInWindowOfRequest(tcb, segment);
  const { nxt, wnd, lastAck } = tcb.rcv;
  const end = advance(segment.seq, sequenceLength(segment));
  const edge = advance(nxt, wnd);
  if (before(end, lastAck) || before(edge, segment.seq)) return false;
  const textEnd = (segment.flags & FIN) === 0 ? end : advance(end, -1);
  return atOrBefore(textEnd, edge) || (tcb.ends?.unread ?? 0) === 0;
}

/** The first check. Tells whether to go on with the others. */
export function checkSequence(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if (!checkTimestamps(tcb, segment, turn)) return false;
  if (!checkRequest(tcb, segment, turn)) return false;
  if (isAcceptable(tcb, segment)) {
    if (!tcb.settings.ackDecides || tcb.state === "SYN-RECEIVED") keepTimestamp(tcb, segment, tcb.rcv.lastAck);
    return true;
  }
  const { flags } = segment;

  // "If the RCV.WND is zero, no segments will be acceptable, but special allowance should be made to accept valid ACKs,
  // URGs, and RSTs": the segment goes on to the other checks, and its text finds no room at the seventh.
  if (tcb.rcv.wnd === 0 && segment.seq === tcb.rcv.nxt && (flags & SYN) === 0) {
    turn.acknowledge = "tcp.segment.zero-window";
    return true;
  }

  // The peer's SYN came before, alone, and comes now with the acknowledgement of ours: a simultaneous open. By the letter of
  // Table 6 it is a duplicate, yet Figure 7 (line 6) has it open the connection: without its SYN, what is left of it
  // begins at RCV.NXT and is acceptable.
  if (tcb.state === "SYN-RECEIVED" && tcb.open === "active" && (flags & (SYN | ACK | RST | FIN)) === (SYN | ACK) && segment.seq === tcb.irs) {
    return true;
  }

  if ((flags & RST) !== 0) {
    if (hasFinsNumber(tcb, segment)) return true;
    conclude(turn, "ignored", "tcp.reset.outside-window");
    return false;
  }
  const old = atOrBefore(advance(segment.seq, sequenceLength(segment)), tcb.rcv.nxt);
  if (!old && sequenceLength(segment) === 0 && tcb.settings.stack === "textbook") {
    // Simplified: two ends that have both sent beyond a window would answer each other's acknowledgements for ever (RFC 9293 appendix A.2;
    // RFC 5961 §7 would limit that): what carries nothing gets no answer there.
    conclude(turn, "ignored", "tcp.segment.unacceptable");
    return false;
  }
  conclude(turn, old ? "duplicate" : "unacceptable", "tcp.segment.unacceptable");
  answer(tcb, segment, turn);
  if ((flags & SYN) === 0) tcb.ends?.unacceptable(segment);

  // The fifth check has TIME-WAIT restart when the FIN comes again; but a FIN that comes again lies before RCV.NXT, so this is
  // the only place where it is seen.
  if (tcb.state === "TIME-WAIT" && finOf(segment) === advance(tcb.rcv.nxt, -1)) {
    conclude(turn, "duplicate", "tcp.time-wait.fin-again");
    turn.acknowledge = turn.rule;
    startTimer(tcb, turn, "time-wait", 2 * tcb.settings.msl, turn.rule);
  }
  return false;
}
