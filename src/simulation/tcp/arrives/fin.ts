// Eighth, check the FIN bit (RFC 9293 §3.10.7.4).

import { enter, enterTimeWait } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import type { Segment } from "../segment.ts";
import { advance, inWindow } from "../sequence.ts";
import type { Tcb } from "../tcb.ts";
import { finOf } from "./segment-text.ts";

/** The eighth check. A FIN is processed when everything before it has come; one that comes early is remembered. */
export function processFin(tcb: Tcb, segment: Segment, turn: Turn): void {
  const fin = finOf(segment);
  if (!isReceiving(tcb)) {
    // The peer has finished before, so a FIN that lies further on cannot be true: there is nothing to advance over. (The
    // true one, coming again, lies before RCV.NXT and is answered by the first check.)
    if (fin !== null) conclude(turn, "ignored", "tcp.text.after-fin");
    return;
  }
  if (fin !== null && inWindow(fin, tcb.rcv.nxt, tcb.rcv.wnd)) tcb.receiveQueue.fin ??= fin;
  if (tcb.receiveQueue.fin !== tcb.rcv.nxt) {
    if (fin !== null && tcb.receiveQueue.fin !== null && turn.acknowledge === null) {
      conclude(turn, "buffered", "tcp.text.out-of-order");
      turn.acknowledge = turn.rule;
    }
    return;
  }

  turn.rule = "tcp.fin";
  tcb.rcv.nxt = advance(tcb.rcv.nxt, 1);
  tcb.rcv.wnd = Math.max(0, tcb.rcv.wnd - 1);
  tcb.receiveQueue.fin = null;
  if (tcb.reading) turn.effects.push({ kind: "deliver", offset: 0, bytes: 0, fin: true, rule: turn.rule });
  else tcb.receiveQueue.unreadEnd = true;
  turn.acknowledge = turn.rule;
  finReached(tcb, turn);
}

/** Whether the peer's FIN is still to come. */
export function isReceiving(tcb: Tcb): boolean {
  return tcb.state === "ESTABLISHED" || tcb.state === "FIN-WAIT-1" || tcb.state === "FIN-WAIT-2";
}

/** The peer's FIN has been reached: the connection moves on. */
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
