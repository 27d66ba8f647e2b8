// When Linux acknowledges: at once while a connection is young or one-sided, else after a delay that learns (RFC 9293 §3.8.6.3).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import { TICK, tickAt, ticks } from "../clock/wheel.ts";
import type { RoundTrip } from "../ends/receiver.ts";

/** At most so many acknowledgements go at once before the delay begins. */
const MOST_QUICK = 16;
const FEWEST_QUICK = 2;
/** Bounds of the delay, in ticks: with data of the peer's small or expected in both directions, without, and always. */
const LONGEST_PUSHED = 50;
const LONGEST = 125;
const LONGEST_EVER = 49;

/** Times are counted in ticks. */
export class LinuxAcks {
  /** How many acknowledgements go at once. */
  quick = 0;
  /** The program answers what it receives, so that its data will carry the acknowledgements ("pingpong"). */
  interactive = false;
  /** An acknowledgement is owed. */
  owed = false;
  /** A gap has been filled: the acknowledgement goes at once whatever else holds. */
  immediate = false;
  /** A small or pushed segment has come since the last acknowledgement, and another small one after it. */
  private pushed = false;
  private pushedTwice = false;
  /** How long an acknowledgement waits; 0 before any data has come. */
  private wait = 0;
  /** When the waiting one goes; null when none waits. */
  private due: number | null = null;
  /** When data last came. */
  private receivedAt: number;
  private readonly shortest: number;

  /** `delay`: the shortest time that an acknowledgement waits. */
  constructor(now: Milliseconds, delay: Milliseconds) {
    this.receivedAt = tickAt(now);
    this.shortest = ticks(delay);
  }

  /** A smaller segment than the peer's full ones has come. */
  small(): void {
    if (this.pushed) this.pushedTwice = true;
    this.pushed = true;
  }

  /** A full one with PSH has come: it is likely to be the last of a write. */
  push(): void {
    this.pushed = true;
  }

  /** Data has come in order. `window` was offered last, `mss` is the size of full segments. */
  received(now: Milliseconds, window: Bytes, mss: Bytes, rto: Milliseconds): void {
    const at = tickAt(now);
    const gap = at - this.receivedAt;
    const half = Math.floor(this.shortest / 2);
    this.owed = true;
    this.receivedAt = at;
    if (this.wait === 0) {
      this.raiseQuick(window, mss);
      this.wait = this.shortest;
    } else if (gap <= half) {
      this.wait = Math.floor(this.wait / 2) + half;
    } else if (gap < this.wait) {
      this.wait = Math.min(Math.floor(this.wait / 2) + gap, ticks(rto));
    } else if (gap > ticks(rto)) {
      // The peer should have begun anew with a small window, and waits for every acknowledgement.
      this.raiseQuick(window, mss);
    }
  }

  /** The peer has sent something in vain: it should know at once, now and for some time. */
  hurry(window: Bytes, mss: Bytes): void {
    this.raiseQuick(window, mss);
    this.interactive = false;
    this.wait = this.shortest;
  }

  /** Whether the acknowledgement that is owed goes at once because the connection is young or one-sided. */
  get quickly(): boolean {
    return this.shortest === 0 || (this.quick > 0 && !this.interactive);
  }

  /** Whether reading everything that there is settles what is owed. */
  get settledByReading(): boolean {
    return this.pushedTwice || (this.pushed && !this.interactive);
  }

  /**
   * The acknowledgement waits. Tells how long its timer is to run from now; 0 or more. `null`: it runs already and goes off early
   * enough. Negative: it is about to go off, so the acknowledgement should go now.
   */
  delay(now: Milliseconds, roundTrip: RoundTrip): Milliseconds | null {
    const at = tickAt(now);
    const wait = Math.min(this.bounded(roundTrip.srtt), LONGEST_EVER);
    if (this.due !== null) {
      if (this.due <= at + Math.floor(wait / 4)) return -1;
      if (this.due <= at + wait) return null;
    }
    this.due = at + wait;
    return wait * TICK;
  }

  /** The handshake's acknowledgement waits for the data that is about to be sent. Tells how long at most. */
  postpone(now: Milliseconds, window: Bytes, mss: Bytes): Milliseconds {
    this.hurry(window, mss);
    this.owed = true;
    this.due = tickAt(now) + LONGEST_PUSHED;
    return LONGEST_PUSHED * TICK;
  }

  /** The delay is over: what waited goes, and the next will wait longer, or the program no longer counts as answering. */
  expired(rto: Milliseconds): void {
    this.due = null;
    if (this.interactive) {
      this.interactive = false;
      this.wait = this.shortest;
    } else {
      this.wait = Math.min(2 * this.wait, ticks(rto));
    }
  }

  /** A segment with ACK has gone. */
  acknowledged(): void {
    if (this.owed && this.quick > 0) {
      this.quick -= 1;
      if (this.quick === 0) this.wait = this.shortest;
    }
    this.owed = false;
    this.immediate = false;
    this.pushed = false;
    this.pushedTwice = false;
    this.due = null;
  }

  /** Data of our own has gone: soon after the peer's it counts as an answer. */
  dataSent(now: Milliseconds): void {
    if (tickAt(now) - this.receivedAt < this.wait) this.interactive = true;
  }

  /** Whether an acknowledgement waits for its timer. */
  get waits(): boolean {
    return this.due !== null;
  }

  private raiseQuick(window: Bytes, mss: Bytes): void {
    const count = Math.floor(window / (2 * mss));
    this.quick = Math.max(this.quick, Math.min(count === 0 ? FEWEST_QUICK : count, MOST_QUICK));
  }

  /** Beyond the shortest, no longer than a round trip. */
  private bounded(srtt: Milliseconds | null): number {
    if (this.wait <= this.shortest) return this.wait;
    const longest = this.interactive || this.pushed ? LONGEST_PUSHED : LONGEST;
    const roundTrip = srtt === null ? longest : Math.max(ticks(srtt), this.shortest);
    return Math.min(this.wait, longest, roundTrip);
  }
}
