// When a Linux sender gives up (R2 of RFC 9293 §3.8.3), and the least round trip of late.

import { describe, expect, it } from "vitest";
import { MinRtt } from "../../../../src/simulation/tcp/recovery/min-rtt.ts";
import { Patience } from "../../../../src/simulation/tcp/recovery/patience.ts";
import { linuxBench } from "../../../support/sender-bench.ts";

describe("R2 of the Linux sender (RFC 9293 §3.8.3)", () => {
  it.each([[5, 12_600], [8, 102_200], [15, 924_600]])("%i retries take %i ms, whatever the timeout is", (retries, time) => {
    const patience = new Patience(retries, null);
    expect(patience.isExhausted(time - 1)).toBe(false);
    expect(patience.isExhausted(time)).toBe(true);
  });

  it("a connection that no program holds has eight", () => {
    const patience = new Patience(15, null);
    patience.orphaned = true;
    expect(patience.isExhausted(102_200)).toBe(true);
  });

  it("the program's own limit takes its place, and the last timeout does not outlast it (RFC 5482)", () => {
    const patience = new Patience(15, 3000);
    expect(patience.isExhausted(2999)).toBe(false);
    expect(patience.isExhausted(3000)).toBe(true);
    expect(patience.clamp(2000, 1500)).toBe(1500);
  });

  it("a sender without answers ends, after doubled timeouts", () => {
    const bench = linuxBench({ tailLossProbe: false });
    bench.write(1000);
    const sent = bench.wait(3_600_000);
    expect(bench.alive).toBe(false);
    // 0.3 s doubled up to the ceiling of 120 s, until 924.6 s are over.
    expect(sent).toHaveLength(15);
  });
});

describe("the least round trip of late", () => {
  it("keeps the least for five minutes, then takes the least since", () => {
    const least = new MinRtt();
    least.sample(0, 50);
    least.sample(1000, 80);
    expect(least.value).toBe(50);
    least.sample(100_000, 60);
    least.sample(200_000, 70);
    least.sample(300_001, 90);
    expect(least.value).toBe(60);
  });

  it("takes a smaller one at once", () => {
    const least = new MinRtt();
    least.sample(0, 50);
    least.sample(10, 40);
    expect(least.value).toBe(40);
  });
});
