import { describe, expect, it } from "vitest";
import { Selective } from "../../../../src/simulation/tcp/receive/selective.ts";

const IGNORE = (): void => undefined;

function told(selective: Selective, most = 4): number[][] {
  const edges = new Float64Array(8);
  const count = selective.write(edges, most);
  return Array.from({ length: count }, (_, k) => [edges[2 * k] ?? 0, edges[2 * k + 1] ?? 0]);
}

function after(...ranges: readonly (readonly [number, number])[]): number[][] {
  const selective = new Selective(true, true);
  for (const [left, right] of ranges) selective.note(left, right, IGNORE);
  return told(selective);
}

describe("SACK blocks (RFC 2018 §4)", () => {
  it("name the block first that the latest segment is in", () => {
    expect(after([100, 200], [300, 400], [500, 600])).toEqual([[500, 600], [300, 400], [100, 200]]);
  });

  it("grow where bytes touch them, and come to the front, while the others keep their order", () => {
    expect(after([100, 200], [300, 400], [500, 600], [200, 250])).toEqual([[100, 250], [500, 600], [300, 400]]);
  });

  it("become one where they touch", () => {
    expect(after([100, 200], [300, 400], [500, 600], [200, 300])).toEqual([[100, 400], [500, 600]]);
    expect(after([100, 200], [300, 400], [500, 600], [150, 550])).toEqual([[100, 600]]);
  });

  it("are four at most: the one that changed longest ago is forgotten", () => {
    expect(after([10, 20], [30, 40], [50, 60], [70, 80], [90, 95])).toEqual([[90, 95], [70, 80], [50, 60], [30, 40]]);
  });

  it("are told as far as the option has room", () => {
    const selective = new Selective(true, true);
    for (let k = 0; k < 4; k += 1) selective.note(100 * k, 100 * k + 50, IGNORE);
    expect(told(selective, 3)).toEqual([[300, 350], [200, 250], [100, 150]]);
  });

  it("vanish when RCV.NXT reaches them, all of them when no gap is left", () => {
    const selective = new Selective(true, true);
    selective.note(100, 200, IGNORE);
    selective.note(300, 400, IGNORE);
    selective.advanced(200, true);
    expect(told(selective)).toEqual([[300, 400]]);
    selective.advanced(300, false);
    expect(told(selective)).toEqual([]);
  });

  it("let what was withheld go before the third of them moves", () => {
    const selective = new Selective(true, true);
    const seen: number[][][] = [];
    const before = (): void => void seen.push(told(selective));
    selective.note(100, 200, before);
    selective.note(300, 400, before);
    expect(seen).toEqual([]);
    selective.note(500, 600, before);
    expect(seen).toEqual([[[300, 400], [100, 200]]]);
    selective.note(200, 210, before);
    expect(seen[1]).toEqual([[500, 600], [300, 400], [100, 210]]);
    expect(told(selective)).toEqual([[100, 210], [500, 600], [300, 400]]);
  });
});

describe("duplicate SACK (RFC 2883 §4)", () => {
  it("stands in front of the blocks", () => {
    const selective = new Selective(true, true);
    selective.note(300, 400, IGNORE);
    selective.repeated(100, 200);
    expect(told(selective)).toEqual([[100, 200], [300, 400]]);
    expect(told(selective, 1)).toEqual([[100, 200]]);
  });

  it("tells the latest alone", () => {
    const selective = new Selective(true, true);
    selective.repeated(100, 200);
    selective.repeated(400, 500);
    expect(told(selective)).toEqual([[400, 500]]);
  });

  it("joins what one segment repeats in several places only where it touches", () => {
    const selective = new Selective(true, true);
    selective.duplicates.extend(100, 200);
    selective.duplicates.extend(200, 250);
    selective.duplicates.extend(300, 400);
    expect(told(selective)).toEqual([[100, 250]]);
  });

  it("is silent where it is switched off or SACK is not agreed", () => {
    for (const selective of [new Selective(true, false), new Selective(false, true)]) {
      selective.repeated(100, 200);
      selective.duplicates.extend(1, 2);
      selective.settle();
      expect(told(selective)).toEqual([]);
    }
  });
});
