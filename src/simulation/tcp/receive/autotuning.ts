// The receive buffer grows with what one round trip brings (Linux's dynamic right sizing; RFC 9293 §3.8.6.2 leaves the size open).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";

/** The mean moves by an eighth of each sample; counting eighths of microseconds keeps it whole. */
const EIGHTHS = 8;
const MICROSECONDS = 1000;

export class Autotuning {
  /** The bytes that the program has read in a round trip, as far as that is more than ever before. */
  space: Bytes;
  /** When and where the measure of a round trip's bytes began. */
  private since: Milliseconds;
  private from: Position;
  /** Eighths of microseconds; 0 before the first measurement. */
  private mean = 0;
  /** The latest echo that was seen: a timestamp that comes again measures nothing. */
  private echo = -1;
  /** Without timestamps a window's worth of bytes measures a round trip: up to where it reaches, and when it began. */
  private windowEnd: Position = 0;
  private windowSince: Milliseconds = -1;

  constructor(now: Milliseconds, from: Position, space: Bytes) {
    this.since = now;
    this.from = from;
    this.space = space;
  }

  /** The round trip as this end sees it; 0 before the first measurement. */
  get roundTrip(): Milliseconds {
    return this.mean / EIGHTHS / MICROSECONDS;
  }

  /** An echoed timestamp has come. `full`: with a segment of full size. `drained`: the program had read everything before. */
  echoed(now: Milliseconds, echo: number, full: boolean, drained: boolean): void {
    if (echo === this.echo) return;
    this.echo = echo;
    const age = Math.floor(now) - echo;
    if (!full || age <= 0) return;
    const sample = age * MICROSECONDS;
    if (this.lowers(sample)) return;
    // While bytes wait to be read, the peer may have waited for the window.
    if (drained) this.mean += sample - Math.floor(this.mean / EIGHTHS);
  }

  /** Bytes have come in order: a window's worth of them takes at least a round trip. */
  advanced(now: Milliseconds, next: Position, offered: Bytes): void {
    if (this.windowSince >= 0) {
      if (next < this.windowEnd) return;
      this.lowers(Math.max(1, Math.round((now - this.windowSince) * MICROSECONDS)));
    }
    this.windowEnd = next + offered;
    this.windowSince = now;
  }

  /**
   * The program has read up to `read`. When a round trip is over and it has brought more than any before, tells how many
   * bytes; else 0.
   */
  measured(now: Milliseconds, read: Position, next: Position): Bytes {
    const elapsed = Math.round((now - this.since) * MICROSECONDS);
    if (this.mean === 0 || elapsed < Math.floor(this.mean / EIGHTHS)) return 0;
    const bytes = read - this.from - (next - read);
    this.from = read;
    this.since = now;
    return bytes > this.space ? bytes : 0;
  }

  /**
   * The window that the buffer should hold when a round trip may bring `bytes`: twice as much, for what was measured is a round
   * trip old, and more while it grows. `ahead`: how far bytes out of order reach beyond RCV.NXT.
   */
  window(bytes: Bytes, ahead: Bytes): Bytes {
    const twice = 2 * bytes;
    const growth = Math.floor((twice * (bytes - this.space)) / this.space);
    this.space = bytes;
    return twice + 2 * growth + ahead;
  }

  /** A smaller sample is believed at once. Tells whether it was smaller. */
  private lowers(sample: number): boolean {
    if (this.mean !== 0 && EIGHTHS * sample >= this.mean) return false;
    this.mean = EIGHTHS * sample;
    return true;
  }
}
