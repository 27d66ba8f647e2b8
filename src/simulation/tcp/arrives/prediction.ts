// Header prediction: the short way through SEGMENT ARRIVES (RFC 9293 §3.10.7.4) for what almost every segment of a transfer is.

import type { Segment } from "../segment/segment.ts";
import { ACK, PSH } from "../segment/segment.ts";
import type { Tcb } from "../tcb.ts";

/**
 * Whether a segment is what an open connection expects next: in its place, inside of the window, and with nothing set but ACK. Then the
 * first four checks find nothing: it begins at RCV.NXT and ends inside of the window, and has neither RST nor SYN. Timestamps are looked
 * at by the first check, and so a segment goes the whole way where they are agreed.
 */
export function isPredicted({ state, rcv, agreed, withSyn }: Tcb, segment: Segment): boolean {
  return (segment.flags & ~PSH) === ACK && segment.seq === rcv.nxt && segment.length <= rcv.wnd
    && (state === "ESTABLISHED" || state === "FIN-WAIT-1") && !agreed.timestamps && withSyn === null;
}
