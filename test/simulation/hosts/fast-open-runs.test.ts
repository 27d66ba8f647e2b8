// Fast Open on any network: whatever is lost, doubled or overtaken, every byte of a request arrives once, wherever it travelled (RFC 7413).

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HostSpec, Scenario, Stack, Statement } from "../../../src/simulation/index.ts";
import { simulate, tcpPackets } from "../../../src/simulation/index.ts";
import { arbitraryRun } from "../../support/arbitrary-run.ts";
import { violations } from "../../support/invariants.ts";

const RUNS = 200;
const PATIENCE = 120_000;

interface Requests {
  readonly scenario: Scenario;
  readonly bytes: number;
}

/** The client fetches a cookie with one byte, and comes back with a request; the server reads, and closes by itself. */
function requests(stack: Stack): fc.Arbitrary<Requests> {
  const bytes = fc.integer({ min: 1, max: 5000 });
  return fc.tuple(arbitraryRun(stack), bytes, bytes).map(([{ scenario }, first, more]) => {
    const host = "client";
    const script: Statement[] = [
      { host: "server", call: { kind: "listen" } },
      { host, call: { kind: "connect", to: "server", bytes: 1 } },
      { host, call: { kind: "shutdown" } },
      { host, call: { kind: "wait", time: 500 } },
      { host, call: { kind: "connect", to: "server", bytes: first } },
      { host, call: { kind: "send", bytes: more } },
      { host, call: { kind: "shutdown" } },
    ];
    const hosts = scenario.hosts.map((spec): HostSpec => ({ ...spec, tcp: { ...spec.tcp, fastOpen: true } }));
    return { scenario: { ...scenario, hosts, script }, bytes: 1 + first + more };
  });
}

describe.each<Stack>(["textbook", "linux"])("Fast Open on any network, stack: %s", (stack) => {
  it("delivers every byte once, and breaks no rule", () => {
    let carried = 0;
    fc.assert(fc.property(requests(stack), ({ scenario, bytes }) => {
      const trace = simulate(scenario);
      if (tcpPackets(trace).some(({ segment }) => segment.flags.includes("SYN") && segment.length > 0)) carried += 1;
      const read = trace.events.reduce((sum, event) => sum + (event.kind === "deliver" && event.host === "server" ? event.bytes : 0), 0);
      expect([violations(trace), trace.truncated, read]).toEqual([[], null, bytes]);
    }), { numRuns: RUNS, seed: 7413 });
    expect(carried).toBeGreaterThan(RUNS / 4);
  }, PATIENCE);
});
