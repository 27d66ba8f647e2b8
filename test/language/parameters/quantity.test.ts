import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { PARAMETERS, formatValue, parameter } from "../../../src/language/index.ts";
import type { QuantityKind } from "../../../src/language/index.ts";
import { formatQuantityLike, parseQuantity, unitsOf } from "../../../src/language/parameters/quantity.ts";

function read(text: string, kind: QuantityKind): number | string {
  const quantity = parseQuantity(text, kind);
  return quantity.kind === "value" ? quantity.value : quantity.kind === "wrong-unit" ? `unit ${quantity.unit}@${quantity.unitAt}` : "none";
}

describe("reading a quantity", () => {
  it.each<[string, QuantityKind, number]>([
    ["100ms", "time", 100],
    ["100 ms", "time", 100],
    ["100", "time", 100],
    ["1s", "time", 1000],
    ["1.5 s", "time", 1500],
    ["0.1s", "time", 100],
    ["2min", "time", 120_000],
    ["250us", "time", 0.25],
    ["250 µs", "time", 0.25],
    ["250 μs", "time", 0.25],
    [".5", "time", 0.5],
    ["1e3", "time", 1000],
    ["100MS", "time", 100],
    ["0.0004 ms", "time", 0],
    ["-0", "time", 0],
    ["5%", "ratio", 5],
    ["0.1 %", "ratio", 0.1],
    ["10Mbps", "rate", 10_000_000],
    ["1.5 Gbit/s", "rate", 1_500_000_000],
    ["1460 bytes", "size", 1460],
    ["1 byte", "size", 1],
    ["1460B", "size", 1460],
    ["2 kB", "size", 2000],
    ["2KiB", "size", 2048],
    ["0x10", "sequence", 16],
    ["0xfffffff0", "sequence", 4_294_967_280],
    ["0o17", "count", 15],
    ["017", "count", 17],
  ])("%j as %s is %d of its own unit", (text, kind, expected) => {
    expect(read(text, kind)).toBe(expected);
  });

  it.each<[string, QuantityKind, string]>([
    ["100kB", "time", "unit kB@3"],
    ["5 ms", "ratio", "unit ms@2"],
    ["10 b", "size", "unit b@3"],
    ["7 apples", "count", "unit apples@2"],
    ["100 ms ms", "time", "unit ms ms@4"],
  ])("%j as %s has a unit that is not understood: %s", (text, kind, expected) => {
    expect(read(text, kind)).toBe(expected);
  });

  it.each<[string, QuantityKind]>([
    ["", "time"],
    ["ms", "time"],
    ["yes", "time"],
    ["1:30", "time"],
    ["1_000", "time"],
    ["1,000", "time"],
    ["2025-09-17", "time"],
    ["1.2.3", "time"],
    ["--5", "time"],
    ["NaN", "count"],
    ["1.5", "count"],
    ["1.5 bytes", "size"],
  ])("%j is no %s", (text, kind) => {
    expect(read(text, kind)).toBe("none");
  });

  it("understands for each kind the units that it names, whatever their case", () => {
    for (const kind of ["time", "ratio", "size", "rate"] as const) {
      for (const unit of unitsOf(kind)) {
        expect(read(`1000${unit}`, kind)).toBeTypeOf("number");
        expect(read(`1000 ${unit.toUpperCase()}`, kind)).toBe(read(`1000${unit}`, kind));
      }
    }
  });

  it("is beyond every range when the number is too large to hold", () => {
    expect(read("1e999", "time")).toBe(Infinity);
  });
});

describe("writing a quantity", () => {
  it.each([
    ["network.rtt", 100, "100ms"],
    ["network.rtt", 1500, "1.5s"],
    ["network.rtt", 1555, "1555ms"],
    ["network.rtt", 0, "0ms"],
    ["network.rtt", 0.25, "0.25ms"],
    ["client.msl", 120_000, "2min"],
    ["network.loss", 5, "5%"],
    ["network.loss", 0.5, "0.5%"],
    ["network.rate", 10_000_000, "10Mbps"],
    ["network.rate", 1500, "1.5kbps"],
    ["network.rate", 1234, "1.234kbps"],
    ["network.rate", "unlimited", "unlimited"],
    ["client.mss", 1460, "1460 bytes"],
    ["client.mss", 1, "1 byte"],
    ["client.mss", 2000, "2 kB"],
    ["client.isn", 4_294_967_295, "4294967295"],
    ["client.isn", "auto", "auto"],
    ["stack", "textbook", "textbook"],
  ])("%s of %j is %s", (key, value, expected) => {
    expect(formatValue(rowOf(key), value)).toBe(expected);
  });

  it("puts a gap before the unit where a reader is to see it", () => {
    expect(formatValue(rowOf("network.rtt"), 100, " ")).toBe("100 ms");
    expect(formatValue(rowOf("network.loss"), 5, " ")).toBe("5 %");
  });

  it("gives back the value when read again, for every number that a parameter may have", () => {
    const numeric = PARAMETERS.filter((row) => row.kind !== "choice" && row.kind !== "text" && row.kind !== "address" && row.kind !== "names");
    fc.assert(
      fc.property(fc.constantFrom(...numeric), fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom("", " "), (row, share, gap) => {
        const { min = 0, max = 1 } = row;
        const digits = row.kind === "time" ? 1000 : row.kind === "ratio" ? 1_000_000 : 1;
        const value = Math.round((min + share * share * (max - min)) * digits) / digits;
        expect(read(formatValue(row, value, gap), kindOf(row.key))).toBe(value);
      }),
      { seed: 2, numRuns: 2000 },
    );
  });
});

describe("writing a quantity as the old one was written", () => {
  it.each<[string, QuantityKind, number, string]>([
    ["100ms", "time", 150, "150ms"],
    ["100 ms", "time", 150, "150 ms"],
    ["100", "time", 150, "150"],
    ["1s", "time", 1500, "1.5s"],
    ["1s", "time", 150, "0.15s"],
    ["1s", "time", 150.25, "150.25ms"],
    ["1min", "time", 90_000, "1.5min"],
    ["1 MS", "time", 2, "2 MS"],
    ["5 %", "ratio", 7, "7 %"],
    ["2 kB", "size", 1460, "1.46 kB"],
    ["2 KiB", "size", 1460, "1460 bytes"],
    ["1 byte", "size", 2, "2 bytes"],
    ["2 bytes", "size", 1, "1 byte"],
    ["0x10", "sequence", 17, "17"],
    ["unlimited", "rate", 1_000_000, "1Mbps"],
    ["nonsense", "time", 100, "100ms"],
  ])("%j as %s becomes, for %d, %j", (old, kind, value, expected) => {
    expect(formatQuantityLike(old, kind, value)).toBe(expected);
  });
});

function rowOf(key: string) {
  const row = parameter(key);
  if (row === undefined) throw new Error(`no such parameter: ${key}`);
  return row;
}

function kindOf(key: string): QuantityKind {
  const { kind } = rowOf(key);
  if (kind === "choice" || kind === "text" || kind === "address" || kind === "names") throw new Error(`not a number: ${key}`);
  return kind;
}
