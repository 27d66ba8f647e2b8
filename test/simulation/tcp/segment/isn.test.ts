import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseIsn } from "../../../../src/simulation/tcp/index.ts";

const SPACE = 2 ** 32;
/** The clock ticks once in 4 microseconds, and comes round after 4.77 hours. */
const ROUND = SPACE * 0.004;

const port = fc.integer({ min: 1, max: 65_535 });
const key = fc.integer({ min: 0, max: SPACE - 1 });
const address = fc.ipV4();
const tuple = fc.tuple(key, address, port, address, port);

describe("ISN = M + F(localip, localport, remoteip, remoteport, secretkey) (RFC 9293 §3.4.1, RFC 6528 §3)", () => {
  it("is an unsigned 32-bit number", () => {
    fc.assert(fc.property(tuple, fc.double({ min: 0, max: 1e9, noNaN: true }), (each, now) => {
      const isn = chooseIsn(now, ...each);
      expect(isn).toBe(isn >>> 0);
    }), { seed: 20_261_126 });
  });

  it("M: follows a clock of 4 microseconds, whatever the pair of sockets", () => {
    fc.assert(fc.property(tuple, fc.nat(1e7), fc.nat(1e7), (each, begin, ticks) => {
      const before = chooseIsn(begin * 0.004, ...each);
      expect((chooseIsn((begin + ticks) * 0.004 + 0.001, ...each) - before) >>> 0).toBe(ticks);
    }), { seed: 20_261_127 });
  });

  it("grows from one incarnation of a connection to the next, until the clock has come round", () => {
    const each = [7, "192.0.2.10", 49_152, "198.51.100.1", 80] as const;
    expect((chooseIsn(60_000, ...each) - chooseIsn(0, ...each)) >>> 0).toBe(15_000_000);
    expect(chooseIsn(ROUND, ...each)).toBe(chooseIsn(0, ...each));
  });

  it("F: keeps pairs of sockets apart, and runs with another key", () => {
    const of = (secret: number, local: string, localPort: number, remote: string, remotePort: number): number =>
      chooseIsn(0, secret, local, localPort, remote, remotePort);
    const isns = [
      of(7, "192.0.2.10", 49_152, "198.51.100.1", 80), of(8, "192.0.2.10", 49_152, "198.51.100.1", 80),
      of(7, "192.0.2.11", 49_152, "198.51.100.1", 80), of(7, "192.0.2.10", 49_153, "198.51.100.1", 80),
      of(7, "192.0.2.10", 49_152, "198.51.100.2", 80), of(7, "192.0.2.10", 49_152, "198.51.100.1", 81),
      of(7, "198.51.100.1", 80, "192.0.2.10", 49_152),
    ];
    expect(new Set(isns).size).toBe(isns.length);
  });

  it("F: spreads neighbouring ports over the whole space", () => {
    const SLOTS = 16;
    const counts = new Array<number>(SLOTS).fill(0);
    for (let local = 1024; local < 1024 + 1600; local += 1) {
      const slot = Math.floor(chooseIsn(0, 7, "192.0.2.10", local, "198.51.100.1", 80) / SPACE * SLOTS);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    // A hundred each, were they spread evenly; five standard deviations off is no chance.
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(50);
  });
});
