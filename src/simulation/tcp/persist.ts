// Probing a closed window, so that its opening is noticed even when the word of it is lost (RFC 9293 §3.8.6.1).

import { toGrid } from "../kernel/index.ts";
import { fail, startTimer, stopTimer } from "./connection.ts";
import type { Turn } from "./effects.ts";
import { optionsAhead } from "./negotiation.ts";
import { sendData } from "./output.ts";
import { FIN } from "./segment.ts";
import type { Tcb } from "./tcb.ts";
import { sendAgain } from "./transmit.ts";

/**
 * Begins to wait for the window when something is to be sent that it does not let go, and nothing is in flight whose
 * acknowledgement could open it. The first probe goes after the retransmission timeout (SHLD-29).
 */
export function probeLater(tcb: Tcb, turn: Turn): void {
  if (tcb.persistInterval !== null || tcb.sent.length > 0) return;
  if (!waits(tcb)) return;
  tcb.persistInterval = tcb.estimator.rto;
  startTimer(tcb, turn, "persist", tcb.persistInterval, "tcp.persist.start");
}

function waits(tcb: Tcb): boolean {
  switch (tcb.state) {
    case "ESTABLISHED":
    case "CLOSE-WAIT":
    case "FIN-WAIT-1":
    case "CLOSING":
      return tcb.sendQueue.waiting > 0 || (tcb.closing && tcb.fin === null);
    default:
      return false;
  }
}

/** The persist timer has expired. */
export function probe(tcb: Tcb, turn: Turn): void {
  tcb.timers.persist = null;
  if (tcb.snd.wnd > 0 && tcb.sent.length === 0) {
    // The window is open but small: the override of RFC 9293 §3.8.6.2.1, rule (4).
    tcb.persistInterval = null;
    sendData(tcb, turn, Math.min(tcb.sendQueue.waiting, tcb.snd.wnd, tcb.snd.mss - optionsAhead(tcb)), "tcp.send.override");
    return;
  }
  if (tcb.retries >= tcb.settings.dataRetries) {
    fail(tcb, turn, "timed out", "tcp.timeout.give-up");
    return;
  }
  const outstanding = tcb.sent.first();
  if (outstanding === undefined) {
    sendData(tcb, turn, Math.min(tcb.sendQueue.waiting, 1), "tcp.persist.probe", true);
  } else {
    sendAgain(tcb, turn, outstanding, "tcp.persist.probe");
  }
  // Every answer sets this back to 0: as long as the peer answers, the connection stays open (MUST-37).
  tcb.retries += 1;
  // The interval doubles from probe to probe (SHLD-30).
  tcb.persistInterval = Math.min(toGrid((tcb.persistInterval ?? tcb.estimator.rto) * 2), tcb.settings.maxRto);
  startTimer(tcb, turn, "persist", tcb.persistInterval, "tcp.persist.start");
}

/** An acknowledgement has come while the window is being probed: if the window is open now, sending goes on. */
export function windowHeard(tcb: Tcb, turn: Turn): void {
  if (tcb.persistInterval === null) return;
  tcb.retries = 0;
  if (tcb.snd.wnd === 0) return;
  tcb.persistInterval = null;
  stopTimer(tcb, turn, "persist", "tcp.persist.stop");
  const outstanding = tcb.sent.first();
  if (outstanding === undefined) return;
  if ((outstanding.flags & FIN) === 0) {
    // The probe's byte was not taken: it goes again at once, in one segment with as many others as the window lets go. (At
    // once, because SND.NXT must not fall back behind a byte that the peer may have taken after all.)
    tcb.sent.pop();
    tcb.sendQueue.giveBack(outstanding.length, outstanding.text);
    tcb.snd.nxt = outstanding.seq;
    sendData(tcb, turn, Math.min(tcb.sendQueue.waiting, tcb.snd.wnd, tcb.snd.mss - optionsAhead(tcb)), "tcp.persist.resume");
  } else {
    sendAgain(tcb, turn, outstanding, "tcp.persist.resume");
    startTimer(tcb, turn, "retransmission", tcb.estimator.rto, "tcp.rto.start");
  }
}
