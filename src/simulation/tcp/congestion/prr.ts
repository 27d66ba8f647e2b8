// Proportional rate reduction: in a recovery the window falls to ssthresh in step with what is delivered (RFC 6937, with the
// conservative bound of Linux 6.18).

import type { Flow } from "../recovery/flow.ts";

/** Counts what a reduction has delivered and sent. */
export class RateReduction {
  private delivered = 0;
  private sent = 0;

  constructor(private readonly flow: Flow) {}

  /** A reduction begins: ssthresh is known, the window still what it was. */
  begin(): void {
    this.delivered = 0;
    this.sent = 0;
    this.flow.priorCwnd = this.flow.cwnd;
    this.flow.credit = 0;
  }

  /** Segments were sent, new or again. */
  note(segments: number): void {
    this.sent += segments;
  }

  /** So many segments were delivered by this acknowledgement, and so many found lost: sets the window (RFC 6937 §3). */
  reduce(delivered: number, lost: number): void {
    const { flow } = this;
    if (delivered <= 0) return;
    this.delivered += delivered;
    const { ssthresh, flight, priorCwnd } = flow;
    const room = ssthresh - flight;
    let send: number;
    if (room < 0) {
      send = Math.floor((ssthresh * this.delivered + priorCwnd - 1) / priorCwnd) - this.sent;
    } else {
      // Below ssthresh already: slow start again as long as nothing more is found lost.
      send = Math.max(this.delivered - this.sent, delivered);
      if (flow.ack.advanced && lost === 0) send += 1;
      send = Math.min(room, send);
    }
    // The first retransmission goes at once.
    flow.cwnd = flight + Math.max(send, this.sent > 0 ? 0 : 1);
  }
}
