// Segments in order that the program has not read: what is freed when it does, piece by piece (RFC 9293 §3.10.3).

import type { Bytes } from "../../kernel/index.ts";
import type { Position } from "../ends/sender.ts";

const FIRST_SIZE = 64;

/** A ring of pieces, each the memory of one packet. */
export class Unread {
  private rights = new Float64Array(FIRST_SIZE);
  private costs = new Float64Array(FIRST_SIZE);
  private head = 0;
  private size = 0;
  /** How many bytes more fit into the memory of the last piece. */
  private spare: Bytes = 0;
  /** The memory that all pieces take up. */
  cost: Bytes = 0;

  get empty(): boolean {
    return this.size === 0;
  }

  /** Where the first piece ends. */
  get firstEnd(): Position {
    return this.rights[this.head] ?? 0;
  }

  /** Adds bytes up to a position. What fits into the memory of the last piece costs nothing more. */
  add(right: Position, length: Bytes, cost: Bytes, spare: Bytes): void {
    if (this.size > 0 && length <= this.spare) {
      this.rights[this.slot(this.size - 1)] = right;
      this.spare -= length;
      return;
    }
    if (this.size === this.rights.length) this.widen();
    const slot = this.slot(this.size);
    this.rights[slot] = right;
    this.costs[slot] = cost;
    this.size += 1;
    this.spare = spare;
    this.cost += cost;
  }

  /** Frees the first piece. */
  shift(): void {
    this.cost -= this.costs[this.head] ?? 0;
    this.head = this.slot(1);
    this.size -= 1;
  }

  clear(): void {
    this.size = 0;
    this.cost = 0;
  }

  private slot(place: number): number {
    return (this.head + place) % this.rights.length;
  }

  private widen(): void {
    const rights = new Float64Array(2 * this.rights.length);
    const costs = new Float64Array(2 * this.rights.length);
    for (let place = 0; place < this.size; place += 1) {
      rights[place] = this.rights[this.slot(place)] ?? 0;
      costs[place] = this.costs[this.slot(place)] ?? 0;
    }
    this.rights = rights;
    this.costs = costs;
    this.head = 0;
  }
}
