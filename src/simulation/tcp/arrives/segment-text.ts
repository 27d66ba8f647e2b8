// Seventh, process the segment text (RFC 9293 §3.10.7.4).

import type { Bytes } from "../../kernel/index.ts";
import { startTimer } from "../connection.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import type { Stretch } from "../receive-queue.ts";
import type { Segment } from "../segment.ts";
import { FIN, SYN } from "../segment.ts";
import { advance, before, distance } from "../sequence.ts";
import type { Tcb } from "../tcb.ts";

/** The seventh check: what is new goes to the program or waits for what is missing. */
export function processText(tcb: Tcb, segment: Segment, turn: Turn): void {
  if (tcb.state !== "ESTABLISHED" && tcb.state !== "FIN-WAIT-1" && tcb.state !== "FIN-WAIT-2") {
    // "This should not occur since a FIN has been received from the remote side. Ignore the segment text."
    if (segment.length > 0) conclude(turn, "ignored", "tcp.text.after-fin");
    return;
  }
  const { rcv, receiveQueue } = tcb;
  if (segment.length > 0) {
    const first = (segment.flags & SYN) === 0 ? segment.seq : advance(segment.seq, 1);
    // Only the new parts count, as far as the window goes.
    const old = Math.max(0, distance(first, rcv.nxt));
    const room = rcv.wnd - distance(rcv.nxt, first);
    const length = Math.min(segment.length, room) - old;
    if (length <= 0) {
      conclude(turn, "unacceptable", "tcp.segment.zero-window");
    } else if (before(rcv.nxt, first)) {
      const kept = receiveQueue.hold({ seq: first, length, offset: segment.offset });
      if (kept < length) receiveQueue.noteDuplicate([first, advance(first, length)]);
      if (kept > 0) conclude(turn, "buffered", "tcp.text.out-of-order");
      else conclude(turn, "duplicate", "tcp.text.out-of-order");
    } else {
      if (old > 0) receiveQueue.noteDuplicate([first, rcv.nxt]);
      turn.rule = "tcp.text.in-order";
      accept(tcb, turn, { seq: rcv.nxt, length, offset: segment.offset + old });
      if (mayDelay(tcb, length)) {
        startDelay(tcb, turn);
        return;
      }
    }
    turn.acknowledge = turn.rule;
  }
  // What waited behind the gap, or came with the SYN, follows.
  for (let next = receiveQueue.takeFrom(rcv.nxt); next !== undefined; next = receiveQueue.takeFrom(rcv.nxt)) {
    accept(tcb, turn, next);
    turn.acknowledge = "tcp.text.gap-filled";
  }
}

/**
 * Whether the acknowledgement of bytes in order may wait (RFC 9293 §3.8.6.3): not when it fills a gap or part of one
 * (RFC 5681 §4.2), and not for the second segment of full size.
 */
function mayDelay(tcb: Tcb, length: Bytes): boolean {
  if (tcb.settings.delayedAck === 0 || tcb.receiveQueue.stretches.length > 0) return false;
  tcb.unacknowledged += length;
  return tcb.unacknowledged < 2 * tcb.snd.mss;
}

/** Lets the acknowledgement wait for company, at most for the delay. */
function startDelay(tcb: Tcb, turn: Turn): void {
  if (tcb.timers["delayed-ack"] === null) startTimer(tcb, turn, "delayed-ack", tcb.settings.delayedAck, "tcp.ack.delayed");
}

/**
 * Advances RCV.NXT over bytes that are in order and hands them to the program, or keeps them until it reads. The right edge
 * of the window stays.
 */
function accept(tcb: Tcb, turn: Turn, stretch: Stretch): void {
  tcb.rcv.nxt = advance(tcb.rcv.nxt, stretch.length);
  tcb.rcv.wnd -= stretch.length;
  if (tcb.reading) {
    turn.effects.push({ kind: "deliver", offset: stretch.offset, bytes: stretch.length, fin: false, rule: "tcp.text.deliver" });
  } else {
    tcb.receiveQueue.keep(stretch);
  }
}

/** Where a segment's FIN stands, or null when it has none. */
export function finOf(segment: Segment): ReturnType<typeof advance> | null {
  if ((segment.flags & FIN) === 0) return null;
  return advance(segment.seq, segment.length + ((segment.flags & SYN) === 0 ? 0 : 1));
}
