import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/simulation/index.ts";
import type { NetworkSpec, Scenario, Statement } from "../../src/simulation/index.ts";
import { readBy, violations } from "../support/invariants.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

const time = fc.integer({ min: 0, max: 200 });
const network: fc.Arbitrary<Partial<NetworkSpec>> = fc.record({
  rtt: fc.integer({ min: 0, max: 300 }),
  jitter: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 })),
  loss: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.4, noNaN: true })),
  duplication: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.4, noNaN: true })),
  reordering: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.4, noNaN: true })),
  reorderDelay: time,
});

/** Both hosts send some, in pieces, and both close: the client when it has sent all, the server too or at end-of-file. */
interface Exchange {
  readonly client: readonly number[];
  readonly server: readonly number[];
  readonly serverCloses: boolean;
  readonly pause: number;
}

const exchange: fc.Arbitrary<Exchange> = fc.record({
  client: fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 4 }),
  server: fc.array(fc.integer({ min: 1, max: 3000 }), { maxLength: 4 }),
  serverCloses: fc.boolean(),
  pause: fc.oneof(fc.constant(0), time),
});

/** To a kernel, CLOSE means that nobody reads any more; a host that goes on to read says `shutdown`. */
function script({ client, server, serverCloses, pause }: Exchange, stack: Scenario["stack"]): Statement[] {
  const end = stack === "linux" ? "shutdown" : "close";
  const sends = (host: string, pieces: readonly number[]): Statement[] =>
    pieces.flatMap((bytes): Statement[] => [
      ...(pause > 0 ? [{ host, call: { kind: "wait", time: pause } } as const] : []),
      { host, call: { kind: "send", bytes } },
    ]);
  return [
    LISTEN, CONNECT, ...sends("client", client), { host: "client", call: { kind: end } }, ...sends("server", server),
    ...(serverCloses || stack === "linux" ? [{ host: "server", call: { kind: end } } as const] : []),
  ];
}

const tcp = fc.record({
  mss: fc.constantFrom(100, 536, 1460),
  receiveBuffer: fc.constantFrom(50, 700, 4096, 65_535, 500_000),
  nagle: fc.boolean(),
  congestion: fc.constantFrom("none", "newreno"),
  delayedAck: fc.constantFrom(0, 40, 200),
  timestamps: fc.boolean(),
  sack: fc.boolean(),
  windowScale: fc.boolean(),
  msl: fc.constantFrom(1000, 120_000),
  isn: fc.constantFrom(100, 0, 2 ** 32 - 1, 2 ** 32 - 300),
});

/** Retries enough that no connection is given up: then everything must arrive. */
const PATIENT = { synRetries: 100, dataRetries: 100 };

const patient = (stack: Scenario["stack"]): fc.Arbitrary<{ scenario: Scenario; exchange: Exchange }> => fc
  .record({ exchange, network, client: tcp, server: tcp, seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }) })
  .map((all) => ({
    exchange: all.exchange,
    scenario: scenario({
      stack, script: script(all.exchange, stack), network: all.network, seed: all.seed,
      client: { ...all.client, ...PATIENT }, server: { ...all.server, ...PATIENT },
      limits: { time: Number.MAX_SAFE_INTEGER },
    }),
  }));

const sum = (pieces: readonly number[]): number => pieces.reduce((all, one) => all + one, 0);

/** The kernel's rules take more time each. */
const RUNS = { textbook: 500, linux: 200 };

describe.each(["textbook", "linux"] as const)("over any network, %s", (stack) => {
  it("delivers every byte once and in order, and closes, when nobody gives up", () => {
    fc.assert(fc.property(patient(stack), ({ scenario: one, exchange: said }) => {
      const trace = simulate(one);
      expect(violations(trace)).toEqual([]);
      expect(trace.truncated).toBeNull();
      expect(readBy(trace, "server")).toEqual({ bytes: sum(said.client), end: true });
      expect(readBy(trace, "client")).toEqual({ bytes: sum(said.server), end: true });
      const open = trace.endpoints.filter((endpoint) => endpoint.remote !== null).map((endpoint) => endpoint.id);
      for (const id of open) {
        expect(trace.events.findLast((event) => event.kind === "state" && event.endpoint === id)).toMatchObject({ to: "CLOSED" });
      }
    }), { seed: 20_261_122, numRuns: RUNS[stack] });
  });

  it("delivers a prefix of what was sent, and ends, when hosts give up soon", () => {
    fc.assert(fc.property(patient(stack), fc.integer({ min: 0, max: 3 }), ({ scenario: one, exchange: said }, retries) => {
      const hosts = one.hosts.map((host) => ({ ...host, tcp: { ...host.tcp, synRetries: retries, dataRetries: retries } }));
      const trace = simulate({ ...one, hosts });
      expect(violations(trace)).toEqual([]);
      expect(readBy(trace, "server").bytes).toBeLessThanOrEqual(sum(said.client));
      expect(readBy(trace, "client").bytes).toBeLessThanOrEqual(sum(said.server));
    }), { seed: 20_261_123, numRuns: RUNS[stack] });
  });

  it("gives the same trace again, byte for byte", () => {
    fc.assert(fc.property(patient(stack), ({ scenario: one }) => {
      expect(JSON.stringify(simulate(one))).toBe(JSON.stringify(simulate(one)));
    }), { seed: 20_261_124, numRuns: 50 });
  });
});
