import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, atOrBefore, before, distance, inWindow, sequence } from "../../../../src/simulation/tcp/segment/sequence.ts";

const TOP = 2 ** 32;
const number = fc.integer({ min: 0, max: TOP - 1 });
const step = fc.integer({ min: 1, max: 2 ** 31 - 1 });

describe("sequence numbers (RFC 9293 §3.4)", () => {
  it("begin again at 0 after 2^32 - 1", () => {
    expect(advance(sequence(TOP - 1), 1)).toBe(0);
    expect(advance(sequence(0), -1)).toBe(TOP - 1);
  });

  it("come before what lies ahead of them by less than 2^31, also across the top", () => {
    fc.assert(fc.property(number, step, (from, by) => {
      const a = sequence(from);
      const b = advance(a, by);
      expect(before(a, b)).toBe(true);
      expect(before(b, a)).toBe(false);
      expect(atOrBefore(a, a)).toBe(true);
      expect(distance(a, b)).toBe(by);
      expect(distance(b, a)).toBe(-by);
    }), { seed: 1 });
  });

  it("are in a window from its first to the one before its end", () => {
    expect(inWindow(sequence(TOP - 5), sequence(TOP - 5), 10)).toBe(true);
    expect(inWindow(sequence(4), sequence(TOP - 5), 10)).toBe(true);
    expect(inWindow(sequence(5), sequence(TOP - 5), 10)).toBe(false);
    expect(inWindow(sequence(TOP - 6), sequence(TOP - 5), 10)).toBe(false);
    expect(inWindow(sequence(7), sequence(7), 0)).toBe(false);
  });
});
