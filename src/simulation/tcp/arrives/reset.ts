// Second, check the RST bit (RFC 9293 §3.10.7.4), with the protection of RFC 5961 §3 against blind resets.

import { challenge } from "../answer-limit.ts";
import { deleteTcb, enter, stopTimer } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import { fail } from "../outstanding.ts";
import { nothingAgreed } from "../segment/options.ts";
import type { Segment } from "../segment/segment.ts";
import { RST } from "../segment/segment.ts";
import { advance } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";

/** The second check. Tells whether to go on with the others. */
export function checkReset(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if ((segment.flags & RST) === 0) return true;
  turn.acknowledge = null;

  // 1) Outside the window: dropped by the first check. 3) In the window, but not exactly the next number: a challenge.
  if (segment.seq !== tcb.rcv.nxt && !isBelievedByLinux(tcb, segment)) {
    conclude(turn, "challenge-ack", "tcp.reset.challenge");
    challenge(tcb, turn);
    return false;
  }

  // 2) Exactly the next number: the connection is reset.
  switch (tcb.state) {
    case "SYN-RECEIVED":
      if (tcb.open === "passive" && tcb.ends !== null) {
        // Fast Open: the program has the connection already.
        conclude(turn, "accepted", "tcp.reset.connection");
        fail(tcb, turn, "connection reset", turn.rule);
      } else if (tcb.open === "passive") {
        conclude(turn, "accepted", "tcp.reset.back-to-listen");
        returnToListen(tcb, turn);
      } else {
        conclude(turn, "accepted", "tcp.reset.refused");
        fail(tcb, turn, "connection refused", turn.rule);
      }
      break;
    case "ESTABLISHED":
    case "FIN-WAIT-1":
    case "FIN-WAIT-2":
    case "CLOSE-WAIT":
      conclude(turn, "accepted", "tcp.reset.connection");
      fail(tcb, turn, "connection reset", turn.rule);
      break;
    default:
      conclude(turn, "accepted", "tcp.reset.closing");
      deleteTcb(tcb, turn, turn.rule);
      break;
  }
  return false;
}

/** Whether Linux believes a RST of another number: that which ends what has come out of order, or that of the peer's FIN. */
function isBelievedByLinux(tcb: Tcb, segment: Segment): boolean {
  if (!tcb.settings.lenientWindow) return false;
  return hasFinsNumber(tcb, segment) || (tcb.agreed.sack && segment.seq === tcb.ends?.highest);
}

/** Whether a RST has the number of the peer's FIN, as some stacks send it that close and then reset; Linux believes it. */
export function hasFinsNumber(tcb: Tcb, segment: Segment): boolean {
  const closing = tcb.state === "CLOSE-WAIT" || tcb.state === "LAST-ACK" || tcb.state === "CLOSING";
  return tcb.settings.lenientWindow && closing && segment.seq === advance(tcb.rcv.nxt, -1);
}

/**
 * Gives a connection that came from LISTEN back to it: as if no SYN had come. The host discards a copy of a listener there, for the
 * listener itself never left. Simplified: a block that waits for one peer alone keeps its ISS for the next SYN.
 */
export function returnToListen(tcb: Tcb, turn: Turn): void {
  tcb.syn = null;
  tcb.withSyn = null;
  tcb.urgentSyn = null;
  tcb.peerScales = false;
  Object.assign(tcb.agreed, nothingAgreed());
  turn.acknowledge = null;
  stopTimer(tcb, turn, "retransmission", turn.rule);
  enter(tcb, turn, "LISTEN", turn.rule);
}
