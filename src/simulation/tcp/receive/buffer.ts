// The receive buffer and the window that may be offered of it: what is kept costs more memory than its bytes (Linux; RFC 7323 §2).

import type { Bytes } from "../../kernel/index.ts";
import { LARGEST_BUFFER } from "./first-window.ts";

/** A ratio of 256 means that memory and bytes are alike. */
const WHOLE = 256;
/** Before a full segment has been seen, half of the memory is taken to be bytes. */
const FIRST_RATIO = 128;
/** The smallest limit that a window is held to. */
const SMALLEST_LIMIT: Bytes = 1152;
/** A window that begins to grow from here is thought to measure one round trip's worth at first. */
const FIRST_FLIGHT = 10;
/** Smaller segments do not let the window grow. */
const WORTH_GROWING: Bytes = 128;

export class ReceiveBuffer {
  /** The memory that may be used. It grows unless the program has set it. */
  size: Bytes;
  readonly locked: boolean;
  /** The memory in use. */
  used: Bytes = 0;
  /** How many of 256 parts of the memory are bytes. */
  private ratio = FIRST_RATIO;
  /** No window is larger than this, whatever the memory. */
  limit: Bytes = 0;
  /** No window is larger than this either: it grows as segments come, as slow start would have it. */
  threshold: Bytes = 0;
  private mss: Bytes = 0;

  /** `size` counts memory. `locked`: the program has set it, so that it stays. */
  constructor(size: Bytes, locked: boolean) {
    this.size = size;
    this.locked = locked;
  }

  /** The connection opens with a first window. `mss`: the most that a segment carries. Tells what one round trip may bring. */
  open(window: Bytes, mss: Bytes): Bytes {
    this.mss = mss;
    this.limit = this.full;
    // Room for one segment is kept back.
    if (this.limit > 2 * mss) this.limit = Math.max(2 * mss, this.limit - mss);
    this.threshold = Math.min(window, this.limit);
    return Math.min(this.threshold, window, FIRST_FLIGHT * mss);
  }

  /** The bytes that so much memory holds; negative when it is. */
  bytes(memory: Bytes): Bytes {
    return Math.floor((memory * this.ratio) / WHOLE);
  }

  /** The bytes that the whole buffer holds. */
  get full(): Bytes {
    return this.bytes(this.size);
  }

  /** The bytes that the free part holds; negative when more is used than there is. */
  get free(): Bytes {
    return this.bytes(this.size - this.used);
  }

  /** A full segment shows how much of its memory is bytes. `offered`: the window offered last. Tells whether that is new. */
  learn(length: Bytes, cost: Bytes, offered: Bytes): boolean {
    const ratio = Math.max(1, Math.floor((length * WHOLE) / cost));
    if (ratio === this.ratio) return false;
    this.ratio = ratio;
    const limit = Math.max(SMALLEST_LIMIT, this.full);
    if (limit < this.limit) this.threshold = Math.min(this.threshold, limit);
    else if (limit > this.limit) this.threshold = Math.max(Math.min(offered, limit), this.threshold);
    this.limit = limit;
    return true;
  }

  /** A segment has come: the window may grow by twice its size. Tells whether it has. `full`: the size of full segments. */
  grow(length: Bytes, cost: Bytes, full: Bytes): boolean {
    const room = Math.min(this.limit, this.free) - this.threshold;
    if (room <= 0) return false;
    const step = this.bytes(cost) <= length ? 2 * this.mss : this.stepOf(length, cost, full);
    if (step === 0) return false;
    this.threshold += Math.min(room, Math.max(step, 2 * length));
    return true;
  }

  /** Whether a segment of this length lets the window grow at all. */
  static growsBy(length: Bytes): boolean {
    return length >= WORTH_GROWING;
  }

  /** The memory for a window of so many bytes, if that is more than there is; the limit follows. */
  enlarge(window: Bytes): void {
    if (this.locked) return;
    const size = Math.min(Math.floor((window * WHOLE) / this.ratio), LARGEST_BUFFER);
    if (size <= this.size) return;
    this.size = size;
    this.limit = this.full;
  }

  /**
   * A segment is to be kept. Where more memory is in use than there may be, a buffer that the program has not set becomes so large;
   * else the window is held down. Tells whether memory was short.
   * Simplified: a kernel would then copy small segments together, and at last drop what comes.
   */
  makeRoom(): boolean {
    if (this.used <= this.size) return false;
    if (!this.locked) this.size = Math.min(this.used, LARGEST_BUFFER);
    if (this.used > this.size) this.threshold = Math.min(this.limit, 2 * this.mss);
    return true;
  }

  /** A segment that wastes memory lets only a small window grow: the smaller, the more it wastes. */
  private stepOf(length: Bytes, cost: Bytes, full: Bytes): Bytes {
    let waste = Math.floor(this.bytes(cost) / 2);
    let window = Math.floor(this.bytes(LARGEST_BUFFER) / 2);
    while (this.threshold <= window) {
      if (waste <= length) return 2 * full;
      waste = Math.floor(waste / 2);
      window = Math.floor(window / 2);
    }
    return 0;
  }
}
