import { describe, expect, it } from "vitest";
import type { Trace } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import { readBy } from "../../support/invariants.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

/** `listen = ok` for each call of a host that came to an end. */
const results = (trace: Trace, host: string): string[] =>
  trace.events.flatMap((event) => (event.kind === "result" && event.host === host ? [`${event.call} = ${event.outcome}`] : []));

describe.each(["textbook", "linux"] as const)("a passive OPEN (RFC 9293 §3.9.1.1), %s", (stack) => {
  it("leaves open connections alone (MUST-41)", () => {
    const trace = simulate(scenario({
      stack,
      script: [LISTEN, CONNECT, { host: "client", at: 1000, call: { kind: "listen" } }, { host: "server", at: 2000, call: { kind: "send", bytes: 10 } }],
    }));
    expect(results(trace, "client")).toEqual(["connect = ok", "listen = ok"]);
    expect(readBy(trace, "client").bytes).toBe(10);
  });

  it("shares its port with a connection that is opening (MUST-42)", () => {
    const trace = simulate(scenario({
      stack,
      script: [
        { host: "client", call: { kind: "listen" } }, CONNECT, { host: "server", at: 10, call: { kind: "listen" } },
      ],
    }));
    const states = trace.events.flatMap((event) => (event.kind === "state" && event.host === "client" ? [`${event.from} -> ${event.to}`] : []));
    expect(states).toEqual(["CLOSED -> LISTEN", "CLOSED -> SYN-SENT", "SYN-SENT -> ESTABLISHED"]);
    expect(new Set(trace.endpoints.filter((one) => one.host === "client").map((one) => one.localPort)).size).toBe(1);
  });
});
