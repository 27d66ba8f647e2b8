// Segments for a connection of which Linux keeps a small block alone: in TIME-WAIT, and in FIN-WAIT-2 when the program has gone.

import type { Milliseconds } from "../../kernel/index.ts";
import { answer } from "../answer-limit.ts";
import { deleteTcb, startTimer } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import { timestampsOf } from "../segment/options.ts";
import type { Segment } from "../segment/segment.ts";
import { ACK, resetFor, RST, sequenceLength, SYN } from "../segment/segment.ts";
import { advance, before } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";
import { finOf } from "./fin.ts";

/** Whether the small block is all that is left. */
export function isSmall(tcb: Tcb): boolean {
  if (!tcb.settings.keepsSmallBlocks) return false;
  return tcb.state === "TIME-WAIT" || (tcb.state === "FIN-WAIT-2" && tcb.timers["time-wait"] !== null);
}

/** Serves a segment. Tells whether to go on with the checks of RFC 9293 §3.10.7.4: that is so for the peer's FIN alone. */
export function arrivesInSmallBlock(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if (tcb.state === "FIN-WAIT-2") return arrivesInFinWait2(tcb, segment, turn);
  arrivesInTimeWait(tcb, segment, turn);
  return false;
}

/** FIN-WAIT-2: the peer's FIN is waited for, and nobody is there to read what may come before it. */
function arrivesInFinWait2(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  const { nxt } = tcb.rcv;
  if (isOld(tcb, segment) || !isInWindow(tcb, segment)) {
    conclude(turn, "unacceptable", "tcp.segment.unacceptable");
    answer(tcb, segment, turn);
    return false;
  }
  if ((segment.flags & RST) !== 0) {
    conclude(turn, "accepted", "tcp.reset.closing");
    deleteTcb(tcb, turn, turn.rule);
    return false;
  }
  const end = advance(segment.seq, sequenceLength(segment));
  const isSyn = (segment.flags & SYN) !== 0 && !before(segment.seq, nxt);
  if (!isSyn && ((segment.flags & ACK) === 0 || !before(nxt, end) || end === segment.seq)) {
    conclude(turn, "ignored", "tcp.segment.accepted");
    return false;
  }
  if (!isSyn && finOf(segment) === nxt) return true;
  conclude(turn, "reset", "tcp.text.forsaken");
  turn.effects.push({ kind: "send", segment: resetFor(segment), retransmission: false, rule: turn.rule });
  deleteTcb(tcb, turn, turn.rule);
  return false;
}

/** TIME-WAIT: whatever is not a bare ACK in its place is answered, so that a peer that has not heard the last ACK hears it again. */
function arrivesInTimeWait(tcb: Tcb, segment: Segment, turn: Turn): void {
  const resets = (segment.flags & RST) !== 0;
  const old = isOld(tcb, segment);
  if (!old && segment.seq === tcb.rcv.nxt && (resets || sequenceLength(segment) === 0)) {
    if (resets) {
      // RFC 1337 would have it ignored; Linux does so only when it is told to.
      conclude(turn, "accepted", "tcp.reset.closing");
      deleteTcb(tcb, turn, turn.rule);
      return;
    }
    conclude(turn, "ignored", "tcp.segment.accepted");
    linger(tcb, turn);
    return;
  }
  if (resets) {
    conclude(turn, "ignored", "tcp.reset.outside-window");
    return;
  }
  const isFin = finOf(segment) === advance(tcb.rcv.nxt, -1);
  conclude(turn, isFin ? "duplicate" : "unacceptable", isFin ? "tcp.time-wait.fin-again" : "tcp.segment.unacceptable");
  // A SYN alone may be an old duplicate or one that begins anew: it prolongs nothing.
  if (old || (segment.flags & ACK) !== 0) linger(tcb, turn);
  answer(tcb, segment, turn);
}

/** TIME-WAIT lasts from now on. */
function linger(tcb: Tcb, turn: Turn): void {
  const whole: Milliseconds = 2 * tcb.settings.msl;
  startTimer(tcb, turn, "time-wait", whole, turn.rule);
}

/** PAWS (RFC 7323 §5.3): sent before something that has come already. */
function isOld(tcb: Tcb, segment: Segment): boolean {
  const timestamps = tcb.agreed.timestamps ? timestampsOf(segment.options) : undefined;
  return timestamps !== undefined && ((timestamps.value - tcb.agreed.recent) | 0) < 0;
}

/** Whether any of it lies in the window; a segment without text also where the window ends. */
function isInWindow(tcb: Tcb, segment: Segment): boolean {
  const { nxt, wnd } = tcb.rcv;
  const { seq } = segment;
  const end = advance(seq, sequenceLength(segment));
  if (seq === nxt) return true;
  if (before(nxt, end) && before(seq, advance(nxt, wnd))) return true;
  return seq === end && seq === advance(nxt, wnd);
}
