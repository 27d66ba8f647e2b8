// What a duplicate acknowledgement is (RFC 5681 §2), and how many have come in a row.

import type { Acknowledgement } from "../ends/sender.ts";
import type { TextbookFlow } from "./textbook-flow.ts";

/** So many duplicates in a row are taken for a loss (RFC 5681 §3.2; DupThresh of RFC 6675 §2). */
export const DUPLICATE_THRESHOLD = 3;

/**
 * Whether an acknowledgement is a duplicate, as it comes: (a) something is outstanding, (b) it carries no data, (c) neither SYN nor FIN,
 * (d) it acknowledges what was acknowledged before, (e) it offers the window that was offered before.
 */
export function isDuplicate(flow: TextbookFlow, { ack, window, pure }: Acknowledgement): boolean {
  return flow.board.first !== null && pure && ack === flow.una && window === flow.window;
}
