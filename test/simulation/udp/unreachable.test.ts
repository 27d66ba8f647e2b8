import { describe, expect, it } from "vitest";
import { ErrorAllowance, portUnreachable } from "../../../src/simulation/udp/index.ts";

const datagram = (length: number) => ({ sourcePort: 40_000, destinationPort: 5001, length, number: 1 });

describe("Port unreachable (RFC 792)", () => {
  it("quotes the IP header and 64 bits of data", () => {
    expect(portUnreachable("textbook", 7, datagram(1000))).toEqual({ kind: "destination-unreachable", code: "port-unreachable", about: 7, quoted: 28 });
  });

  it("quotes as much as fits 576 bytes, as a kernel sends it (RFC 1812 §4.3.2.3)", () => {
    expect([3, 520, 521, 1472].map((length) => portUnreachable("linux", 0, datagram(length)).quoted)).toEqual([31, 548, 548, 548]);
  });
});

describe("How often a kernel says so (RFC 1812 §4.3.2.8)", () => {
  it("six times at once, then once a second", () => {
    const allowance = new ErrorAllowance();
    const sent = Array.from({ length: 50 }, (_, nth) => nth * 100).filter((now) => allowance.take(now));
    expect(sent).toEqual([0, 100, 200, 300, 400, 500, 1000, 2000, 3000, 4000]);
  });

  it("as often as Linux 6.18 was measured to: six of twenty in 200 ms, and two of ten 2.5 s later", () => {
    const allowance = new ErrorAllowance();
    const sent = (from: number, count: number): number[] => Array.from({ length: count }, (_, nth) => nth * 10).filter((after) => allowance.take(from + after));
    expect(sent(10_000, 20)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(sent(12_700, 10)).toEqual([0, 10]);
  });

  it("six times again after six seconds of silence", () => {
    const allowance = new ErrorAllowance();
    for (let nth = 0; nth < 10; nth += 1) allowance.take(0);
    expect(Array.from({ length: 8 }, () => allowance.take(6000)).filter((taken) => taken)).toHaveLength(6);
  });
});
