// Fourth, check the SYN bit (RFC 9293 §3.10.7.4, RFC 5961 §4). The third check, security, has nothing to check here.

import { challenge } from "../answer-limit.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import type { Segment } from "../segment.ts";
import { SYN } from "../segment.ts";
import type { Tcb } from "../tcb.ts";
import { returnToListen } from "./reset.ts";

/** The fourth check. Tells whether to go on with the others. */
export function checkSyn(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if ((segment.flags & SYN) === 0) return true;
  if (tcb.state === "SYN-RECEIVED") {
    // The second half of a simultaneous open, let through by the first check: its SYN is old, its ACK counts.
    if (tcb.open === "active" && segment.seq === tcb.irs) return true;
    if (tcb.open === "passive") {
      conclude(turn, "accepted", "tcp.syn.back-to-listen");
      returnToListen(tcb, turn);
      return false;
    }
  }
  conclude(turn, "challenge-ack", "tcp.syn.challenge");
  challenge(tcb, turn);
  return false;
}
