// CUBIC: the window grows along a cubic curve around the window of the latest loss, at any round-trip time (RFC 9438), in whole numbers as
// Linux 6.18 computes it.

import type { Milliseconds } from "../../kernel/index.ts";
import type { Flow } from "../recovery/flow.ts";
import type { CongestionControl } from "./control.ts";
import { increase, slowStart } from "./control.ts";
import type { HyStart } from "./hystart.ts";

/** The window after a loss is 717/1024 of the one before: beta_cubic = 0.7 (RFC 9438 §4.6). */
const BETA = 717;
const ONE = 1024;
const LEAST = 2;
/** C = 0.4 (RFC 9438 §5), as 410 in units of 2^-10. */
const C = 410;
/** The curve's clock counts in units of 1/1024 s, the machine's in ticks of 4 ms. */
const CURVE_CLOCK = 1024;
const TICKS_PER_SECOND = 250;
const TICK: Milliseconds = 4;
/** 2^40 / C: turns a distance in segments into the cube of a time. */
const CUBE = 2_681_735_677;
/** 2^40: turns the cube of a time, times C, into segments. */
const SCALE = 1_099_511_627_776;
/** The window of Reno grows one segment per 15/8 of a window: alpha_cubic of RFC 9438 §4.3. */
const FRIENDLY = 15;
/** Without a loss so far, one segment for each 20 at least. */
const PROBING = 20;
/** A window that has not changed is not computed anew so soon: 1/32 s in ticks. */
const RESTING_TICKS = 7;

export class Cubic implements CongestionControl {
  /** W_max: the window at the latest loss; 0 without one. */
  private lastMax = 0;
  private lastCwnd = 0;
  /** Ticks. */
  private lastTick = 0;
  private epoch = 0;
  private origin = 0;
  /** K, in units of the curve's clock. */
  private delay = 0;
  /** Segments to be delivered for one more in the window. */
  private per = 0;
  /** W_est of RFC 9438 §4.3, and the segments delivered since it grew. */
  private renoWindow = 0;
  private renoCredit = 0;
  /** The least round trip. */
  private leastRtt: Milliseconds = 0;

  /** `rate` tells the bytes per second at which the connection spreads its window. */
  constructor(private readonly flow: Flow, private readonly hystart: HyStart, private readonly rate: () => number) {}

  threshold(): number {
    const { cwnd } = this.flow;
    this.epoch = 0;
    // Fast convergence (RFC 9438 §4.7): a smaller window than last time gives way further.
    this.lastMax = cwnd < this.lastMax ? Math.floor((cwnd * (ONE + BETA)) / (2 * ONE)) : cwnd;
    return Math.max(Math.floor((cwnd * BETA) / ONE), LEAST);
  }

  grow(segments: number): void {
    const { flow } = this;
    const left = flow.inSlowStart ? slowStart(flow, segments) : segments;
    if (left === 0) return;
    this.update(left);
    increase(flow, this.per, left);
  }

  measured(rtt: Milliseconds): void {
    // Right after a reduction the round trips still tell of the queue before it.
    if (this.epoch > 0 && this.tick - this.epoch < TICKS_PER_SECOND) return;
    if (this.leastRtt === 0 || rtt < this.leastRtt) this.leastRtt = rtt;
    this.hystart.measured(rtt, this.leastRtt, this.rate());
  }

  resume(idle: Milliseconds): void {
    // Idle time is none on the curve (RFC 9438 §4.2).
    const ticks = Math.floor(idle / TICK);
    if (this.epoch > 0 && ticks > 0) this.epoch = Math.min(this.epoch + ticks, this.tick);
  }

  reset(): void {
    this.lastMax = this.lastCwnd = this.lastTick = this.epoch = this.origin = this.delay = this.per = 0;
    this.renoWindow = this.renoCredit = this.leastRtt = 0;
    this.hystart.reset();
  }

  /** Never 0, which stands for "no epoch". */
  private get tick(): number {
    return Math.floor(this.flow.now / TICK) + 1;
  }

  /** Works out how many segments must be delivered for one more in the window (RFC 9438 §4.2 to §4.5). */
  private update(segments: number): void {
    const { cwnd } = this.flow;
    const { tick } = this;
    this.renoCredit += segments;
    if (this.lastCwnd === cwnd && tick - this.lastTick <= RESTING_TICKS) return;
    if (this.epoch === 0 || tick !== this.lastTick) {
      this.lastCwnd = cwnd;
      this.lastTick = tick;
      if (this.epoch === 0) this.begin(tick, segments);
      const target = this.target(tick);
      this.per = target > cwnd ? Math.floor(cwnd / (target - cwnd)) : 100 * cwnd;
      if (this.lastMax === 0 && this.per > PROBING) this.per = PROBING;
    }
    const step = (cwnd * FRIENDLY) >> 3;
    while (this.renoCredit > step) {
      this.renoCredit -= step;
      this.renoWindow += 1;
    }
    if (this.renoWindow > cwnd) this.per = Math.min(this.per, Math.floor(cwnd / (this.renoWindow - cwnd)));
    // At most half a window more for each window delivered.
    this.per = Math.max(this.per, LEAST);
  }

  private begin(tick: number, segments: number): void {
    const { cwnd } = this.flow;
    this.epoch = tick;
    this.renoCredit = segments;
    this.renoWindow = cwnd;
    this.delay = this.lastMax <= cwnd ? 0 : cubeRoot(CUBE * (this.lastMax - cwnd));
    this.origin = Math.max(this.lastMax, cwnd);
  }

  /** W_cubic one round trip from now. */
  private target(tick: number): number {
    const ticks = tick - this.epoch - Math.floor(-this.leastRtt / TICK);
    const time = Math.floor((ticks * CURVE_CLOCK) / TICKS_PER_SECOND);
    const distance = Math.abs(time - this.delay);
    const rise = Math.floor((C * distance * distance * distance) / SCALE);
    return time < this.delay ? this.origin - rise : this.origin + rise;
  }
}

/** The cube root of a whole number, rounded down, by Newton's method. */
export function cubeRoot(value: number): number {
  if (value < 1) return 0;
  let root = 1;
  while (root * root * root < value) root *= 2;
  for (;;) {
    const next = Math.floor((2 * root + Math.floor(value / (root * root))) / 3);
    if (next >= root) return root;
    root = next;
  }
}
