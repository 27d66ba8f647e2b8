// The scheduler: what is to happen, in order of time and, at equal times, of urgency, then of insertion. A binary heap.

import { invariant } from "./invariant.ts";
import type { Milliseconds } from "./units.ts";

/** Added to the order of what gives way; more than can ever be inserted. */
const GIVES_WAY = 1e15;

/**
 * A queue of things to come. Three parallel arrays hold the heap: comparing numbers that lie side by side is several
 * times faster than following a reference per comparison.
 */
export class Scheduler<Item> {
  private readonly times: number[] = [];
  private readonly orders: number[] = [];
  private readonly items: Item[] = [];
  private inserted = 0;
  private clock: Milliseconds = 0;

  /** The time of the item taken last, 0 at first. */
  get now(): Milliseconds {
    return this.clock;
  }

  /** How many items wait. */
  get size(): number {
    return this.items.length;
  }

  /**
   * Puts an item in line. One that gives way comes after all others of its time: a packet that arrives as a timer goes off is
   * there before it. Throws when its time has passed.
   */
  schedule(at: Milliseconds, item: Item, givesWay = false): void {
    // A comparison with NaN is false, so this refuses it too.
    invariant(at >= this.clock, "an item cannot be scheduled in the past", { at, now: this.clock });
    this.items.push(item);
    this.times.push(at);
    const order = givesWay ? GIVES_WAY + this.inserted : this.inserted;
    this.orders.push(order);
    this.siftUp(this.items.length - 1, at, order, item);
    this.inserted += 1;
  }

  /** The time of the next item, or null when none waits. */
  peek(): Milliseconds | null {
    return this.times[0] ?? null;
  }

  /** Takes the next item and moves the clock to its time. Throws when none waits: ask `size` or `peek` first. */
  take(): Item {
    const first = this.items[0];
    const at = this.times[0];
    const item = this.items.pop();
    const time = this.times.pop();
    const order = this.orders.pop();
    invariant(
      first !== undefined && at !== undefined && item !== undefined && time !== undefined && order !== undefined,
      "the schedule is empty",
    );
    this.clock = at;
    if (this.items.length > 0) this.siftDown(time, order, item);
    return first;
  }

  /** Everything that still waits, in no particular order. */
  remaining(): readonly Item[] {
    return this.items;
  }

  private siftUp(from: number, time: number, order: number, item: Item): void {
    const { times, orders, items } = this;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const parentTime = times[parent] as number;
      const parentOrder = orders[parent] as number;
      if (parentTime < time || (parentTime === time && parentOrder < order)) break;
      times[place] = parentTime;
      orders[place] = parentOrder;
      items[place] = items[parent] as Item;
      place = parent;
    }
    times[place] = time;
    orders[place] = order;
    items[place] = item;
  }

  private siftDown(time: number, order: number, item: Item): void {
    const { times, orders, items } = this;
    const size = items.length;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      let childTime = times[child] as number;
      let childOrder = orders[child] as number;
      const right = child + 1;
      if (right < size) {
        const rightTime = times[right] as number;
        const rightOrder = orders[right] as number;
        if (rightTime < childTime || (rightTime === childTime && rightOrder < childOrder)) {
          child = right;
          childTime = rightTime;
          childOrder = rightOrder;
        }
      }
      if (time < childTime || (time === childTime && order < childOrder)) break;
      times[place] = childTime;
      orders[place] = childOrder;
      items[place] = items[child] as Item;
      place = child;
    }
    times[place] = time;
    orders[place] = order;
    items[place] = item;
  }
}
