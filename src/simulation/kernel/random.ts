// Seeded randomness in independent streams: the n-th packet of a direction meets the same luck whatever happens elsewhere.

import type { Ratio } from "./units.ts";

/** Mixes text and numbers into 32 bits (FNV-1a, then the finisher of MurmurHash3, so that near inputs part widely). */
export function hash(seed: number, ...parts: readonly (string | number)[]): number {
  let value = (2166136261 ^ seed) | 0;
  for (const part of parts) {
    const text = String(part);
    for (let index = 0; index < text.length; index += 1) {
      value = Math.imul(value ^ text.charCodeAt(index), 16777619);
    }
    // Ends each part, so that ("a", "bc") and ("ab", "c") differ.
    value = Math.imul(value ^ 0x1f, 16777619);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** One stream of random numbers: sfc32, four 32-bit words, only additions, shifts and exclusive or. */
export class RandomStream {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  /** A stream is named by what it decides about; streams of one seed with different names are independent. */
  constructor(seed: number, ...name: readonly (string | number)[]) {
    this.a = hash(seed, "a", ...name);
    this.b = hash(seed, "b", ...name);
    this.c = hash(seed, "c", ...name);
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** The next unsigned 32-bit integer. */
  next(): number {
    const result = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + result) | 0;
    return result >>> 0;
  }

  /** A number from 0, 1 excluded. */
  ratio(): Ratio {
    return this.next() / 4294967296;
  }

  /** Says yes in this share of the cases. Draws nothing at 0 and at 1. */
  chance(share: Ratio): boolean {
    if (share <= 0) return false;
    if (share >= 1) return true;
    return this.ratio() < share;
  }

  /** An integer from 0 to `bound - 1`. */
  below(bound: number): number {
    return Math.floor(this.ratio() * bound);
  }
}
