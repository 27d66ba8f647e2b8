// A line of what is to happen and is told of in that order, so that nothing is to be sorted.

import type { Milliseconds } from "./units.ts";

const FIRST_ROOM = 64;

/** A ring: `count` items from the place `head` on, in three parallel arrays whose size is a power of two. */
export class EventLine<Item> {
  /** The time of the first item; infinite without any. */
  time: Milliseconds = Infinity;
  /** The time of the item that came last. */
  private last: Milliseconds = -Infinity;
  private times = new Float64Array(FIRST_ROOM);
  private orders = new Float64Array(FIRST_ROOM);
  private items: (Item | undefined)[] = new Array<Item | undefined>(FIRST_ROOM).fill(undefined);
  private head = 0;
  private count = 0;

  /** How many items it holds. */
  get size(): number {
    return this.count;
  }

  /** The order of the first item; infinite without any. */
  get order(): number {
    return this.count === 0 ? Infinity : this.orders[this.head] as number;
  }

  /** Whether an item of this time comes after all others. */
  fits(time: Milliseconds): boolean {
    return time >= this.last || this.count === 0;
  }

  /** Adds an item whose time fits, and whose order is greater than any before. */
  push(time: Milliseconds, order: number, item: Item): void {
    if (this.count === this.times.length) this.grow();
    const place = (this.head + this.count) & (this.times.length - 1);
    this.times[place] = time;
    this.orders[place] = order;
    this.items[place] = item;
    this.last = time;
    if (this.count === 0) this.time = time;
    this.count += 1;
  }

  /** Takes the first item; undefined without any. */
  shift(): Item | undefined {
    if (this.count === 0) return undefined;
    const item = this.items[this.head];
    this.items[this.head] = undefined;
    this.head = (this.head + 1) & (this.times.length - 1);
    this.count -= 1;
    this.time = this.count === 0 ? Infinity : this.times[this.head] as number;
    return item;
  }

  /** Twice the room, with the first item at its beginning. */
  private grow(): void {
    const { head, count, times, orders, items } = this;
    this.times = new Float64Array(2 * count);
    this.orders = new Float64Array(2 * count);
    this.items = new Array<Item | undefined>(2 * count).fill(undefined);
    for (let place = 0; place < count; place += 1) {
      const from = (head + place) & (count - 1);
      this.times[place] = times[from] as number;
      this.orders[place] = orders[from] as number;
      this.items[place] = items[from];
    }
    this.head = 0;
  }
}
