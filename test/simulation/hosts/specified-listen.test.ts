import { describe, expect, it } from "vitest";
import type { Call, Injection, Statement, Trace } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import { readBy, violations } from "../../support/invariants.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const client = (call: Call, at?: number): Statement => ({ host: "client", call, ...(at === undefined ? {} : { at }) });
const server = (call: Call, at?: number): Statement => ({ host: "server", call, ...(at === undefined ? {} : { at }) });
const EXPECT = server({ kind: "listen", to: "client" });

const run = (...script: readonly Statement[]): Trace => simulate(scenario({ stack: "textbook", script, limits: { time: 3000 } }));

/** The states of the server's endpoints, in order. */
const states = (trace: Trace): string[] => trace.events.flatMap((event) => (event.kind === "state" && event.host === "server" ? [event.to] : []));

const results = (trace: Trace): string[] => trace.events.flatMap((event) => (event.kind === "result" && event.host === "server" ? [`${event.call}: ${event.outcome}`] : []));

describe("a fully specified passive OPEN (RFC 9293 §3.9.1.1, §3.10.1)", () => {
  it("waits in LISTEN for one peer, with a block that is the connection's own", () => {
    const trace = run(EXPECT, CONNECT, client({ kind: "send", bytes: 20 }), client({ kind: "close" }));
    expect(violations(trace)).toEqual([]);
    expect(states(trace)).toEqual(["LISTEN", "SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED"]);
    expect(trace.endpoints.filter(({ host }) => host === "server")).toMatchObject([{ open: "passive", remote: { host: "client" } }]);
    expect(readBy(trace, "server")).toEqual({ bytes: 20, end: true });
  });

  it("is made active by a SEND, whose data waits until the connection is open (§3.10.2)", () => {
    const trace = run({ host: "client", call: { kind: "listen" } }, EXPECT, server({ kind: "send", bytes: 20 }, 100));
    expect(violations(trace)).toEqual([]);
    expect(states(trace).slice(0, 3)).toEqual(["LISTEN", "SYN-SENT", "ESTABLISHED"]);
    expect(readBy(trace, "client").bytes).toBe(20);
  });

  it("and then meets a SYN of the peer's as a simultaneous open (§3.5)", () => {
    const trace = run(EXPECT, client({ kind: "connect", to: "server" }, 100), server({ kind: "send", bytes: 20 }, 120));
    expect(violations(trace)).toEqual([]);
    expect(states(trace).slice(0, 4)).toEqual(["LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED"]);
    expect(readBy(trace, "client").bytes).toBe(20);
  });

  it("returns to LISTEN when the SYN was an old duplicate (Figure 9), as new", () => {
    const injections: readonly Injection[] = [{ from: "client", to: "server", at: 10, flags: ["SYN"], seq: 90 }];
    const trace = simulate(scenario({ stack: "textbook", injections, script: [EXPECT, client({ kind: "connect", to: "server" }, 500), client({ kind: "send", bytes: 20 })], limits: { time: 3000 } }));
    expect(states(trace)).toEqual(["LISTEN", "SYN-RECEIVED", "LISTEN", "SYN-RECEIVED", "ESTABLISHED"]);
    expect(readBy(trace, "server").bytes).toBe(20);
  });

  it("lets nobody else in", () => {
    const trace = run(EXPECT, client({ kind: "connect", to: "server", port: 50_000 }));
    expect(trace.events.filter((event) => event.kind === "result" && event.host === "client")).toMatchObject([{ call: "connect", outcome: "connection refused" }]);
    expect(states(trace)).toEqual(["LISTEN"]);
  });

  it("is refused where the port is listened on, or waited on already", () => {
    expect(results(run(LISTEN, EXPECT))).toEqual(["listen: ok", "listen: connection already exists"]);
    expect(results(run(EXPECT, EXPECT))).toEqual(["listen: ok", "listen: connection already exists"]);
  });

  it("can be closed, and ends with its process", () => {
    expect(states(run(EXPECT, server({ kind: "close" })))).toEqual(["LISTEN", "CLOSED"]);
    expect(states(run(EXPECT, server({ kind: "exit" })))).toEqual(["LISTEN", "CLOSED"]);
  });
});
