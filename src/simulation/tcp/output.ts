// When data, SYN and FIN may go, and how much of them at once (RFC 9293 §3.7.4, §3.8.6.2.1, §3.10).

import type { Bytes } from "../kernel/index.ts";
import { enter, startTimer } from "./connection.ts";
import { allowance, inFlight, restartAfterIdle } from "./congestion.ts";
import type { Turn } from "./effects.ts";
import { optionsAhead } from "./negotiation.ts";
import type { TcpRule } from "./rules.ts";
import { ACK, FIN, PSH, SYN } from "./segment.ts";
import type { SequenceNumber } from "./sequence.ts";
import { advance, distance } from "./sequence.ts";
import type { Tcb } from "./tcb.ts";
import { emit, sendAgain } from "./transmit.ts";

/** Whether the connection is in a state in which data and FIN may be sent. */
function maySend(tcb: Tcb): boolean {
  switch (tcb.state) {
    case "ESTABLISHED":
    case "CLOSE-WAIT":
    case "FIN-WAIT-1":
    case "CLOSING":
    case "LAST-ACK":
      return true;
    default:
      return false;
  }
}

/** Sends `<SEQ=ISS><CTL=SYN>`, with ACK when the peer's SYN is known already, and starts to wait for its acknowledgement. */
export function sendSyn(tcb: Tcb, turn: Turn, rule: TcpRule): void {
  const end = advance(tcb.iss, 1);
  const flags = tcb.state === "SYN-SENT" ? SYN : SYN | ACK;
  emit(tcb, turn, tcb.iss, flags, 0, 0, null, false, rule);
  if (tcb.sent.length === 0) {
    tcb.snd.una = tcb.iss;
    tcb.snd.nxt = end;
    remember(tcb, turn, tcb.iss, end, SYN, 0, 0, null);
  }
}

/** Puts a segment that was just sent on the retransmission queue (RFC 6298 §5.1) and times it when nothing else is timed. */
function remember(
  tcb: Tcb, turn: Turn, seq: SequenceNumber, end: SequenceNumber, flags: number, length: Bytes, offset: Bytes, text: string | null,
): void {
  tcb.sent.push({
    seq, end, flags, length, offset, text, firstSentAt: turn.now, lastSentAt: turn.now, transmissions: 1, lost: false, again: false,
    sacked: false,
  });
  tcb.lastSentAt = turn.now;
  // While a closed window is probed, the persist timer takes the place of the retransmission timer.
  if (tcb.persistInterval !== null) return;
  tcb.timed ??= { end, at: turn.now };
  if (tcb.timers.retransmission === null) startTimer(tcb, turn, "retransmission", tcb.estimator.rto, "tcp.rto.start");
}

/**
 * How many of the waiting bytes may go in one segment now: no more than the peer's window and the congestion window let
 * go, and the sender's side of avoiding silly windows (RFC 9293 §3.8.6.2.1, MUST-38) with the Nagle algorithm (§3.7.4). Every
 * SEND counts as pushed.
 */
function sendable(tcb: Tcb): Bytes {
  const waiting = tcb.sendQueue.waiting;
  const flight = distance(tcb.snd.una, tcb.snd.nxt);
  const usable = tcb.snd.wnd - flight;
  const full = tcb.snd.mss - optionsAhead(tcb);
  const most = Math.min(waiting, usable, full);
  if (most <= 0) return 0;
  // The congestion window counts whole segments: it lets one go or not (RFC 5681 §3.1).
  if (inFlight(tcb) + most > tcb.congestion.cwnd + allowance(tcb)) return 0;
  // (1) A segment of full size.
  if (most >= full) return most;
  if (flight > 0 && tcb.nagle) return 0;
  // (2) Everything that is queued.
  if (waiting <= usable) return waiting;
  // (3) At least half of the largest window that the peer has offered.
  return 2 * most >= tcb.snd.maxWnd ? most : 0;
}

/**
 * Sends what was lost again as far as the congestion window goes, then as much new data as may go, then the FIN when the
 * program has closed and everything before it is sent.
 */
export function sendWaiting(tcb: Tcb, turn: Turn): void {
  if (!maySend(tcb)) return;
  if (tcb.sent.hasLost && tcb.persistInterval === null) sendLost(tcb, turn);
  if (tcb.fin !== null) return;
  if (tcb.sendQueue.waiting > 0 && tcb.sent.length === 0 && turn.now - tcb.lastSentAt > tcb.estimator.rto) restartAfterIdle(tcb);
  for (let length = sendable(tcb); length > 0 && turn.effects.length <= tcb.settings.burst; length = sendable(tcb)) {
    sendData(tcb, turn, length, "tcp.send.data");
  }
  if (finMayGo(tcb)) sendData(tcb, turn, 0, "tcp.close.fin");
}

/**
 * After a timeout, everything that was outstanding goes again, one segment after another as the window opens; in recovery,
 * what the scoreboard knows to be lost.
 */
function sendLost(tcb: Tcb, turn: Turn): void {
  for (let lost = tcb.sent.firstLost(); lost !== undefined; lost = tcb.sent.firstLost()) {
    const flight = inFlight(tcb);
    if (flight > 0 && flight + distance(lost.seq, lost.end) > tcb.congestion.cwnd) return;
    if (turn.effects.length > tcb.settings.burst) return;
    sendAgain(tcb, turn, lost, tcb.congestion.recovering ? "tcp.recovery.sack" : "tcp.recovery.slow-start");
  }
}

/** A FIN goes once, behind all data, and takes up one place in the window like any byte. */
function finMayGo(tcb: Tcb): boolean {
  return tcb.closing && tcb.fin === null && tcb.sendQueue.waiting === 0 && distance(tcb.snd.una, tcb.snd.nxt) < tcb.snd.wnd;
}

/**
 * Sends the next bytes for the first time. The last bytes that are queued carry PSH (RFC 9293 §3.9.1.2, MUST-61), and the FIN
 * if it is due. A probe goes without regard to the window.
 */
export function sendData(tcb: Tcb, turn: Turn, length: Bytes, rule: TcpRule, probe = false): void {
  const queue = tcb.sendQueue;
  const offset = queue.next;
  const text = length > 0 ? queue.take(length) : null;
  const last = queue.waiting === 0;
  const fits = distance(tcb.snd.una, tcb.snd.nxt) + length < tcb.snd.wnd;
  const fin = tcb.closing && last && (fits || (probe && length === 0));
  const flags = (length > 0 && last ? PSH : 0) | (fin ? FIN : 0);
  const seq = tcb.snd.nxt;
  const end = advance(seq, length + (fin ? 1 : 0));
  tcb.snd.nxt = end;
  if (fin) {
    tcb.fin = advance(seq, length);
    // "Queue this request until all preceding SENDs have been segmentized; then send a FIN segment, enter LAST-ACK state."
    if (tcb.state === "CLOSE-WAIT") enter(tcb, turn, "LAST-ACK", "tcp.close.close-wait");
  }
  emit(tcb, turn, seq, flags | ACK, length, offset, text, false, rule);
  remember(tcb, turn, seq, end, flags, length, offset, text);
}
