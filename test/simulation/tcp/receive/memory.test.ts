// What segments cost that are kept. The numbers were measured: `ss -m` on a socket that does not read.

import { describe, expect, it } from "vitest";
import { spare, truesize } from "../../../../src/simulation/tcp/receive/truesize.ts";
import { Unread } from "../../../../src/simulation/tcp/receive/unread.ts";

/** IPv4 and TCP with timestamps. */
const HEADERS = 52;

function cost(...lengths: readonly number[]): number {
  const unread = new Unread();
  let end = 1;
  for (const length of lengths) {
    end += length;
    unread.add(end, length, truesize(HEADERS + length), spare(HEADERS + length));
  }
  return unread.cost;
}

describe("the memory of a segment", () => {
  it.each([
    [1, 832], [10, 832], [62, 832], [128, 832], [300, 1280], [536, 1280], [700, 2304], [1000, 2304], [1448, 2304],
  ])("%d bytes take up %d", (length, expected) => {
    expect(cost(length)).toBe(expected);
  });

  it("takes in what fits behind the bytes of the segment before", () => {
    expect(cost(10, 10, 10, 10, 10, 10, 10, 10)).toBe(832);
    expect(cost(60, 60)).toBe(832);
    expect(cost(1448, 160)).toBe(2304);
    expect(cost(1448, 170)).toBe(2304 + 1280);
    expect(cost(500, 500, 500)).toBe(3 * 1280);
    expect(cost(400, 600)).toBe(1280 + 2304);
  });

  it("is given back segment by segment, however many there are", () => {
    const unread = new Unread();
    for (let k = 1; k <= 300; k += 1) unread.add(k * 1448 + 1, 1448, 2304, 164);
    for (let k = 1; k <= 300; k += 1) {
      expect(unread.firstEnd).toBe(k * 1448 + 1);
      expect(unread.cost).toBe((301 - k) * 2304);
      unread.shift();
    }
    expect(unread.empty).toBe(true);
    unread.add(2, 1, 832, 139);
    expect(unread.cost).toBe(832);
  });
});
