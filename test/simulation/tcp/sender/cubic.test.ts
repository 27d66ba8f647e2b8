// CUBIC and HyStart (RFC 9438), by what the window does.

import { describe, expect, it } from "vitest";
import type { Bench } from "../../../support/sender-bench.ts";
import { linuxBench } from "../../../support/sender-bench.ts";

/** Round trips of 100 ms with more to send than the window lets go; acknowledgements cover two segments. Tells the window after each. */
function rounds(bench: Bench, from: number, count: number): readonly number[] {
  let una = from;
  let end = from;
  const note = (sent: readonly string[]): void => {
    for (const text of sent) end = Math.max(end, Number(/:(\d+)/.exec(text)?.[1]));
  };
  note(bench.write(40_000_000));
  const windows: number[] = [];
  for (let round = 0; round < count; round += 1) {
    bench.wait(100);
    for (const last = end; una < last;) {
      una = Math.min(una + 2000, last);
      note(bench.ack(una));
    }
    windows.push(bench.cwnd / 1000);
  }
  return windows;
}

describe("CUBIC (RFC 9438)", () => {
  /** After one loss at a window of so many segments. */
  function afterLoss(segments: number): { readonly bench: Bench; readonly una: number } {
    const bench = linuxBench({ congestion: "cubic", initialWindow: segments, sendBuffer: 100_000_000 }, { window: 10_000_000 });
    bench.write(segments * 1000);
    bench.wait(100);
    for (let end = 2; end <= segments; end += 1) bench.ack(1, { sack: [[1001, end * 1000 + 1]] });
    bench.wait(100);
    bench.ack(segments * 1000 + 1);
    return { bench, una: segments * 1000 + 1 };
  }

  it("a loss leaves 0.7 of the window (§4.6)", () => {
    const { bench } = afterLoss(20);
    expect([bench.ssthresh, bench.cwnd]).toEqual([14_000, 14_000]);
  });

  it("grows fast at first, slowly near the window of the loss, and fast again beyond it (§4.2 to §4.4)", () => {
    const { bench, una } = afterLoss(200);
    const windows = rounds(bench, una, 100);
    const growth = (from: number, to: number): number => (windows[to] ?? 0) - (windows[from] ?? 0);
    expect(windows.every((window, round) => round === 0 || window >= (windows[round - 1] ?? 0))).toBe(true);
    // K = cbrt((200 - 140) / 0.4) = 5.3 s: there the window is what it was.
    expect(Math.abs((windows[53] ?? 0) - 200)).toBeLessThanOrEqual(4);
    expect(growth(0, 15)).toBeGreaterThan(3 * growth(45, 60));
    expect(growth(84, 99)).toBeGreaterThan(3 * growth(45, 60));
  });

  it("a small window grows as Reno's would, which is faster there (§4.3)", () => {
    const { bench, una } = afterLoss(20);
    const windows = rounds(bench, una, 40);
    // Reno at a reduction of 0.7 gains 9/17 of a segment in each round trip.
    expect((windows[39] ?? 0) - 14).toBeGreaterThanOrEqual(15);
  });
});

describe("HyStart (RFC 9438 §4.10)", () => {
  it("ends slow start when the round trips grow by an eighth", () => {
    const bench = linuxBench({ congestion: "cubic", initialWindow: 16, sendBuffer: 10_000_000 }, { window: 10_000_000 });
    let una = 1;
    for (let round = 0; round < 4; round += 1) {
      const size = bench.cwnd;
      bench.write(size);
      bench.wait(100 + 15 * round);
      for (const end = una + size; una < end;) {
        una = Math.min(una + 1000, end);
        bench.ack(una);
        bench.wait(2.5);
      }
    }
    expect(bench.ssthresh).toBeLessThan(Infinity);
  });

  it("counts its rounds from the first flight on, whatever the window: eight samples of the second are not yet enough", () => {
    const bench = linuxBench({ congestion: "cubic", sendBuffer: 10_000_000 }, { window: 10_000_000 });
    bench.write(200_000);
    bench.wait(100);
    // A slow link: every acknowledgement comes 12 ms after the one before it.
    for (let segments = 1; segments <= 18; segments += 1) {
      bench.ack(1 + segments * 1000);
      expect(bench.ssthresh).toBe(Infinity);
      bench.wait(12);
    }
    bench.ack(19_001);
    expect(bench.ssthresh).toBe(28_000);
  });

  it("does not while the window is below sixteen segments", () => {
    const bench = linuxBench({ congestion: "cubic" });
    bench.write(10_000);
    bench.wait(150);
    bench.ack(5001);
    expect(bench.ssthresh).toBe(Infinity);
  });
});
