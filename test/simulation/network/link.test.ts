import { describe, expect, it } from "vitest";
import type { NetworkSpec } from "../../../src/simulation/index.ts";
import { Link } from "../../../src/simulation/network/index.ts";
import type { Affliction } from "../../../src/simulation/network/index.ts";
import { NETWORK } from "../../support/scenario.ts";

const link = (spec: Partial<NetworkSpec> = {}, seed = 1): Link => new Link({ ...NETWORK, ...spec }, seed, "client", "server");
const affliction = (changes: Partial<Affliction>): Affliction =>
  ({ dropped: false, corrupted: false, delayed: 0, duplicated: null, ...changes });

describe("a link", () => {
  it("brings a packet over in half the round-trip time", () => {
    expect(link().carry(40, 10, null)).toEqual([{ at: 60, loss: null, copy: false, rule: "network.delivery" }]);
  });

  it("takes its time to send at a limited rate, one packet after another", () => {
    const slow = link({ rate: 8000 });
    // 100 bytes at 8000 bit/s take 100 ms.
    expect(slow.carry(100, 0, null)[0]?.at).toBe(150);
    expect(slow.carry(100, 0, null)[0]?.at).toBe(250);
    expect(slow.carry(100, 500, null)[0]?.at).toBe(650);
  });

  it("drops at once what finds the queue full", () => {
    const slow = link({ rate: 8000, queue: 2 });
    const fates = [0, 0, 0, 0].map((at) => slow.carry(100, at, null)[0]);
    expect(fates.map((fate) => fate?.loss)).toEqual([null, null, null, "queue"]);
    expect(fates[3]?.at).toBe(0);
    // One of the two that waited is on the wire now.
    expect(slow.carry(100, 100, null)[0]?.loss).toBeNull();
  });

  it("loses a packet halfway", () => {
    expect(link({ loss: 1 }).carry(40, 0, null)).toEqual([{ at: 25, loss: "loss", copy: false, rule: "network.loss" }]);
  });

  it("adds jitter from nothing to all of it, on the grid of 0.001 ms", () => {
    const shaky = link({ jitter: 10 });
    const arrivals = Array.from({ length: 200 }, () => shaky.carry(40, 0, null)[0]?.at ?? 0);
    expect(Math.min(...arrivals)).toBeGreaterThanOrEqual(50);
    expect(Math.min(...arrivals)).toBeLessThan(51);
    expect(Math.max(...arrivals)).toBeLessThanOrEqual(60);
    expect(Math.max(...arrivals)).toBeGreaterThan(59);
    expect(arrivals.every((at) => Math.round(at * 1000) / 1000 === at)).toBe(true);
  });

  it("holds packets back so that later ones overtake them", () => {
    expect(link({ reordering: 1, reorderDelay: 7 }).carry(40, 0, null)[0]?.at).toBe(57);
  });

  it("makes a second copy", () => {
    expect(link({ duplication: 1 }).carry(40, 0, null)).toEqual([
      { at: 50, loss: null, copy: false, rule: "network.delivery" },
      { at: 50, loss: null, copy: true, rule: "network.duplication" },
    ]);
  });

  it("does what a scripted fault asks", () => {
    expect(link().carry(40, 0, affliction({ dropped: true }))).toEqual([{ at: 25, loss: "fault", copy: false, rule: "network.fault" }]);
    expect(link().carry(40, 0, affliction({ delayed: 30 }))[0]?.at).toBe(80);
    expect(link().carry(40, 0, affliction({ corrupted: true }))).toEqual([{ at: 50, loss: "corrupt", copy: false, rule: "network.corruption" }]);
    expect(link().carry(40, 0, affliction({ duplicated: 5 }))).toEqual([
      { at: 50, loss: null, copy: false, rule: "network.delivery" },
      { at: 55, loss: null, copy: true, rule: "network.fault" },
    ]);
  });

  it("loses the same packets whatever else goes wrong", () => {
    const lost = (spec: Partial<NetworkSpec>): boolean[] => {
      const one = link({ loss: 0.3, ...spec }, 5);
      return Array.from({ length: 100 }, () => one.carry(40, 0, null)[0]?.loss === "loss");
    };
    expect(lost({ jitter: 20, duplication: 0.5, reordering: 0.5 })).toEqual(lost({}));
  });

  it("has its own luck in each direction", () => {
    const fates = (from: string, to: string): boolean[] => {
      const one = new Link({ ...NETWORK, loss: 0.5 }, 5, from, to);
      return Array.from({ length: 64 }, () => one.carry(40, 0, null)[0]?.loss === "loss");
    };
    expect(fates("client", "server")).not.toEqual(fates("server", "client"));
  });
});
