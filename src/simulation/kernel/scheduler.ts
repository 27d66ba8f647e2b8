// The scheduler: what is to happen, in order of time and, at equal times, of urgency, then of insertion.

import { EventHeap } from "./event-heap.ts";
import { EventLine } from "./event-line.ts";
import { invariant } from "./invariant.ts";
import type { Milliseconds } from "./units.ts";

/** Added to the order of what gives way; more than can ever be inserted. */
const GIVES_WAY = 1e15;
/** From here the order of what comes latest first counts down. */
const LATEST_FIRST = 2e15;

/** In which order things of one time come: as they were put in line; behind those; or behind all, the one put in line last before the others. */
export type Turn = "in-line" | "gives-way" | "latest-first";

/**
 * A queue of things to come. Most packets are sent in the order in which they arrive, and wait in line; a heap sorts the
 * timers and whatever overtakes.
 */
export class Scheduler<Item> {
  private readonly line = new EventLine<Item>();
  private readonly heap = new EventHeap<Item>();
  private inserted = 0;
  private clock: Milliseconds = 0;

  /** The time of the item taken last, 0 at first. */
  get now(): Milliseconds {
    return this.clock;
  }

  /** How many items wait. */
  get size(): number {
    return this.line.size + this.heap.size;
  }

  /**
   * Puts an item in line. One that gives way comes after all others of its time: a packet that arrives as a timer goes off is
   * there before it. Throws when its time has passed.
   */
  schedule(at: Milliseconds, item: Item, turn: Turn = "in-line"): void {
    const { line, heap, inserted } = this;
    // A comparison with NaN is false, so this refuses it too.
    if (!(at >= this.clock)) invariant(false, "an item cannot be scheduled in the past", { at, now: this.clock });
    if (turn !== "in-line") heap.push(at, turn === "gives-way" ? GIVES_WAY + inserted : LATEST_FIRST - inserted, item);
    else if (line.fits(at)) line.push(at, inserted, item);
    else heap.push(at, inserted, item);
    this.inserted = inserted + 1;
  }

  /** The time of the next item, or null when none waits. */
  peek(): Milliseconds | null {
    const time = Math.min(this.line.time, this.heap.time);
    return time === Infinity ? null : time;
  }

  /** Takes the next item and moves the clock to its time. Throws when none waits: ask `size` or `peek` first. */
  take(): Item {
    const { line, heap } = this;
    const { time } = heap;
    const fromLine = line.time < time || (line.time === time && line.order < heap.order);
    const at = fromLine ? line.time : time;
    const item = fromLine ? line.shift() : heap.pop();
    invariant(item !== undefined, "the schedule is empty");
    this.clock = at;
    return item;
  }
}
