import { describe, expect, it } from "vitest";
import type { FaultSpec, PacketMatch } from "../../../src/simulation/index.ts";
import { Faults } from "../../../src/simulation/network/index.ts";

const is = (...kinds: PacketMatch[]) => (match: PacketMatch): boolean => kinds.includes(match);
const fault = (changes: Partial<FaultSpec>): FaultSpec => ({ kind: "drop", from: "client", match: "SYN", nth: 1, ...changes });

describe("scripted faults", () => {
  it("befall the n-th packet of their sender that fits", () => {
    const faults = new Faults([fault({ nth: 2 })], 100);
    expect(faults.strike("client", is("SYN"))).toBeNull();
    expect(faults.strike("server", is("SYN"))).toBeNull();
    expect(faults.strike("client", is("ACK"))).toBeNull();
    expect(faults.strike("client", is("SYN"))?.dropped).toBe(true);
    expect(faults.strike("client", is("SYN"))).toBeNull();
  });

  it("befall a stretch of packets, which may have no end", () => {
    const struck = (last: number | null): boolean[] => {
      const faults = new Faults([fault({ nth: 2, last })], 100);
      return Array.from({ length: 5 }, () => faults.strike("client", is("SYN")) !== null);
    };
    expect(struck(3)).toEqual([false, true, true, false, false]);
    expect(struck(2)).toEqual([false, true, false, false, false]);
    expect(struck(null)).toEqual([false, true, true, true, true]);
  });

  it("count each for itself", () => {
    const faults = new Faults([fault({ nth: 1 }), fault({ nth: 2, kind: "delay", by: 30 })], 100);
    expect(faults.strike("client", is("SYN"))).toMatchObject({ dropped: true, delayed: 0 });
    expect(faults.strike("client", is("SYN"))).toMatchObject({ dropped: false, delayed: 30 });
  });

  it("can befall one packet together", () => {
    const faults = new Faults([fault({ kind: "delay", by: 30 }), fault({ kind: "duplicate", match: "packet", by: 5 })], 100);
    expect(faults.strike("client", is("SYN", "packet"))).toEqual({ dropped: false, corrupted: false, delayed: 30, duplicated: 5 });
  });

  it("delay by a round-trip time and duplicate at a tenth of it unless they say otherwise", () => {
    expect(new Faults([fault({ kind: "delay" })], 100).strike("client", is("SYN"))?.delayed).toBe(100);
    expect(new Faults([fault({ kind: "duplicate" })], 100).strike("client", is("SYN"))?.duplicated).toBe(10);
  });
});
