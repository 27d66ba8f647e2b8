import { describe, expect, it } from "vitest";
import { hash, RandomStream } from "../../../src/simulation/kernel/index.ts";

describe("a random stream", () => {
  it("gives the same numbers on every engine", () => {
    const stream = new RandomStream(7, "network", "client", "server", "loss");
    expect([stream.next(), stream.next(), stream.next()]).toMatchInlineSnapshot(`
      [
        2473056773,
        1542103341,
        763569699,
      ]
    `);
  });

  it("depends on the seed and on every part of its name", () => {
    const first = (seed: number, ...name: string[]): number => new RandomStream(seed, ...name).next();
    const all = [first(1, "a", "bc"), first(2, "a", "bc"), first(1, "ab", "c"), first(1, "a", "cb"), first(1, "a", "bc", "")];
    expect(new Set(all).size).toBe(all.length);
  });

  it("spreads evenly", () => {
    const stream = new RandomStream(1, "evenness");
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 100_000; draw += 1) {
      const place = stream.below(10);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    // Five standard deviations around 10 000.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * 95);
  });

  it("says yes as often as the share asks, and always or never at the ends", () => {
    const stream = new RandomStream(3, "chance");
    let yes = 0;
    for (let draw = 0; draw < 100_000; draw += 1) if (stream.chance(0.05)) yes += 1;
    expect(Math.abs(yes - 5000)).toBeLessThan(5 * 69);
    expect(stream.chance(0)).toBe(false);
    expect(stream.chance(1)).toBe(true);
  });
});

describe("the hash", () => {
  it("is an unsigned 32-bit integer that changes with any bit of its input", () => {
    expect(hash(0, "a")).toBeGreaterThanOrEqual(0);
    expect(hash(0, "a")).not.toBe(hash(0, "b"));
    expect(hash(0, "a")).not.toBe(hash(1, "a"));
    expect(hash(0, 12, "a")).not.toBe(hash(0, 1, "2a"));
  });
});
