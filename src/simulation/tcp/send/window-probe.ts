// Probing a window that is too small for what waits, so that its opening is noticed even when the word of it is lost
// (RFC 9293 §3.8.6.1, as Linux 6.18 goes about it: with segments that carry nothing).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { Flow } from "../recovery/flow.ts";
import type { Patience } from "../recovery/patience.ts";
import type { TransmissionTimer } from "../recovery/transmission-timer.ts";
import type { UnsentChunks } from "./segments.ts";

const LEAST: Milliseconds = 200;
const MOST: Milliseconds = 120_000;
/** The interval doubles no more often. */
const MOST_DOUBLINGS = 10;

/** Probes while nothing is out and the first segment does not fit the window. */
export class WindowProbe {
  /** How often the interval has doubled, and how many probes went unanswered. */
  private doublings = 0;
  private unanswered = 0;
  /** Since when the window has been probed; null while it is not. */
  private since: Milliseconds | null = null;

  constructor(
    private readonly flow: Flow,
    private readonly chunks: UnsentChunks,
    private readonly timer: TransmissionTimer,
    private readonly patience: Patience,
  ) {}

  /** Begins to wait for the window, unless it is waited for already. */
  later(): void {
    if (this.timer.purpose === null) this.timer.set("persist", this.base, "tcp.persist.start");
  }

  /** Any acknowledgement shows that the peer lives. */
  answered(): void {
    this.unanswered = 0;
  }

  /** An acknowledgement has come while nothing is out: either the window lets the first segment go now, or the wait begins anew. */
  heard(): void {
    const { flow, chunks, timer } = this;
    if (chunks.count === 0) return;
    if (chunks.endOf(0) <= flow.windowEnd) {
      this.doublings = 0;
      this.since = null;
      timer.clear("tcp.persist.stop");
    } else {
      timer.set("persist", this.interval, "tcp.persist.start");
    }
  }

  /** The timer has expired: `send` sends part of a chunk where a part fits. False when the peer has been silent for too long. */
  fire(send: (most: Bytes) => void): boolean {
    const { flow, chunks, timer } = this;
    timer.purpose = null;
    if (flow.board.out > 0 || chunks.count === 0) {
      this.unanswered = 0;
      return true;
    }
    const { retries, userTimeout } = this.patience;
    if (userTimeout !== null && this.since !== null && flow.now - this.since >= userTimeout) return false;
    this.since ??= flow.now;
    if (this.unanswered >= retries) return false;
    if (chunks.start < flow.windowEnd) {
      send(Math.min(flow.windowEnd - chunks.start, flow.size));
      this.unanswered = this.doublings = 0;
      return true;
    }
    flow.outlet.transmit(flow.una - 1, 0, 0, false, "tcp.persist.probe");
    this.unanswered += 1;
    this.doublings = Math.min(this.doublings + 1, retries);
    timer.set("persist", this.interval, "tcp.persist.start");
    return true;
  }

  private get base(): Milliseconds {
    return Math.max(this.flow.estimator.rto, LEAST);
  }

  private get interval(): Milliseconds {
    const interval = Math.min(this.base * (1 << Math.min(this.doublings, MOST_DOUBLINGS)), MOST);
    return this.since === null ? interval : this.patience.clamp(interval, this.flow.now - this.since);
  }
}
