// Fifth, check the ACK field (RFC 9293 §3.10.7.4), with the bound of RFC 5961 §5 on what may be acknowledged.

import { challenge } from "../answer-limit.ts";
import { awaitFinForsaken, deleteTcb, enter, enterTimeWait, report } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import { heard } from "../keep-alive.ts";
import { acknowledgeSyn } from "../opening.ts";
import type { Segment } from "../segment/segment.ts";
import { ACK, resetFor } from "../segment/segment.ts";
import { advance, before, distance } from "../segment/sequence.ts";
import { keepTimestamp } from "../segment/timestamps.ts";
import type { Tcb } from "../tcb.ts";

/** The fifth check. Tells whether to go on with the others. */
export function checkAck(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if ((segment.flags & ACK) === 0) {
    conclude(turn, "ignored", "tcp.ack.missing");
    turn.acknowledge = null;
    return false;
  }
  if (tcb.state === "SYN-RECEIVED") {
    if (!before(tcb.snd.una, segment.ack) || before(tcb.snd.nxt, segment.ack)) {
      conclude(turn, "reset", "tcp.syn-received.ack-unacceptable");
      turn.acknowledge = null;
      turn.effects.push({ kind: "send", segment: resetFor(segment), retransmission: false, rule: turn.rule });
      return false;
    }
    turn.rule = "tcp.syn-received.ack";
    enter(tcb, turn, "ESTABLISHED", turn.rule);
    if (tcb.open === "passive") tcb.challengedAt = [];
    if (tcb.open === "active") report(turn, "connect", "ok", turn.rule);
    // A CLOSE that had to wait for this moment is served now (RFC 9293 §3.10.4).
    if (tcb.closing) enter(tcb, turn, "FIN-WAIT-1", "tcp.call.close");
  } else if (before(segment.ack, advance(tcb.snd.una, -oldest(tcb))) || before(tcb.snd.nxt, segment.ack)) {
    // RFC 5961 §5.2, which takes in "the ACK acks something not yet sent": send an ACK, drop the segment.
    conclude(turn, "unacceptable", "tcp.ack.out-of-range");
    challenge(tcb, turn);
    return false;
  }
  if (tcb.settings.ackDecides && !before(segment.ack, tcb.snd.una)) {
    heard(tcb, turn);
    keepTimestamp(tcb, segment, tcb.rcv.lastAck);
  }
  return acknowledgeInState(tcb, segment, turn);
}

/**
 * How far below SND.UNA an acknowledgement may lie: by the largest window (RFC 5961 §5.2), and in Linux, which counts, by no more than was
 * ever acknowledged.
 */
function oldest({ settings, snd, iss, open }: Tcb): number {
  if (!settings.ackDecides) return snd.maxWnd;
  return Math.min(snd.maxWnd, distance(iss, snd.una) - (open === "passive" ? 1 : 0));
}

/** What ESTABLISHED does with an acceptable ACK, and what the closing states do besides. */
function acknowledgeInState(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if (!acknowledgeSyn(tcb, segment, turn)) tcb.ends?.acknowledged(segment);

  const finAcknowledged = tcb.fin !== null && before(tcb.fin, tcb.snd.una);
  switch (tcb.state) {
    case "FIN-WAIT-1":
      if (finAcknowledged) {
        enter(tcb, turn, "FIN-WAIT-2", "tcp.ack.fin-acknowledged");
        if (tcb.forsaken) awaitFinForsaken(tcb, turn);
      }
      return true;
    case "CLOSING":
      // "Otherwise, ignore the segment": Linux looks for the peer's FIN, come once more.
      if (!finAcknowledged) return tcb.settings.answersAfterFin;
      turn.rule = "tcp.ack.closing-acknowledged";
      enterTimeWait(tcb, turn, turn.rule);
      return !tcb.settings.answersAfterFin;
    case "LAST-ACK":
      if (!finAcknowledged) return true;
      turn.rule = "tcp.ack.last-ack";
      deleteTcb(tcb, turn, turn.rule);
      return false;
    default:
      return true;
  }
}
