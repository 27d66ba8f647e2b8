// Duplicate acknowledgements in the place of SACK blocks: each one counts as a segment that has arrived somewhere (RFC 6582, as
// Linux 6.18 keeps the count).

import type { Flow } from "./flow.ts";
import { RECOVERY } from "./flow.ts";

/** Counts on the scoreboard, without knowing which segments are meant. */
export class RenoDuplicates {
  constructor(private readonly flow: Flow) {}

  /** A duplicate has come. */
  add(): void {
    const { flow } = this;
    const { board } = flow;
    const before = board.sacked;
    board.sacked += 1;
    if (this.limit()) flow.noteManyDuplicates(board.out);
    if (board.sacked > before) flow.delivered += board.sacked - before;
  }

  /** The count begins anew. */
  reset(): void {
    this.flow.board.sacked = 0;
  }

  /** So many segments were acknowledged: those that duplicates had told of are counted no more. */
  acknowledged(segments: number): void {
    const { flow } = this;
    const { board } = flow;
    if (segments > 0) {
      flow.delivered += Math.max(segments - board.sacked, 1);
      board.sacked = segments - 1 >= board.sacked ? 0 : board.sacked - (segments - 1);
    }
    if (this.limit()) flow.noteManyDuplicates(board.out + segments);
    // What had arrived before cannot be told from what was sent again.
    if (flow.ack.resentAcked) flow.ack.originalAcked = false;
  }

  /** Marks the oldest segment lost when enough duplicates have come, and each next one that a partial acknowledgement shows. */
  markLost(): void {
    const { flow } = this;
    const { board } = flow;
    const enough = flow.phase < RECOVERY && board.sacked >= flow.reordering;
    if (!enough && !(flow.phase === RECOVERY && flow.ack.advanced)) return;
    const head = board.first;
    if (head === null || head.lost) return;
    if (head.segments > 1) board.split(head, head.start + flow.mss);
    board.markLost(head);
  }

  /** At least one segment must be missing, for else there would be no duplicates. Tells whether the count was too high. */
  private limit(): boolean {
    const { board } = this.flow;
    const holes = Math.min(Math.max(board.lost, 1), board.out);
    if (board.sacked + holes <= board.out) return false;
    board.sacked = board.out - holes;
    return true;
  }
}
