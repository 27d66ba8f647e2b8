// How much of the waiting data may go now by the peer's window: the sender's side of avoiding silly windows, with the Nagle algorithm
// (RFC 9293 §3.8.6.2.1 and §3.7.4).

import type { Bytes } from "../../kernel/index.ts";
import type { TextbookFlow } from "../recovery/textbook-flow.ts";

/** The bytes of the next new segment; 0 when it has to wait. Every SEND counts as pushed. */
export function sendable(flow: TextbookFlow, nagle: boolean): Bytes {
  const { waiting, flightSize } = flow;
  const usable = flow.window - flightSize;
  if (Math.min(waiting, usable) <= 0) return 0;
  const { room } = flow;
  const most = Math.min(waiting, usable, room);
  // (1) A segment of full size.
  if (most >= room) return most;
  // Nagle: while something is unacknowledged, what is small waits.
  if (flightSize > 0 && nagle) return 0;
  // (2) Everything that is queued.
  if (waiting <= usable) return waiting;
  // (3) At least half of the largest window that the peer has offered.
  return 2 * most >= flow.maxWindow ? most : 0;
}
