// Eighth, check the FIN bit (RFC 9293 §3.10.7.4).

import { enter, enterTimeWait } from "../connection.ts";
import type { Turn } from "../effects.ts";
import type { Segment } from "../segment/segment.ts";
import { FIN, SYN } from "../segment/segment.ts";
import type { SequenceNumber } from "../segment/sequence.ts";
import { advance } from "../segment/sequence.ts";
import type { Tcb } from "../tcb.ts";

/** Where a segment's FIN stands, or null when it has none. */
export function finOf(segment: Segment): SequenceNumber | null {
  if ((segment.flags & FIN) === 0) return null;
  return advance(segment.seq, segment.length + ((segment.flags & SYN) === 0 ? 0 : 1));
}

/** The eighth check: the peer's FIN has been reached, for everything before it has come, and the connection moves on. */
export function finReached(tcb: Tcb, turn: Turn): void {
  switch (tcb.state) {
    case "ESTABLISHED":
      enter(tcb, turn, "CLOSE-WAIT", turn.rule);
      break;
    case "FIN-WAIT-1":
      // Had our FIN been acknowledged, perhaps by this segment, the fifth check would have gone on to FIN-WAIT-2.
      enter(tcb, turn, "CLOSING", "tcp.fin.simultaneous");
      break;
    case "FIN-WAIT-2":
      enterTimeWait(tcb, turn, "tcp.fin.time-wait");
      break;
    default:
      break;
  }
}
