// Our SYN or SYN+ACK: sent, sent again while nobody acknowledges it, and acknowledged (RFC 9293 §3.5, §3.8.1; RFC 6298 §5).

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import { toGrid } from "../kernel/index.ts";
import { startTimer, stopTimer } from "./connection.ts";
import type { Turn } from "./effects.ts";
import { openEnds, roundTripOfSyn } from "./ends/stack.ts";
import { fail } from "./outstanding.ts";
import { timeOf } from "./recovery/patience.ts";
import type { TcpRule } from "./rules.ts";
import type { Segment } from "./segment/segment.ts";
import { ACK, SYN } from "./segment/segment.ts";
import { advance, before } from "./segment/sequence.ts";
import type { OurSyn, Tcb } from "./tcb.ts";
import { emit } from "./transmit.ts";

/**
 * Sends `<SEQ=ISS><CTL=SYN>`, with ACK when the peer's SYN is known already, and starts to wait for its acknowledgement. `length`:
 * so much of what the program has written goes along (RFC 7413 §4.2.2).
 */
export function sendSyn(tcb: Tcb, turn: Turn, rule: TcpRule, length: Bytes = 0): void {
  const flags = tcb.state === "SYN-SENT" ? SYN : SYN | ACK;
  emit(tcb, turn, tcb.iss, flags, length, 0, length > 0 ? tcb.writes.among(0, length) : null, false, rule);
  if (tcb.syn === null) awaitAcknowledgement(tcb, turn, length);
  // The SYN of a simultaneous open goes twice, and its round trip tells nothing (Karn, RFC 6298 §3).
  else if (tcb.settings.stack === "textbook") tcb.syn.transmissions += 1;
}

/** From now on our SYN waits to be acknowledged, with so many bytes that it carries. */
export function awaitAcknowledgement(tcb: Tcb, turn: Turn, length: Bytes = 0): OurSyn {
  const rto = tcb.settings.initialRto;
  const syn = { sentAt: turn.now, transmissions: 1, timeouts: 0, rto };
  tcb.syn = syn;
  tcb.snd.una = tcb.iss;
  tcb.snd.nxt = advance(tcb.iss, 1 + length);
  startTimer(tcb, turn, "retransmission", rto, "tcp.rto.start");
  return syn;
}

/** Sends it again, with the acknowledgement and window of now. */
export function sendSynAgain(tcb: Tcb, turn: Turn, syn: OurSyn, rule: TcpRule): void {
  syn.transmissions += 1;
  emit(tcb, turn, tcb.iss, tcb.state === "SYN-SENT" ? SYN : SYN | ACK, 0, 0, null, true, rule);
}

/** RETRANSMISSION TIMEOUT before the SYN is acknowledged: it goes again, unless it went often enough (R2 of RFC 9293 §3.8.3). */
export function synTimedOut(tcb: Tcb, syn: OurSyn, turn: Turn): void {
  const { synLinear, maxRto } = tcb.settings;
  const linear = tcb.state === "SYN-SENT" ? synLinear : 0;
  if (isExhausted(tcb, syn, turn.now)) {
    fail(tcb, turn, "timed out", "tcp.timeout.give-up");
    return;
  }
  sendSynAgain(tcb, turn, syn, turn.rule);
  syn.timeouts += 1;
  if (syn.timeouts > linear) syn.rto = Math.min(toGrid(syn.rto * 2), maxRto);
  startTimer(tcb, turn, "retransmission", syn.rto, "tcp.rto.back-off");
}

/** Whether our SYN went often enough, or for long enough. */
function isExhausted({ state, open, ends, settings }: Tcb, syn: OurSyn, now: Milliseconds): boolean {
  const { synRetries, synLinear, synAckRetries, initialRto, maxRto, retriesAreTime, silenceLimit } = settings;
  // Where the program holds the connection already, it is worth one more.
  const answers = synAckRetries + (retriesAreTime && ends !== null ? 1 : 0);
  if (syn.timeouts >= (state === "SYN-SENT" ? synRetries + synLinear : answers)) return true;
  if (!retriesAreTime || open === "passive" || syn.timeouts === 0) return false;
  return toGrid(now - syn.sentAt) >= (silenceLimit ?? timeOf(synRetries, initialRto, maxRto));
}

/**
 * Takes in a segment that acknowledges our SYN, and opens both directions with it if they are not open. Tells whether it is such a
 * segment: if not, what it acknowledges is for the sender.
 */
export function acknowledgeSyn(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  const { syn } = tcb;
  if (syn === null || !before(tcb.iss, segment.ack)) return false;
  tcb.syn = null;
  stopTimer(tcb, turn, "retransmission", "tcp.rto.stop");
  if (tcb.ends !== null) {
    tcb.ends.acknowledged(segment);
    tcb.ends.synAcknowledged(roundTripOfSyn(tcb, segment, syn, turn), syn.timeouts);
  } else {
    tcb.ends = openEnds(tcb, segment, syn, turn);
  }
  return true;
}
