// Random floods beside one honest handshake, for tests of how what is counted is drawn.

import fc from "fast-check";
import type { FloodTally, Trace, TraceEvent, TraceFlood } from "../../src/simulation/index.ts";
import { handshake } from "./trace-builder.ts";

export interface FloodDraft {
  readonly count: number;
  readonly every: number;
  readonly backlog: number;
  /** When cookies begin, as a share of the flood; null: never. */
  readonly cookiesFrom: number | null;
  readonly stretches: number;
  /** Whether the honest client comes late, when the flood is under way. */
  readonly late: boolean;
}

export const randomFlood: fc.Arbitrary<FloodDraft> = fc.record({
  count: fc.integer({ min: 25, max: 100_000 }), every: fc.constantFrom(0.01, 0.5, 2, 5, 20), backlog: fc.integer({ min: 1, max: 300 }),
  cookiesFrom: fc.option(fc.double({ min: 0, max: 1, noNaN: true })), stretches: fc.integer({ min: 1, max: 300 }), late: fc.boolean(),
});

/** A run in which a third host floods the server of a handshake: the queue fills, then SYNs are dropped or answered by cookies. */
export function floodedHandshake({ count, every, backlog, cookiesFrom, stretches, late }: FloodDraft): Trace {
  const base = handshake({ lost: late });
  const length = count * every;
  const step = length / stretches;
  const cookies = cookiesFrom === null ? Infinity : cookiesFrom * length;
  const tallies: FloodTally[] = [];
  const events: TraceEvent[] = [...base.events];
  let told = 0;
  let queued = 0;
  for (let index = 0; index < stretches; index += 1) {
    const [from, to] = [index * step, (index + 1) * step];
    const sent = Math.floor((count * (index + 1)) / stretches) - told;
    told += sent;
    const taken = from >= cookies ? 0 : Math.min(sent, backlog - queued);
    queued += taken;
    const rest = sent - taken;
    tallies.push({ from, to, sent, queued: taken, cookies: from >= cookies ? rest : 0, dropped: from >= cookies ? 0 : rest, others: 0, lost: 0 });
    if (taken > 0) {
      events.push({ id: 0, at: from, host: "server", endpoint: 1, cause: null, rule: "test.queue", kind: "queue", queue: "syn", length: queued, capacity: backlog });
    }
  }
  const end = Math.max(base.end, length);
  const flood: TraceFlood = {
    from: "attacker", to: "server", count, every, sources: count, start: 0, end: (count - 1) * every, tallies,
    told: { first: 0, count: 0 }, backscatter: { nobody: 0, hosts: 0 },
  };
  return {
    ...base, end, floods: [flood],
    hosts: [...base.hosts, { id: "attacker", name: "Attackers", address: "203.0.113.66", port: 1024 }],
    events: events.sort((a, b) => a.at - b.at).map((event, id) => ({ ...event, id })),
  };
}
