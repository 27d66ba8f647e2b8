// The SYN of the peer: what it brings, and what becomes of one that should not come (RFC 9293 §3.10.7, RFC 5961 §4).

import { challenge } from "../answer-limit.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import { createArrival } from "../ends/receiver.ts";
import type { Segment } from "../segment/segment.ts";
import { FIN, PSH, resetFor, SYN, URG } from "../segment/segment.ts";
import type { Tcb } from "../tcb.ts";
import { returnToListen } from "./reset.ts";
import { isRequest } from "./syn-received.ts";

/** The fourth check (the third, security, has nothing to check here). Tells whether to go on with the others. */
export function checkSyn(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if ((segment.flags & SYN) === 0) return true;
  if (tcb.state === "SYN-RECEIVED") {
    // The second half of a simultaneous open, let through by the first check: its SYN is old, its ACK counts.
    if (tcb.open === "active" && segment.seq === tcb.irs) return true;
    if (tcb.open === "passive" && tcb.ends === null) {
      conclude(turn, "accepted", "tcp.syn.back-to-listen");
      if (isRequest(tcb)) turn.effects.push({ kind: "send", segment: resetFor(segment), retransmission: false, rule: turn.rule });
      returnToListen(tcb, turn);
      return false;
    }
  }
  conclude(turn, "challenge-ack", "tcp.syn.challenge");
  challenge(tcb, turn);
  return false;
}

/** SND.WND <- SEG.WND of a SYN, which is never scaled (RFC 7323 §2.2). */
export function takeWindow(tcb: Tcb, segment: Segment): void {
  tcb.snd.wnd = segment.window;
  tcb.snd.maxWnd = segment.window;
}

/** Text, FIN and urgent pointer that come with a SYN wait until the connection is open. */
export function keepText(tcb: Tcb, segment: Segment): void {
  if (tcb.settings.keepsTextOfSyn && (segment.flags & URG) !== 0) tcb.urgentSyn = segment;
  const fin = (segment.flags & FIN) !== 0;
  if (!tcb.settings.keepsTextOfSyn || (segment.length === 0 && !fin)) return;
  tcb.withSyn = Object.assign(createArrival(), { seq: 1, length: segment.length, fin, push: (segment.flags & PSH) !== 0 });
}
