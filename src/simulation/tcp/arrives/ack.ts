// Fifth, check the ACK field (RFC 9293 §3.10.7.4), with the bound of RFC 5961 §5 on what may be acknowledged.

import type { Bytes } from "../../kernel/index.ts";
import { challenge } from "../answer-limit.ts";
import { deleteTcb, enter, enterTimeWait, report, startTimer, stopTimer } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import { openWindow } from "../congestion.ts";
import { windowHeard } from "../persist.ts";
import { duplicateAcknowledged, newAcknowledged } from "../recovery.ts";
import type { SentSegment } from "../retransmission.ts";
import { restartAfterSyn, takeSample } from "../rto.ts";
import { takeBlocks } from "../selective-acknowledgement.ts";
import type { Segment } from "../segment.ts";
import { ACK, FIN, resetFor, SYN } from "../segment.ts";
import { advance, atOrBefore, before, distance } from "../sequence.ts";
import type { Tcb } from "../tcb.ts";
import { openEnds } from "../stack.ts";
import { measureByEcho } from "../timestamps.ts";

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
    takeWindow(tcb, segment);
    if (tcb.open === "active") report(turn, "connect", "ok", turn.rule);
    // A CLOSE that had to wait for this moment is served now (RFC 9293 §3.10.4).
    if (tcb.closing) enter(tcb, turn, "FIN-WAIT-1", "tcp.call.close");
  } else if (before(segment.ack, advance(tcb.snd.una, -tcb.snd.maxWnd)) || before(tcb.snd.nxt, segment.ack)) {
    // RFC 5961 §5.2, which takes in "the ACK acks something not yet sent": send an ACK, drop the segment.
    conclude(turn, "unacceptable", "tcp.ack.out-of-range");
    challenge(tcb, turn);
    return false;
  }
  return acknowledgeInState(tcb, segment, turn);
}

/** What ESTABLISHED does with an acceptable ACK, and what the closing states do besides. */
function acknowledgeInState(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if (tcb.ends === null) acknowledgeData(tcb, segment, turn);
  else tcb.ends.acknowledged(segment, turn);

  const finAcknowledged = tcb.fin !== null && before(tcb.fin, tcb.snd.una);
  switch (tcb.state) {
    case "FIN-WAIT-1":
      if (finAcknowledged) {
        enter(tcb, turn, "FIN-WAIT-2", "tcp.ack.fin-acknowledged");
        // Nobody waits for the peer's FIN any more: neither does the block, for ever.
        if (tcb.forsaken) startTimer(tcb, turn, "time-wait", 2 * tcb.settings.msl, "tcp.fin-wait-2.forsaken");
      }
      return true;
    case "CLOSING":
      if (finAcknowledged) {
        turn.rule = "tcp.ack.closing-acknowledged";
        enterTimeWait(tcb, turn, turn.rule);
      }
      return finAcknowledged;
    case "LAST-ACK":
      if (!finAcknowledged) return true;
      turn.rule = "tcp.ack.last-ack";
      deleteTcb(tcb, turn, turn.rule);
      return false;
    default:
      return true;
  }
}

/** What the textbook's sender makes of an acceptable ACK. */
function acknowledgeData(tcb: Tcb, segment: Segment, turn: Turn): void {
  const advances = before(tcb.snd.una, segment.ack);
  if (advances) acknowledgeUpTo(tcb, segment, turn);
  const news = takeBlocks(tcb, segment);
  if (advances ? news && tcb.congestion.recovering : tcb.agreed.sack ? news : isDuplicate(tcb, segment)) {
    duplicateAcknowledged(tcb, turn);
  }
  if (atOrBefore(tcb.snd.una, segment.ack)) {
    // Old segments must not bring back an old window.
    const { wl1, wl2 } = tcb.snd;
    if (before(wl1, segment.seq) || (wl1 === segment.seq && atOrBefore(wl2, segment.ack))) takeWindow(tcb, segment);
    windowHeard(tcb, turn);
  }
}

/** A duplicate acknowledgement as RFC 5681 §2 has it, points (a) to (e). */
function isDuplicate(tcb: Tcb, segment: Segment): boolean {
  return tcb.sent.length > 0 && segment.length === 0 && (segment.flags & (SYN | FIN)) === 0 && segment.ack === tcb.snd.una
    && offeredWindow(tcb, segment) === tcb.snd.wnd && tcb.persistInterval === null;
}

/** SND.UNA <- SEG.ACK: what is wholly acknowledged leaves the retransmission queue, and its timer is stopped or set anew. */
export function acknowledgeUpTo(tcb: Tcb, segment: Segment, turn: Turn): void {
  const { ack } = segment;
  let syn: SentSegment | null = null;
  for (let sent = tcb.sent.shiftAcknowledged(ack); sent !== undefined; sent = tcb.sent.shiftAcknowledged(ack)) {
    if ((sent.flags & SYN) !== 0) syn = sent;
  }
  const acknowledged = distance(tcb.snd.una, ack) - (syn === null ? 0 : 1);
  tcb.snd.una = ack;
  tcb.retries = 0;
  if (tcb.timed !== null && atOrBefore(tcb.timed.end, ack)) {
    takeSample(tcb.estimator, turn.now - tcb.timed.at, tcb.settings);
    tcb.timed = null;
  } else {
    measureByEcho(tcb, segment, turn);
  }
  if (syn !== null) {
    const again = syn.transmissions > 1;
    if (again) restartAfterSyn(tcb.estimator, tcb.settings);
    openWindow(tcb, again);
    tcb.ends = openEnds(tcb, segment, syn, turn);
    if (tcb.ends !== null) {
      stopTimer(tcb, turn, "retransmission", "tcp.rto.stop");
      return;
    }
  }
  const restart = newAcknowledged(tcb, acknowledged, turn);
  if (tcb.sent.length === 0) stopTimer(tcb, turn, "retransmission", "tcp.rto.stop");
  else if (restart && tcb.persistInterval === null) startTimer(tcb, turn, "retransmission", tcb.estimator.rto, "tcp.rto.restart");
}

/** SEG.WND: the header's field, scaled save in a SYN (RFC 7323 §2.3). */
function offeredWindow(tcb: Tcb, segment: Segment): Bytes {
  return (segment.flags & SYN) !== 0 ? segment.window : segment.window * (1 << tcb.agreed.sendShift);
}

/** SND.WND <- SEG.WND, and the numbers that tell how recent that is. */
export function takeWindow(tcb: Tcb, segment: Segment): void {
  if (tcb.ends !== null) return;
  const { snd } = tcb;
  snd.wnd = offeredWindow(tcb, segment);
  snd.wl1 = segment.seq;
  snd.wl2 = segment.ack;
  if (snd.wnd > snd.maxWnd) snd.maxWnd = snd.wnd;
}
