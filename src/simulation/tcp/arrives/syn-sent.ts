// SEGMENT ARRIVES in SYN-SENT (RFC 9293 §3.10.7.3).

import { enter, report, startTimer } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import { acknowledgeSyn, sendSyn } from "../opening.ts";
import { fail } from "../outstanding.ts";
import { agree } from "../segment/negotiation.ts";
import type { Segment } from "../segment/segment.ts";
import { ACK, FIN, resetFor, RST, SYN } from "../segment/segment.ts";
import { advance, atOrBefore, before, distance } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";
import { sendAck } from "../transmit.ts";
import { keepCookie } from "./fast-open.ts";
import { finReached } from "./fin.ts";
import { checkUrgent } from "./segment-text.ts";
import { keepText, takeWindow } from "./syn.ts";

/** Serves a segment in SYN-SENT. */
export function arrivesInSynSent(tcb: Tcb, segment: Segment, turn: Turn): void {
  const acknowledges = (segment.flags & ACK) !== 0;
  const resets = (segment.flags & RST) !== 0;

  // First, check the ACK bit.
  if (acknowledges && (atOrBefore(segment.ack, tcb.iss) || before(tcb.snd.nxt, segment.ack))) {
    if (resets) {
      conclude(turn, "ignored", "tcp.syn-sent.ack-unacceptable");
      return;
    }
    conclude(turn, "reset", "tcp.syn-sent.ack-unacceptable");
    hasten(tcb, turn);
    turn.effects.push({ kind: "send", segment: resetFor(segment), retransmission: false, rule: turn.rule });
    return;
  }

  // Second, check the RST bit.
  if (resets) {
    if (acknowledges) {
      conclude(turn, "accepted", "tcp.syn-sent.rst");
      // §3.10.7.3 calls this "connection reset", §3.9.1.8 and every socket API "connection refused".
      fail(tcb, turn, "connection refused", turn.rule);
    } else {
      conclude(turn, "ignored", "tcp.syn-sent.rst-without-ack");
    }
    return;
  }

  // Third, check the security. (Simplified: there is none.)

  // Fourth, check the SYN bit.
  if ((segment.flags & SYN) !== 0) {
    tcb.irs = segment.seq;
    tcb.rcv.nxt = advance(segment.seq, 1);
    agree(tcb, segment.options);
    const more = segment.length > 0 || (segment.flags & FIN) !== 0;
    if (acknowledges) {
      conclude(turn, "accepted", "tcp.syn-sent.syn-ack");
      enter(tcb, turn, "ESTABLISHED", turn.rule);
      // The text leaves the window unset here, yet nothing could be sent without it (RFC 1122 §4.2.2.20 (c)).
      acknowledgeSyn(tcb, segment, turn);
      keepCookie(tcb, segment, turn);
      report(turn, "connect", "ok", turn.rule);
      // What our SYN carried in vain goes again at once, and takes the acknowledgement along (RFC 7413 §4.2.2).
      if (isInVain(tcb)) turn.acknowledge = turn.rule;
      else if (tcb.ends?.postpone() !== true) sendAck(tcb, turn, turn.rule);
      // "Continue processing at the sixth step under Section 3.10.7.4."
      if (tcb.ends !== null) checkUrgent(tcb, tcb.ends, segment, turn);
      if (more && tcb.ends?.received(segment) === true) finReached(tcb, turn);
      return;
    }
    conclude(turn, "accepted", "tcp.syn-sent.syn");
    enter(tcb, turn, "SYN-RECEIVED", turn.rule);
    takeWindow(tcb, segment);
    keepText(tcb, segment);
    sendSyn(tcb, turn, turn.rule);
    return;
  }

  // Fifth, neither SYN nor RST.
  conclude(turn, "ignored", "tcp.syn-sent.neither");
}

/** The reset will clear the way for our SYN: Linux does not wait a whole timeout to send it again, if it went once only. */
function hasten(tcb: Tcb, turn: Turn): void {
  const { shortestTimeout } = tcb.settings;
  if (shortestTimeout > 0 && tcb.syn?.timeouts === 0) startTimer(tcb, turn, "retransmission", shortestTimeout, turn.rule);
}

/** Whether our SYN carried data that the peer has not taken. */
function isInVain({ fastOpen, iss, snd }: Tcb): boolean {
  return fastOpen !== null && distance(advance(iss, 1), snd.una) < fastOpen.carried;
}
