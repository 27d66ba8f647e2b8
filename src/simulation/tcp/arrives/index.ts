// SEGMENT ARRIVES (RFC 9293 §3.10.7): each state's checks, in the RFC's order.

import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import type { Segment } from "../segment/segment.ts";
import { resetFor, RST } from "../segment/segment.ts";
import type { Tcb } from "../tcb.ts";
import { checkSequence } from "./acceptability.ts";
import { checkAck } from "./ack.ts";
import { arrivesInListen } from "./listen.ts";
import { isPredicted } from "./prediction.ts";
import { checkReset } from "./reset.ts";
import { processText } from "./segment-text.ts";
import { arrivesInSmallBlock, isSmall } from "./small-block.ts";
import { arrivesInSynSent } from "./syn-sent.ts";
import { checkSyn } from "./syn.ts";
import { dropsOldSyn } from "./time-wait.ts";

/** Serves one segment. */
export function arrives(tcb: Tcb, segment: Segment, turn: Turn): void {
  turn.rule = "tcp.segment.accepted";
  if (isPredicted(tcb, segment)) {
    if (checkAck(tcb, segment, turn) && segment.length > 0 && tcb.ends !== null) processText(tcb, tcb.ends, segment, turn);
    return;
  }
  switch (tcb.state) {
    case "CLOSED":
      arrivesInClosed(segment, turn);
      return;
    case "LISTEN":
      arrivesInListen(tcb, segment, turn);
      return;
    case "SYN-SENT":
      arrivesInSynSent(tcb, segment, turn);
      return;
    default:
      if (dropsOldSyn(tcb, segment, turn)) return;
      if (isSmall(tcb) && !arrivesInSmallBlock(tcb, segment, turn)) return;
      break;
  }
  // First, the sequence number; second, RST; third, security (there is none); fourth, SYN; fifth, ACK;
  // sixth, URG; seventh, text; eighth, FIN.
  if (!checkSequence(tcb, segment, turn)) return;
  if (!checkReset(tcb, segment, turn)) return;
  if (!checkSyn(tcb, segment, turn)) return;
  if (!checkAck(tcb, segment, turn)) return;
  if (tcb.ends !== null) processText(tcb, tcb.ends, segment, turn);
}

/** CLOSED (RFC 9293 §3.10.7.1): whatever comes is answered with a reset, save a reset. */
export function arrivesInClosed(segment: Segment, turn: Turn): void {
  if ((segment.flags & RST) !== 0) {
    conclude(turn, "ignored", "tcp.closed.rst");
    return;
  }
  conclude(turn, "reset", "tcp.closed.segment");
  turn.effects.push({ kind: "send", segment: resetFor(segment), retransmission: false, rule: turn.rule });
}
