// Sending: what a segment says, when data may go, and the acknowledgements that ride along (RFC 9293 §3.7, §3.8.6).

import type { Bytes } from "../kernel/index.ts";
import { enter, startTimer, stopTimer } from "./connection.ts";
import { allowance, inFlight, restartAfterIdle } from "./congestion.ts";
import type { Turn } from "./effects.ts";
import { optionsAhead, segmentOptions, synOptions } from "./negotiation.ts";
import type { SentSegment } from "./retransmission.ts";
import type { TcpRule } from "./rules.ts";
import { ACK, FIN, PSH, SYN } from "./segment.ts";
import type { SequenceNumber } from "./sequence.ts";
import { advance, distance, sequence } from "./sequence.ts";
import type { Tcb } from "./tcb.ts";

const MAX_WINDOW = 65_535;

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

/**
 * RCV.WND as it is to be offered now: the right edge stays where it is until it can move by a worthwhile step, which is
 * the receiver's side of avoiding silly windows (RFC 9293 §3.8.6.2.2, MUST-39); it never moves back (SHLD-14).
 */
function offerWindow(tcb: Tcb): Bytes {
  if (windowMayMove(tcb)) tcb.rcv.wnd = availableBuffer(tcb);
  return tcb.rcv.wnd;
}

/** Whether the right edge of the window can move by a worthwhile step. */
export function windowMayMove(tcb: Tcb): boolean {
  return availableBuffer(tcb) - tcb.rcv.wnd >= Math.min(tcb.settings.receiveBuffer / 2, tcb.snd.mss);
}

function availableBuffer(tcb: Tcb): Bytes {
  return Math.min(tcb.settings.receiveBuffer - tcb.receiveQueue.unread, MAX_WINDOW * (1 << tcb.agreed.receiveShift));
}

/** The window as the header has it: scaled, save in a SYN (RFC 7323 §2.2). */
function windowField(tcb: Tcb, isSyn: boolean): number {
  const window = offerWindow(tcb);
  return isSyn ? Math.min(window, MAX_WINDOW) : window >>> tcb.agreed.receiveShift;
}

/** Puts one segment on its way. Whatever carries an ACK settles the acknowledgement that this step owes. */
function emit(
  tcb: Tcb, turn: Turn, seq: SequenceNumber, flags: number, length: Bytes, offset: Bytes, text: string | null, retransmission: boolean,
  rule: TcpRule,
): void {
  const isSyn = (flags & SYN) !== 0;
  const acknowledges = (flags & ACK) !== 0;
  if (acknowledges) {
    turn.acknowledge = null;
    tcb.rcv.lastAck = tcb.rcv.nxt;
    if (tcb.unacknowledged > 0) {
      tcb.unacknowledged = 0;
      stopTimer(tcb, turn, "delayed-ack", "tcp.ack.delayed");
    }
  }
  turn.effects.push({
    kind: "send",
    segment: {
      sourcePort: tcb.localPort,
      destinationPort: tcb.remotePort,
      seq,
      ack: acknowledges ? tcb.rcv.nxt : sequence(0),
      flags,
      window: windowField(tcb, isSyn),
      options: isSyn ? synOptions(tcb, turn.now) : segmentOptions(tcb, turn.now),
      length,
      offset,
      text,
    },
    retransmission,
    rule,
  });
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

/** Sends `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>`. */
export function sendAck(tcb: Tcb, turn: Turn, rule: TcpRule): void {
  emit(tcb, turn, tcb.snd.nxt, ACK, 0, 0, null, false, rule);
}

/** Sends a segment of the retransmission queue again, with the acknowledgement and window of now. */
export function sendAgain(tcb: Tcb, turn: Turn, sent: SentSegment, rule: TcpRule): void {
  const isSyn = (sent.flags & SYN) !== 0;
  const flags = isSyn && tcb.state === "SYN-SENT" ? sent.flags : sent.flags | ACK;
  tcb.sent.markAgain(sent, turn.now);
  // Karn: a round trip that began twice tells nothing (RFC 6298 §3).
  tcb.timed = null;
  emit(tcb, turn, sent.seq, flags, sent.length, sent.offset, sent.text, true, rule);
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
  if (flight > 0 && tcb.settings.nagle) return 0;
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
