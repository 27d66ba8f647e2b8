// One segment on its way: its flags, its window, its options, and the acknowledgement that rides along (RFC 9293 §3.8.6, §3.10).

import type { Bytes } from "../kernel/index.ts";
import { stopTimer } from "./connection.ts";
import type { Turn } from "./effects.ts";
import { segmentOptions, synOptions } from "./negotiation.ts";
import type { SentSegment } from "./retransmission.ts";
import type { TcpRule } from "./rules.ts";
import { ACK, SYN } from "./segment.ts";
import type { SequenceNumber } from "./sequence.ts";
import { sequence } from "./sequence.ts";
import type { Tcb } from "./tcb.ts";

const MAX_WINDOW = 65_535;

/**
 * RCV.WND as it is to be offered now: the right edge stays where it is until it can move by a worthwhile step, which is
 * the receiver's side of avoiding silly windows (RFC 9293 §3.8.6.2.2, MUST-39); it never moves back (SHLD-14).
 */
function offerWindow(tcb: Tcb): Bytes {
  if (tcb.settings.firstWindow === null && windowMayMove(tcb)) tcb.rcv.wnd = availableBuffer(tcb);
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
function windowField(tcb: Tcb, turn: Turn, isSyn: boolean): number {
  const window = tcb.ends === null ? offerWindow(tcb) : tcb.ends.offer(turn);
  return isSyn ? Math.min(window, MAX_WINDOW) : window >>> tcb.agreed.receiveShift;
}

/** Puts one segment on its way. Whatever carries an ACK settles the acknowledgement that this step owes. */
export function emit(
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
      window: windowField(tcb, turn, isSyn),
      options: isSyn ? synOptions(tcb, turn.now) : segmentOptions(tcb, turn.now),
      length,
      offset,
      text,
    },
    retransmission,
    rule,
  });
  if (acknowledges) tcb.ends?.sent(length, turn);
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
