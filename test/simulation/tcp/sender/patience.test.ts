// When a Linux sender gives up (R2 of RFC 9293 §3.8.3), and the least round trip of late.

import { describe, expect, it } from "vitest";
import { MinRtt } from "../../../../src/simulation/tcp/recovery/min-rtt.ts";
import { Patience } from "../../../../src/simulation/tcp/recovery/patience.ts";
import type { TcpSpec } from "../../../../src/simulation/index.ts";
import { Peer } from "../../../support/peer.ts";
import { linuxBench } from "../../../support/sender-bench.ts";

describe("R2 of the Linux sender (RFC 9293 §3.8.3)", () => {
  it.each([[5, 12_600], [8, 102_200], [15, 924_600]])("%i retries take %i ms, whatever the timeout is", (retries, time) => {
    const patience = new Patience(retries, 8, null);
    expect(patience.isExhausted(time - 1)).toBe(false);
    expect(patience.isExhausted(time)).toBe(true);
  });

  it.each([[15, 8, 102_200], [5, 8, 102_200], [15, 3, 3000], [3, 6, 25_400]])("a connection that no program holds has its own: with %i and %i it takes %i ms", (retries, orphan, time) => {
    const patience = new Patience(retries, orphan, null);
    patience.orphaned = true;
    expect(patience.isExhausted(time - 1)).toBe(false);
    expect(patience.isExhausted(time)).toBe(true);
  });

  it("doubles no further than the longest timeout", () => {
    const patience = new Patience(6, 8, null, 2000);
    expect(patience.isExhausted(8999)).toBe(false);
    expect(patience.isExhausted(9000)).toBe(true);
  });

  it("the program's own limit takes its place, and the last timeout does not outlast it (RFC 5482)", () => {
    const patience = new Patience(15, 8, 3000);
    expect(patience.isExhausted(2999)).toBe(false);
    expect(patience.isExhausted(3000)).toBe(true);
    expect(patience.clamp(2000, 1500)).toBe(1500);
  });

  it("the program's own limit holds for a closed window as well", () => {
    const bench = linuxBench({}, { window: 2000 }, 3000);
    bench.write(5000);
    bench.wait(100);
    bench.ack(2001, { window: 0 });
    // The first probe goes after 300 ms; the limit counts from there.
    bench.wait(3299);
    expect(bench.alive).toBe(true);
    bench.wait(1);
    expect(bench.alive).toBe(false);
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

describe("R2 of a SYN in Linux (RFC 9293 §3.8.3)", () => {
  /** How often a SYN goes before the attempt ends. */
  function transmissions(spec: Partial<TcpSpec>): number {
    const peer = new Peer(spec, "linux");
    peer.does("connect");
    let count = 1;
    while (peer.does("timer retransmission").some((line) => line.startsWith("> S"))) count += 1;
    expect(peer.state).toBe("CLOSED");
    return count;
  }

  it("counts retries, those before the doubling too", () => {
    expect(transmissions({ synRetries: 6 })).toBe(11);
    expect(transmissions({ synRetries: 6, synLinearTimeouts: 0 })).toBe(7);
  });

  it("is over as well when as much time has passed as the doubled retries alone would take", () => {
    expect(transmissions({ synRetries: 2 })).toBe(6);
    expect(transmissions({ synRetries: 1 })).toBe(3);
    expect(transmissions({ synRetries: 2, synLinearTimeouts: 0 })).toBe(3);
  });

  it("is the program's own limit where there is one (RFC 5482)", () => {
    expect(transmissions({ synRetries: 6, userTimeout: 2500 })).toBe(3);
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
