// One segment on its way: its flags, its window, its options, and the acknowledgement that rides along (RFC 9293 §3.8.6, §3.10).

import type { Bytes } from "../kernel/index.ts";
import type { Turn } from "./effects.ts";
import type { TcpRule } from "./rules.ts";
import { segmentOptions, synOptions } from "./segment/negotiation.ts";
import type { Segment } from "./segment/segment.ts";
import { ACK, SYN } from "./segment/segment.ts";
import type { SequenceNumber } from "./segment/sequence.ts";
import { sequence } from "./segment/sequence.ts";
import type { Tcb } from "./tcb.ts";

const MAX_WINDOW = 65_535;

/** The window as the header has it: scaled, save in a SYN (RFC 7323 §2.2). */
function windowField(tcb: Tcb, isSyn: boolean): number {
  if (isSyn) return Math.min(tcb.rcv.wnd, MAX_WINDOW);
  return (tcb.ends === null ? tcb.rcv.wnd : tcb.ends.offer()) >>> tcb.agreed.receiveShift;
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
  }
  const segment: Segment = {
    sourcePort: tcb.localPort,
    destinationPort: tcb.remotePort,
    seq,
    ack: acknowledges ? tcb.rcv.nxt : sequence(0),
    flags,
    window: windowField(tcb, isSyn),
    options: isSyn ? synOptions(tcb, turn.now) : segmentOptions(tcb, turn.now, length),
    length,
    offset,
    text,
  };
  turn.effects.push({ kind: "send", segment, retransmission, rule });
  if (acknowledges) tcb.ends?.sent(length);
}

/** Sends `<SEQ=SND.NXT><ACK=RCV.NXT><CTL=ACK>`. */
export function sendAck(tcb: Tcb, turn: Turn, rule: TcpRule): void {
  emit(tcb, turn, tcb.snd.nxt, ACK, 0, 0, null, false, rule);
}
