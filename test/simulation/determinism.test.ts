import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/simulation/index.ts";
import type { Scenario } from "../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

/** A run in which everything that can go wrong does: whatever differs between engines shows here. */
const ROUGH: Scenario = scenario({
  script: [
    LISTEN, CONNECT,
    { host: "client", call: { kind: "send", bytes: 20_000, text: "a letter" } },
    { host: "server", call: { kind: "send", bytes: 20_000 } },
    { host: "client", call: { kind: "wait", time: 333.333 } },
    { host: "client", call: { kind: "close" } },
  ],
  network: { rtt: 87.3, jitter: 31.7, rate: 1_000_003, queue: 20, loss: 0.07, duplication: 0.05, reordering: 0.1, reorderDelay: 13.1 },
  client: { mss: 1460, minRto: 200 },
  server: { mss: 1460, minRto: 200 },
  seed: 4_000_000_007,
});

describe("a trace", () => {
  it("is the same on every engine, for ever", () => {
    const trace = JSON.stringify(simulate(ROUGH));
    expect(createHash("sha256").update(trace).digest("hex")).toMatchInlineSnapshot(`"dd1a6094fe855dc22e39beb2cd97a7870fe33f57c5748c71159397b65515912d"`);
  });

  it("survives JSON", () => {
    const trace = simulate(ROUGH);
    expect(JSON.parse(JSON.stringify(trace))).toEqual(trace);
  });

  it("does not depend on what ran before", () => {
    const first = JSON.stringify(simulate(ROUGH));
    simulate(scenario());
    expect(JSON.stringify(simulate(ROUGH))).toBe(first);
  });
});
