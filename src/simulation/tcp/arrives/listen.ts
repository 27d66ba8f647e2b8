// SEGMENT ARRIVES in LISTEN (RFC 9293 §3.10.7.2).

import { enter } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import { sendSyn } from "../opening.ts";
import { agree } from "../segment/negotiation.ts";
import type { Segment } from "../segment/segment.ts";
import { ACK, resetFor, RST, SYN } from "../segment/segment.ts";
import { advance } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";
import { openWithSyn, welcome } from "./fast-open.ts";
import { keepText, takeWindow } from "./syn.ts";

/** Serves a segment in LISTEN. */
export function arrivesInListen(tcb: Tcb, segment: Segment, turn: Turn): void {
  // First, check for a RST: it cannot answer anything that was sent from here.
  if ((segment.flags & RST) !== 0) {
    conclude(turn, "ignored", "tcp.listen.rst");
    return;
  }
  // Second, check for an ACK: nothing was sent that it could acknowledge.
  if ((segment.flags & ACK) !== 0) {
    conclude(turn, "reset", "tcp.listen.ack");
    turn.effects.push({ kind: "send", segment: resetFor(segment), retransmission: false, rule: turn.rule });
    return;
  }
  // Third, check for a SYN. (Simplified: there is no security compartment to check.)
  if ((segment.flags & SYN) !== 0) {
    conclude(turn, "accepted", "tcp.listen.syn");
    tcb.irs = segment.seq;
    tcb.rcv.nxt = advance(segment.seq, 1);
    agree(tcb, segment.options);
    takeWindow(tcb, segment);
    const greeting = welcome(tcb, segment);
    if (greeting === "plain") keepText(tcb, segment);
    else conclude(turn, "accepted", greeting === "open" ? "tcp.fast-open.syn" : "tcp.fast-open.refused");
    enter(tcb, turn, "SYN-RECEIVED", turn.rule);
    if (greeting === "open") openWithSyn(tcb, segment, turn);
    sendSyn(tcb, turn, turn.rule);
    return;
  }
  // Fourth, other data or control: this should not be reached.
  conclude(turn, "ignored", "tcp.listen.other");
}
