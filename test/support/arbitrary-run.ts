// Any run between two hosts: both send in pieces, with pauses, over any network, by any settings, and both close in order.

import fc from "fast-check";
import type { Call, NetworkSpec, Scenario, Stack, Statement, TcpSpec } from "../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "./scenario.ts";

type HostId = "client" | "server";

/** A run, and how many bytes each host sends in it. */
export interface Run {
  readonly scenario: Scenario;
  readonly bytes: Readonly<Record<HostId, number>>;
}

const share = fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.4, noNaN: true }));
const pause = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3000 }));

const network: fc.Arbitrary<Partial<NetworkSpec>> = fc.record({
  rtt: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(0.002, 1500)),
  jitter: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 })),
  loss: share,
  duplication: share,
  reordering: share,
  reorderDelay: fc.integer({ min: 0, max: 400 }),
  rate: fc.constantFrom(undefined, undefined, 64_000, 10_000_000),
  queue: fc.constantFrom(2, 10, 100),
}).map(({ rate, ...rest }) => (rate === undefined ? rest : { ...rest, rate }));

const isn = fc.constantFrom(0, 100, 2 ** 31 - 10, 2 ** 32 - 1, 2 ** 32 - 2, 2 ** 32 - 300, 2 ** 32 - 5000);

const common = {
  mss: fc.constantFrom(40, 100, 536, 1000, 1460),
  receiveBuffer: fc.constantFrom(50, 700, 4096, 65_535, 500_000),
  nagle: fc.boolean(),
  initialWindow: fc.constantFrom(undefined, 1, 10),
  delayedAck: fc.constantFrom(0, 40, 200, 499),
  timestamps: fc.boolean(),
  sack: fc.boolean(),
  windowScale: fc.boolean(),
  msl: fc.constantFrom(1000, 120_000),
  initialRto: fc.constantFrom(300, 1000),
  minRto: fc.constantFrom(50, 200, 1000),
  keepAlive: fc.constantFrom(undefined, { idle: 5000, interval: 1000, probes: 1000 }),
  isn,
};

const TCP: Readonly<Record<Stack, fc.Arbitrary<Partial<TcpSpec>>>> = {
  textbook: fc.record({ ...common, congestion: fc.constantFrom("none", "newreno") }).map(said),
  linux: fc.record({
    ...common,
    // A kernel takes no buffer smaller than some segments.
    receiveBuffer: fc.constantFrom(undefined, 700, 4096, 65_535, 500_000),
    congestion: fc.constantFrom("newreno", "cubic"),
    tailLossProbe: fc.boolean(),
    fRto: fc.boolean(),
    sendBuffer: fc.constantFrom(undefined, undefined, 5000),
  }).map(said),
};

/** What is set: a record without the values that are left open. */
function said(settings: Record<string, unknown>): Partial<TcpSpec> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

/** What one host does between the opening and the end of its sending. */
const work: fc.Arbitrary<readonly Call[]> = fc.array(fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 2000 }).map((bytes): Call => ({ kind: "send", bytes })) },
  { weight: 2, arbitrary: pause.map((time): Call => ({ kind: "wait", time })) },
  { weight: 1, arbitrary: fc.constant<Call>({ kind: "stop-reading" }) },
  { weight: 1, arbitrary: fc.constant<Call>({ kind: "read" }) },
  { weight: 1, arbitrary: fc.boolean().map((nagle): Call => ({ kind: "set", nagle })) },
), { maxLength: 6 });

/** How a host that has sent all ends the connection. */
export type End = "close" | "shutdown" | "abort" | "itself";

/** The lines of one host. Whoever has stopped reading reads on in the end. */
function lines(host: HostId, calls: readonly Call[], end: End, late: number): Statement[] {
  const all: Statement[] = calls.map((call) => ({ host, call }));
  all.push({ host, call: { kind: "wait", time: late } }, { host, call: { kind: "read" } });
  if (end !== "itself") all.push({ host, call: { kind: end } });
  return all;
}

const bytesOf = (calls: readonly Call[]): number => calls.reduce((sum, call) => sum + (call.kind === "send" ? call.bytes : 0), 0);

/** Retries enough that no connection is given up: then everything must arrive. */
const PATIENT: Partial<TcpSpec> = { synRetries: 100, synAckRetries: 100, dataRetries: 100 };

/** What runs are to be like; without a word, nobody gives up, and both hosts close in order. */
export interface Wishes {
  /** Laid over both hosts' settings: how soon they give up. */
  readonly patience?: fc.Arbitrary<Partial<TcpSpec>>;
  /** How the client may end the connection; the server may do so too, or close by itself. */
  readonly ends?: readonly End[];
}

/**
 * Runs of a stack. To a kernel, CLOSE means that nobody reads any more, and a connection that nobody reads has less patience: where
 * nobody is to give up, hosts say `shutdown` there.
 */
export function arbitraryRun(stack: Stack, { patience, ends }: Wishes = {}): fc.Arbitrary<Run> {
  const forEver = patience === undefined;
  const first = ends ?? (stack === "linux" && forEver ? ["shutdown"] : ["close", "shutdown"]);
  const second: readonly End[] = stack === "linux" && forEver ? first : [...first, "itself"];
  return fc.record({
    network, patience: patience ?? fc.constant(PATIENT), client: TCP[stack], server: TCP[stack], clientCalls: work, serverCalls: work,
    clientEnd: fc.constantFrom(...first), serverEnd: fc.constantFrom(...second), clientLate: pause, serverLate: pause,
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  }).map((all): Run => ({
    bytes: { client: bytesOf(all.clientCalls), server: bytesOf(all.serverCalls) },
    scenario: scenario({
      stack, network: all.network, seed: all.seed,
      client: { ...all.client, ...all.patience }, server: { ...all.server, ...all.patience },
      script: [
        LISTEN, CONNECT,
        ...lines("client", all.clientCalls, all.clientEnd, all.clientLate),
        ...lines("server", all.serverCalls, all.serverEnd, all.serverLate),
      ],
      limits: { time: Number.MAX_SAFE_INTEGER, events: 100_000, packets: 50_000 },
    }),
  }));
}
