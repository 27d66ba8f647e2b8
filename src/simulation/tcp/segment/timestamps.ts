// Timestamps on arrival: old duplicates are told by them, and one is kept to be echoed (RFC 7323 §4.3 and §5.3).

import type { Milliseconds } from "../../kernel/index.ts";
import { answer } from "../answer-limit.ts";
import type { Turn } from "../effects.ts";
import { conclude } from "../effects.ts";
import type { Tcb } from "../tcb.ts";
import { timestampNow, timestampsOf } from "./options.ts";
import type { Segment } from "./segment.ts";
import { ACK, RST, sequenceLength, SYN } from "./segment.ts";
import type { SequenceNumber } from "./sequence.ts";
import { atOrBefore, before } from "./sequence.ts";

/** How many retransmission timeouts a duplicate acknowledgement may be late. */
const REPLAY = 1.2;

/**
 * PAWS (RFC 7323 §5.3, R1): a segment older than the latest one is an old duplicate, whatever its number. Tells whether to go on.
 */
export function checkTimestamps(tcb: Tcb, segment: Segment, turn: Turn): boolean {
  if (!tcb.agreed.timestamps || (segment.flags & RST) !== 0) return true;
  const timestamps = timestampsOf(segment.options);
  if (timestamps === undefined) {
    // "If a non-<RST> segment is received without a TSopt, an endpoint SHOULD silently drop the segment" (§3.2). Linux takes it.
    if (tcb.settings.stack === "linux") return true;
    conclude(turn, "ignored", "tcp.timestamps.missing");
    return false;
  }
  if (echoesNothing(tcb, timestamps.echo, turn.now)) {
    conclude(turn, "unacceptable", "tcp.timestamps.foreign-echo");
    answer(tcb, segment, turn);
    return false;
  }
  const age = (tcb.agreed.recent - timestamps.value) | 0;
  if (age <= tcb.settings.timestampSlack) return true;
  if (tcb.settings.stack === "linux" && (segment.flags & ACK) !== 0 && sequenceLength(segment) === 0) {
    if (isReplay(tcb, segment, age)) return true;
    if (before(segment.seq, tcb.rcv.nxt)) {
      // An acknowledgement that data of the peer's has overtaken is common, and nobody waits for an answer to it.
      conclude(turn, "ignored", "tcp.timestamps.old");
      return false;
    }
  }
  if (tcb.settings.stack === "textbook" && sequenceLength(segment) === 0) {
    // Simplified: R1 has it answered. Two ends whose acknowledgements overtake one another would then answer each other for ever, which
    // RFC 5961 §7 has them limit: what takes up no sequence space is dropped without a word.
    conclude(turn, "ignored", "tcp.timestamps.old");
    return false;
  }
  conclude(turn, "unacceptable", "tcp.timestamps.old");
  answer(tcb, segment, turn);
  if ((segment.flags & SYN) === 0) tcb.ends?.unacceptable(segment);
  return false;
}

/** Whether the last ACK of a handshake echoes a timestamp that no SYN+ACK has had: Linux does not take it (`TSEcrRejected`). */
function echoesNothing({ settings, state, open, syn, ends }: Tcb, echo: number, now: Milliseconds): boolean {
  if (settings.stack !== "linux" || state !== "SYN-RECEIVED" || open !== "passive" || syn === null || ends !== null) return false;
  // What a cookie is answered with was sent before anything was kept of it.
  if (echo === 0 || syn.transmissions === 0) return false;
  const first = timestampNow(syn.sentAt);
  return ((echo - first) | 0) < 0 || ((echo - timestampNow(now)) | 0) > 0;
}

/** A duplicate acknowledgement that others have overtaken still counts, for about as long as a retransmission timeout. */
function isReplay({ rcv, snd, ends }: Tcb, segment: Segment, age: Milliseconds): boolean {
  if (ends === null || segment.seq !== rcv.nxt || segment.ack !== snd.una || ends.updatesWindow(segment)) return false;
  return age <= REPLAY * ends.rto;
}

/** Keeps the timestamp to be echoed: of the segment that the next acknowledgement is for (RFC 7323 §4.3, step 2). */
export function keepTimestamp(tcb: Tcb, segment: Segment, lastAckSent: SequenceNumber): void {
  if (!tcb.agreed.timestamps) return;
  const timestamps = timestampsOf(segment.options);
  if (timestamps === undefined) return;
  if (((timestamps.value - tcb.agreed.recent) | 0) >= 0 && atOrBefore(segment.seq, lastAckSent)) tcb.agreed.recent = timestamps.value;
}
