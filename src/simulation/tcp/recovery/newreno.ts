// Fast retransmit and fast recovery without SACK: Reno's (RFC 5681 §3.2), and NewReno's, which stays until everything is mended (RFC 6582 §3.2).

import type { Bytes } from "../../kernel/index.ts";
import type { Acknowledgement, Position } from "../ends/sender.ts";
import { DUPLICATE_THRESHOLD } from "./duplicate-acks.ts";
import { limitedTransmit } from "./limited-transmit.ts";
import type { LossRecovery } from "./loss-recovery.ts";
import type { TextbookFlow } from "./textbook-flow.ts";

export class FastRecovery implements LossRecovery {
  recovering = false;
  readonly rulesNewData = false;
  private duplicates = 0;
  /** SND.NXT when the latest loss was noticed: "recover". */
  private recover: Position = 0;
  /** Whether this recovery has had a partial acknowledgement. */
  private hadPartial = false;
  /** What limited transmit has sent for these duplicates: FlightSize does not count it (RFC 5681 §3.2, step 2). */
  private limitedFrom: Position = 0;

  /** `partial`: whether a partial acknowledgement goes on with the recovery (NewReno) or ends it (Reno). */
  constructor(private readonly flow: TextbookFlow, private readonly partial: boolean) {}

  get allowance(): Bytes {
    return this.recovering ? 0 : limitedTransmit(this.duplicates, this.flow.mss);
  }

  repeated(_acknowledgement: Acknowledgement, duplicate: boolean): void {
    const { flow } = this;
    if (!duplicate) return;
    if (this.duplicates === 0) this.limitedFrom = flow.nxt;
    this.duplicates += 1;
    if (this.recovering) {
      // Step 4: each one says that a segment has left the network.
      flow.congestion.set(flow.congestion.cwnd + flow.mss);
    } else if (this.duplicates === DUPLICATE_THRESHOLD) {
      this.enter();
    }
  }

  advanced(_acknowledgement: Acknowledgement, acknowledged: Bytes): boolean {
    const { flow } = this;
    const { congestion, mss } = flow;
    this.duplicates = 0;
    if (!this.recovering) {
      if (acknowledged > 0) congestion.grow(acknowledged);
      return true;
    }
    if (!this.partial) {
      // RFC 5681 §3.2, step 6: the window deflates with the next acknowledgement of new data.
      congestion.set(congestion.ssthresh);
      this.recovering = false;
      return true;
    }
    if (flow.una >= this.recover) {
      // A full acknowledgement (RFC 6582 §3.2, step 3): no burst, whatever is in flight.
      congestion.set(Math.min(congestion.ssthresh, Math.max(flow.flightSize, mss) + mss));
      this.recovering = false;
      return true;
    }
    // A partial one: the next segment is missing too.
    const { first } = flow.board;
    congestion.set(Math.max(mss, congestion.cwnd - acknowledged + (acknowledged >= mss ? mss : 0)));
    if (first !== null) flow.sendAgain(first, "tcp.recovery.partial-ack");
    // Only the first partial acknowledgement sets the timer anew (the "Impatient" variant, §4).
    const restart = !this.hadPartial;
    this.hadPartial = true;
    return restart;
  }

  timedOut(): void {
    // RFC 6582 §3.2, step 4: no fast retransmit before everything sent so far is acknowledged.
    this.recover = this.flow.nxt;
    this.recovering = false;
    this.duplicates = 0;
  }

  proceed(): void {
    // New data goes by the inflated window (steps 4 and 5).
  }

  private enter(): void {
    const { flow } = this;
    const { first } = flow.board;
    // RFC 6582 §3.2, step 1: the duplicates may come from the mending of the loss before.
    if (first === null || flow.una <= this.recover) return;
    flow.congestion.halve(Math.min(flow.nxt, this.limitedFrom) - flow.una);
    this.recover = flow.nxt;
    this.recovering = true;
    this.hadPartial = false;
    flow.congestion.set(flow.congestion.ssthresh + DUPLICATE_THRESHOLD * flow.mss);
    flow.sendAgain(first, "tcp.recovery.fast-retransmit");
  }
}
