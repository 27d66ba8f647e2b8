// How many segments go at once: a Linux host hands several to the network as one unit, as many as about a millisecond of the connection's
// rate, and may wait a moment for more to fill it.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { Flow } from "../recovery/flow.ts";
import { RECOVERY } from "../recovery/flow.ts";
import type { UnsentChunks } from "./segments.ts";

/** The most bytes of one unit, headers aside. */
const LARGEST: Bytes = 65_215;
/** A unit has two segments at least, where they are there. */
const FEWEST = 2;
/** A share of the window that is always worth sending. */
const WORTHWHILE = 3;
/** A unit waits for more only within this time of the latest sending, and only for so long. */
const PATIENCE: Milliseconds = 1;

/** Go now. */
export const SEND = 0;
/** Wait, for the congestion window is what is short. */
export const WAIT_FOR_CWND = 1;
/** Wait for something else. */
export const WAIT = 2;

/** Decides on the size of units. */
export class Units {
  /** Bytes per second at which the connection would spread its window; infinite before anything is measured. */
  rate = Infinity;

  /** `hostTime`: what hosts and wire add to a round trip beside what is measured. */
  constructor(private readonly flow: Flow, private readonly hostTime: Milliseconds) {}

  /** Works out the rate anew: twice the window per round trip in slow start, a fifth more than the window from there. */
  updateRate(): void {
    const { estimator, mss, cwnd, ssthresh, board } = this.flow;
    if (estimator.srtt === null) return;
    const factor = cwnd < ssthresh / 2 ? 2 : 1.2;
    this.rate = (factor * mss * Math.max(cwnd, board.out) * 1000) / (estimator.srtt + this.hostTime);
  }

  /** The most segments of this size in a unit: a 1024th of a second's worth, and more where the round trip is short. */
  largestOf(size: Bytes): number {
    let bytes = this.rate / 1024;
    const shift = Math.floor((this.flow.minRtt.value * 1000) / 512);
    if (shift < 17) bytes += LARGEST >> shift;
    return Math.max(Math.floor(Math.min(bytes, LARGEST) / size), FEWEST);
  }

  /** The bytes that a chunk of the queue may take: half of the largest window ever offered, in whole segments of this size. */
  chunkOf(size: Bytes): Bytes {
    const { maxWindow } = this.flow;
    const half = maxWindow > 536 ? maxWindow >> 1 : maxWindow;
    return Math.max(Math.floor(Math.min(half, LARGEST) / size) * size, size);
  }

  /** Whether a unit of more than one segment goes now or waits for more. */
  decide(chunks: UnsentChunks, largest: number, size: Bytes): typeof SEND | typeof WAIT | typeof WAIT_FOR_CWND {
    const { flow } = this;
    const { now, board, estimator } = flow;
    if (flow.phase >= RECOVERY || now - flow.lastSentAt > PATIENCE) return SEND;
    const byPeer = flow.windowEnd - chunks.start;
    const byNetwork = (flow.cwnd - board.flight) * size;
    const limit = Math.min(byPeer, byNetwork);
    const length = chunks.firstLength;
    if (limit >= largest * size) return SEND;
    // Nothing will be added to a chunk that has another behind it.
    if (chunks.count > 1 && limit >= length) return SEND;
    if (limit >= Math.floor(Math.min(flow.window, flow.cwnd * size) / WORTHWHILE)) return SEND;
    const oldest = board.first;
    if (oldest === null) return SEND;
    const srtt = estimator.srtt ?? 0;
    // The next acknowledgement is too far away to wait for it.
    if (oldest.sentAt + srtt - now > Math.min(srtt / 2, PATIENCE)) return SEND;
    if (byNetwork < byPeer) {
      if (byNetwork <= length) return WAIT_FOR_CWND;
    } else if (byPeer <= length) {
      return WAIT;
    }
    return chunks.isFinal(0) ? SEND : WAIT;
  }
}
