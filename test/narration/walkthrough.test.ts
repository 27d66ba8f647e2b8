// The stops of a walkthrough stand where their sentence shows in the picture.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { narrate, walkthrough } from "../../src/narration/index.ts";
import { simulate, stateAt, type Statement } from "../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

const DATA: Statement = { host: "client", call: { kind: "send", bytes: 120 } };

describe("the walkthrough", () => {
  it("stands half way while a segment is under way, and at the event otherwise", () => {
    const stops = walkthrough(simulate(scenario({ script: [LISTEN, CONNECT, DATA], faults: [{ kind: "drop", from: "client", match: "SYN", nth: 1 }] })));
    expect(stops.map(({ at, key }) => `${String(at)} ${key}`)).toEqual([
      "0 listen",
      "12.5 syn-sent",
      "25 syn-lost",
      "1025 syn-retransmitted",
      "1075 syn-answered",
      "1125 established-first",
      "1125 first-data-sent",
      "1150 established-both",
      "1150 data-received",
      "1200 ack-received",
    ]);
  });

  it("shows the client ESTABLISHED and the server not yet, where it says so", () => {
    const trace = simulate(scenario());
    const stop = walkthrough(trace).find(({ key }) => key === "established-first");
    const state = (host: string): string => {
      const end = trace.endpoints.find((endpoint) => endpoint.host === host && endpoint.remote !== null);
      return end === undefined || stop === undefined ? "" : stateAt(trace, end.id, stop.at);
    };
    expect([state("client"), state("server")]).toEqual(["ESTABLISHED", "SYN-RECEIVED"]);
  });

  it("does not stop for ever at what repeats itself, but always at the end", () => {
    const trace = simulate(scenario({ network: { loss: 1 } }));
    const stops = walkthrough(trace);
    expect(narrate(trace).filter(({ key }) => key === "syn-retransmitted")).toHaveLength(7);
    expect(stops.filter(({ key }) => key === "syn-retransmitted")).toHaveLength(3);
    expect(stops.at(-1)).toMatchObject({ key: "timed-out" });
  });

  it("goes forward through steps of the narration, inside the run", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(0, 0.2), fc.constantFrom(0, 40), (seed, loss, jitter) => {
        const trace = simulate(scenario({
          seed, network: { loss, jitter, duplication: 0.1 },
          script: [LISTEN, CONNECT, { host: "client", call: { kind: "send", bytes: 2000 } }, { host: "client", call: { kind: "close" } }],
        }));
        const events = new Set(narrate(trace).map(({ event }) => event));
        let before = 0;
        for (const stop of walkthrough(trace)) {
          expect(events).toContain(stop.event);
          expect(stop.at).toBeGreaterThanOrEqual(Math.max(before, trace.events[stop.event]?.at ?? Infinity));
          expect(stop.at).toBeLessThanOrEqual(trace.end);
          before = stop.at;
        }
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
