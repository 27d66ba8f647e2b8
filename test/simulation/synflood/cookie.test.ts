import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COOKIE_PERIOD, COOKIE_SIZES, CookieJar, cookieSize, keptByCookie, recallOptions, rememberInTimestamp } from "../../../src/simulation/synflood/index.ts";
import type { FourTuple } from "../../../src/simulation/synflood/index.ts";

const port = fc.integer({ min: 0, max: 65_535 });
const word = fc.integer({ min: 0, max: 0xffffffff });
const tuple: fc.Arbitrary<FourTuple> = fc.record({ source: word, sourcePort: port, destination: word, destinationPort: port });
const time = fc.integer({ min: 0, max: 24 * 3600 * 1000 });

describe("SYN cookies (RFC 4987 §3.6)", () => {
  it("are known again in the minute of their making and in the next, and remember the size", () => {
    fc.assert(fc.property(fc.integer(), tuple, word, fc.integer({ min: 64, max: 65_535 }), time, fc.integer({ min: 0, max: 1 }), (seed, peers, seq, mss, now, minutes) => {
      const jar = new CookieJar(seed, "server");
      const cookie = jar.make(peers, seq, mss, now);
      const later = Math.floor(now / COOKIE_PERIOD + minutes) * COOKIE_PERIOD + (minutes === 0 ? now % COOKIE_PERIOD : COOKIE_PERIOD - 1);
      expect(jar.read(peers, seq, cookie, later)).toBe(cookieSize(mss));
    }));
  });

  it("are too old two minutes later", () => {
    fc.assert(fc.property(tuple, word, time, (peers, seq, now) => {
      const jar = new CookieJar(1, "server");
      expect(jar.read(peers, seq, jar.make(peers, seq, 1460, now), (Math.floor(now / COOKIE_PERIOD) + 2) * COOKIE_PERIOD)).toBeNull();
    }));
  });

  it("round a size down to one of four", () => {
    expect(COOKIE_SIZES).toEqual([536, 1300, 1440, 1460]);
    expect([100, 536, 1299, 1300, 1439, 1440, 1459, 1460, 8960].map(cookieSize)).toEqual([536, 536, 536, 1300, 1300, 1440, 1440, 1460, 1460]);
  });

  it("are nobody else's: another address, port, number, host or seed does not know them", () => {
    const peers = { source: 1, sourcePort: 2, destination: 3, destinationPort: 4 };
    const jar = new CookieJar(1, "server");
    const cookie = jar.make(peers, 99, 1460, 0);
    expect(jar.read(peers, 99, cookie, 0)).toBe(1460);
    expect(jar.read({ ...peers, source: 5 }, 99, cookie, 0)).toBeNull();
    expect(jar.read({ ...peers, sourcePort: 5 }, 99, cookie, 0)).toBeNull();
    expect(jar.read({ ...peers, destination: 5 }, 99, cookie, 0)).toBeNull();
    expect(jar.read({ ...peers, destinationPort: 5 }, 99, cookie, 0)).toBeNull();
    expect(jar.read(peers, 98, cookie, 0)).toBeNull();
    expect(new CookieJar(1, "other").read(peers, 99, cookie, 0)).toBeNull();
    expect(new CookieJar(2, "server").read(peers, 99, cookie, 0)).toBeNull();
  });

  it("cannot be guessed: of 100,000 made-up numbers none is taken for one", () => {
    const jar = new CookieJar(7, "server");
    let taken = 0;
    fc.assert(fc.property(tuple, word, word, time, (peers, seq, forged, now) => {
      if (jar.read(peers, seq, forged, now) !== null) taken += 1;
    }), { numRuns: 100_000, seed: 4987 });
    expect(taken).toBe(0);
  });
});

describe("what a cookie keeps of the options", () => {
  const syn = [
    { kind: "mss", value: 1460 }, { kind: "sack-permitted" }, { kind: "timestamps", value: 5, echo: 0 }, { kind: "nop" }, { kind: "window-scale", shift: 7 },
  ] as const;

  it("is everything with timestamps, and without them the size alone", () => {
    expect(keptByCookie(syn, true)).toEqual(syn);
    expect(keptByCookie(syn.filter(({ kind }) => kind !== "timestamps"), true)).toEqual([{ kind: "mss", value: 1460 }]);
    // A listener that wants no timestamps has no place to remember anything in.
    expect(keptByCookie(syn, false)).toEqual([{ kind: "mss", value: 1460 }]);
  });

  it("comes back with the echo of the timestamp", () => {
    fc.assert(fc.property(word, fc.boolean(), fc.option(fc.integer({ min: 0, max: 14 })), (value, sack, windowScale) => {
      const offered = { mss: 1460, timestamps: true, sack, windowScale };
      const stamped = rememberInTimestamp(value, offered);
      expect(recallOptions(1460, stamped)).toEqual(offered);
      // The clock never runs ahead, and goes back by less than two steps of 64.
      const behind = (value - stamped) >>> 0;
      expect(behind).toBeLessThan(128);
    }));
  });

  it("is lost where no timestamp comes back", () => {
    expect(recallOptions(1300, null)).toEqual({ mss: 1300, timestamps: false, sack: false, windowScale: null });
  });
});
