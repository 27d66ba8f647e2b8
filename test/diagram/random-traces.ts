// Random runs for property tests: hand-made ones that no protocol would make, and real ones over random networks.

import fc from "fast-check";
import { simulate, type Flag, type TcpState, type Trace, tcpPackets } from "../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";
import { TraceBuilder } from "./trace-builder.ts";

const FLAGS: readonly (readonly Flag[])[] = [["SYN"], ["SYN", "ACK"], ["ACK"], ["PSH", "ACK"], ["FIN", "ACK"], ["RST"]];
const STATES: readonly TcpState[] = [
  "CLOSED", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT",
];

/** A run that a failing property prints in a few lines. */
export class RandomRun {
  constructor(readonly trace: Trace) {}

  [fc.toStringMethod](): string {
    return tcpPackets(this.trace).map(({ id, from, sentAt, segment, arrivals, loss, inFlight, retransmissionOf }) =>
      [
        `\n  ${String(id)} ${String(sentAt)} ${from} ${segment.flags.join("+")} ${String(segment.length)}`,
        `→ ${[...arrivals, ...(loss === null ? [] : [`${loss.why}@${String(loss.at)}`]), ...(inFlight ? ["…"] : [])].join(" ")}`,
        ...(retransmissionOf === null ? [] : [`↻${String(retransmissionOf)}`]),
      ].join(" ")).join("");
  }
}

/** Times between two happenings, from none at all to an hour. */
const gap = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 5000 }).map((micros) => micros / 1000) },
  { weight: 4, arbitrary: fc.integer({ min: 5, max: 400 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1000, max: 3_600_000 }) },
);

const happening = fc.record({
  gap,
  client: fc.boolean(),
  flags: fc.constantFrom(...FLAGS),
  length: fc.constantFrom(0, 0, 1, 536, 1460),
  latency: fc.oneof(fc.constant(50), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 20_000 })),
  fate: fc.constantFrom("arrives", "arrives", "arrives", "lost", "queue", "corrupt", "twice", "in-flight"),
  outcome: fc.constantFrom("accepted", "accepted", "buffered", "duplicate", "unacceptable", "challenge-ack", "reset"),
  again: fc.boolean(),
  state: fc.option(fc.constantFrom(...STATES), { nil: null, freq: 3 }),
  burst: fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 30 }) }),
});

/** A run told by dice: any flags in any order, any fate. */
export const wildRun: fc.Arbitrary<RandomRun> = fc.record({
  happenings: fc.array(happening, { maxLength: 40 }),
  stack: fc.constantFrom("textbook", "linux"),
  names: fc.tuple(fc.constantFrom("Client", "내 컴퓨터", "a client whose name is far too long for its box"), fc.constantFrom("Server", "구글")),
}).map(({ happenings, stack, names }) => {
  const builder = new TraceBuilder(stack, names);
  builder.state(0, "server", "CLOSED", "LISTEN");
  let at = 0;
  let seq = 4_294_967_000;
  let last: number | null = null;
  for (const each of happenings) {
    at = Math.round((at + each.gap) * 1000) / 1000;
    const host = each.client ? "client" : "server";
    if (each.state !== null) builder.state(at, host, "CLOSED", each.state);
    for (let index = 0; index < each.burst; index += 1) {
      const end = Math.round((at + each.latency) * 1000) / 1000;
      const again = each.again && last !== null ? { retransmissionOf: last, byTimer: true } : {};
      last = builder.send(at, host, each.flags, { seq, ack: (seq + 300) >>> 0, length: each.length }, {
        ...again,
        outcome: each.outcome,
        ...(each.fate === "lost" ? { lost: { at: Math.round((at + each.latency / 2) * 1000) / 1000 } } : {}),
        ...(each.fate === "queue" ? { lost: { at, why: "queue" as const } } : {}),
        ...(each.fate === "corrupt" ? { lost: { at: end, why: "corrupt" as const } } : {}),
        ...(each.fate === "arrives" ? { arrives: [end] } : {}),
        ...(each.fate === "twice" ? { arrives: [end, end + 7.5] } : {}),
        ...(each.fate === "in-flight" ? { inFlight: true } : {}),
      });
      seq = (seq + each.length) >>> 0;
    }
  }
  return new RandomRun(builder.build());
});

/** A run of the real simulation: both sides send and close over a bad network. */
export const realRun: fc.Arbitrary<RandomRun> = fc.record({
  seed: fc.integer({ min: 0, max: 4_294_967_295 }),
  rtt: fc.constantFrom(1, 20, 100, 600),
  jitter: fc.constantFrom(0, 0, 5, 40),
  loss: fc.constantFrom(0, 0.05, 0.2),
  reordering: fc.constantFrom(0, 0.2),
  duplication: fc.constantFrom(0, 0.1),
  rate: fc.option(fc.constantFrom(100_000, 10_000_000), { nil: undefined }),
  up: fc.integer({ min: 0, max: 12_000 }),
  down: fc.integer({ min: 0, max: 6000 }),
}).map(({ seed, up, down, rate, ...network }) => new RandomRun(simulate(scenario({
  seed,
  network: rate === undefined ? network : { ...network, rate },
  script: [
    LISTEN, CONNECT,
    { host: "client", call: { kind: "send", bytes: up + 1 } },
    { host: "server", call: { kind: "send", bytes: down + 1 } },
    { host: "client", call: { kind: "close" } },
  ],
}))));
