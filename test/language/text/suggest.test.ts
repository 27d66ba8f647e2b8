import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { distance, nearest } from "../../../src/language/text/suggest.ts";

describe("distance of Damerau and Levenshtein", () => {
  it.each([
    ["", "", 0],
    ["", "abc", 3],
    ["server", "server", 0],
    ["sever", "server", 1],
    ["serverr", "server", 1],
    ["sarver", "server", 1],
    ["sevrer", "server", 1],
    ["revres", "server", 3],
  ])("%j to %j is %i", (a, b, expected) => {
    expect(distance(a, b)).toBe(expected);
  });

  it("is the same both ways, zero only for equals, and at most the longer length", () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const d = distance(a, b);
        expect(d).toBe(distance(b, a));
        expect(d === 0).toBe(a === b);
        expect(d).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
      { seed: 1 },
    );
  });
});

describe("nearest word", () => {
  const allowed = ["client", "server", "SYN", "SYN+ACK", "1"];

  it.each([
    ["clinet", "client"],
    ["Server", "server"],
    ["sym", "SYN"],
    ["SYN-ACK", "SYN+ACK"],
    ["SYNACK", "SYN+ACK"],
    ["router", null],
    ["", null],
    ["2", null],
  ])("of %j is %j", (found, expected) => {
    expect(nearest(found, allowed)).toBe(expected);
  });

  it("leaves words that are merely short alone", () => {
    expect(nearest("xy", ["ab", "SYN"])).toBeNull();
  });
});
