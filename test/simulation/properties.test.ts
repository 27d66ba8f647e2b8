import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/simulation/index.ts";
import type { Trace } from "../../src/simulation/index.ts";
import type { Run } from "../support/arbitrary-run.ts";
import { arbitraryRun } from "../support/arbitrary-run.ts";
import { violationsOfConnections } from "../support/connection-invariants.ts";
import { readBy, violations } from "../support/invariants.ts";

/** Runs, and so long may they take together on a slow machine. */
const RUNS = 2000;
const FEWER = 500;
const PATIENCE = 180_000;

/** Everything that is wrong with any run, and that it was cut short. */
function faults(trace: Trace): string[] {
  return [...violations(trace), ...violationsOfConnections(trace), ...(trace.truncated === null ? [] : [`cut short by ${trace.truncated.limit}`])];
}

/** What is wrong with a run in which both close in order: what was not delivered, calls that failed, connections that were reset or stay. */
function faultsOfOrder(trace: Trace, { bytes }: Run): string[] {
  const found = faults(trace);
  for (const [from, to] of [["client", "server"], ["server", "client"]] as const) {
    const read = readBy(trace, to);
    if (read.bytes !== bytes[from] || !read.end) found.push(`${to} has read ${String(read.bytes)} of ${String(bytes[from])}${read.end ? "" : " and no end"}`);
  }
  const last = new Map<number, string>();
  for (const event of trace.events) {
    if (event.kind === "state" && event.endpoint !== null) last.set(event.endpoint, event.to);
    // Whoever reads on behind the end is told so (RFC 9293 §3.10.3).
    const isBehindEnd = event.kind === "result" && event.call === "receive" && event.outcome === "connection closing";
    if (event.kind === "result" && event.outcome !== "ok" && !isBehindEnd) found.push(`${event.call} = ${event.outcome}`);
    if (event.kind === "receive" && event.rule === "tcp.reset.connection") found.push(`event ${String(event.id)} resets a connection`);
  }
  for (const endpoint of trace.endpoints) {
    const listens = endpoint.protocol !== "tcp" || endpoint.remote === null;
    if (!listens && last.get(endpoint.id) !== "CLOSED" && last.get(endpoint.id) !== "LISTEN") found.push(`endpoint ${String(endpoint.id)} stays`);
  }
  return found;
}

/** What is wrong with a run that may end early: more was read than was sent. */
function faultsOfHaste(trace: Trace, { bytes }: Run): string[] {
  return [
    ...faults(trace),
    ...(readBy(trace, "server").bytes > bytes.client ? ["the server has read more than was sent"] : []),
    ...(readBy(trace, "client").bytes > bytes.server ? ["the client has read more than was sent"] : []),
  ];
}

const hasty = fc.record({
  synRetries: fc.integer({ min: 0, max: 3 }), synAckRetries: fc.integer({ min: 0, max: 3 }), dataRetries: fc.integer({ min: 0, max: 3 }),
  userTimeout: fc.constantFrom(2000, 1_000_000),
});

describe.each(["textbook", "linux"] as const)("over any network, %s", (stack) => {
  it("delivers every byte once and in order, and closes, when nobody gives up", () => {
    fc.assert(fc.property(arbitraryRun(stack), (run) => {
      expect(faultsOfOrder(simulate(run.scenario), run)).toEqual([]);
    }), { seed: 20_261_122, numRuns: RUNS });
  }, PATIENCE);

  it("delivers a prefix of what was sent, and ends, when hosts give up soon", () => {
    fc.assert(fc.property(arbitraryRun(stack, { patience: hasty }), (run) => {
      expect(faultsOfHaste(simulate(run.scenario), run)).toEqual([]);
    }), { seed: 20_261_123, numRuns: FEWER });
  }, PATIENCE);

  it("delivers a prefix of what was sent, and ends, when hosts abort", () => {
    fc.assert(fc.property(arbitraryRun(stack, { ends: ["abort"] }), (run) => {
      expect(faultsOfHaste(simulate(run.scenario), run)).toEqual([]);
    }), { seed: 20_261_125, numRuns: FEWER });
  }, PATIENCE);

  it("gives the same trace again, byte for byte", () => {
    fc.assert(fc.property(arbitraryRun(stack), (run) => {
      expect(JSON.stringify(simulate(run.scenario))).toBe(JSON.stringify(simulate(run.scenario)));
    }), { seed: 20_261_124, numRuns: 50 });
  }, PATIENCE);
});
