import { describe, expect, it } from "vitest";
import type { Call, Statement, Trace } from "../../../src/simulation/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import { violations } from "../../support/invariants.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const by = (host: "client" | "server") => (call: Call, at?: number): Statement => ({ host, call, ...(at === undefined ? {} : { at }) });
const client = by("client");
const server = by("server");
const CONNECT_ONLY = client({ kind: "connect", to: "server", waits: false });

/** Each call's end with its time and, where it had to wait, its bytes; and each signal. */
const told = (trace: Trace, host: "client" | "server"): string[] => trace.events.flatMap((event) => {
  if (event.host !== host) return [];
  if (event.kind === "signal") return [`${String(event.at)} ${event.signal}`];
  return event.kind === "result" && event.outcome !== "ok" ? [`${String(event.at)} ${event.call} ${String(event.bytes ?? "")}: ${event.outcome}`] : [];
});

/** What STATUS has answered on a host, with the time. */
const asked = (trace: Trace, host: "client" | "server"): unknown[] => trace.events.flatMap((event) => (
  event.kind === "status" && event.host === host ? [[event.at, event.status.state]] : []
));

describe("STATUS of a script (RFC 9293 §3.9.1.5, §3.10.6)", () => {
  it("asks without waiting, in every state that a connection goes through", () => {
    const status = (...times: readonly number[]): Statement[] => times.map((at) => client({ kind: "status" }, at));
    const trace = simulate(scenario({
      stack: "textbook",
      script: [
        LISTEN, CONNECT_ONLY, ...status(10, 150), client({ kind: "close" }, 200), ...status(210, 310), server({ kind: "close" }, 400),
        ...status(460),
      ],
      limits: { time: 1000 },
    }));
    expect(asked(trace, "client")).toEqual([[10, "SYN-SENT"], [150, "ESTABLISHED"], [210, "FIN-WAIT-1"], [310, "FIN-WAIT-2"], [460, "TIME-WAIT"]]);
  });

  it("is about the listener while there is no connection, and about the connection that opens then", () => {
    const trace = simulate(scenario({ script: [LISTEN, server({ kind: "status" }), CONNECT, server({ kind: "status" }, 60), server({ kind: "status" }, 200)] }));
    expect(asked(trace, "server")).toEqual([[0, "LISTEN"], [60, "SYN-RECEIVED"], [200, "ESTABLISHED"]]);
    const [listening, opening] = trace.events.filter(({ kind }) => kind === "status");
    expect(trace.endpoints[listening?.endpoint ?? -1]).toMatchObject({ remote: null, localPort: 80 });
    expect(trace.endpoints[opening?.endpoint ?? -1]).toMatchObject({ remote: { host: "client" } });
  });

  it("has no connection before there is one, and when it is gone", () => {
    const trace = simulate(scenario({ script: [client({ kind: "status" }), LISTEN, CONNECT, client({ kind: "abort" }, 300), client({ kind: "status" })] }));
    expect(told(trace, "client").filter((line) => line.includes("status"))).toEqual(["0 status : connection does not exist", "300 status : connection does not exist"]);
  });
});

describe("SEND and RECEIVE before the connection is open (RFC 9293 §3.10.2, §3.10.3)", () => {
  it("are queued, and served when it is", () => {
    const trace = simulate(scenario({
      stack: "textbook", script: [LISTEN, CONNECT_ONLY, client({ kind: "send", bytes: 10 }), client({ kind: "receive", bytes: 5 }), server({ kind: "send", bytes: 5 })],
    }));
    expect(violations(trace)).toEqual([]);
    expect(trace.events.filter((event) => event.kind === "call" && event.host === "client").slice(0, 3)).toMatchObject([
      { call: "connect", at: 0 }, { call: "send", at: 0 }, { call: "receive", at: 0 },
    ]);
    expect(trace.events.filter((event) => event.kind === "deliver" && !event.fin)).toMatchObject([{ host: "server", bytes: 10, at: 150 }, { host: "client", bytes: 5, at: 200 }]);
  });

  it("share the fate of an attempt that is given up: each is told", () => {
    const trace = simulate(scenario({
      stack: "textbook", script: [CONNECT_ONLY, client({ kind: "send", bytes: 10 }), client({ kind: "send", bytes: 20 }), client({ kind: "close" }, 20)],
    }));
    expect(told(trace, "client")).toEqual(["20 send 10: connection closing", "20 send 20: connection closing"]);
  });

  it("or that is refused", () => {
    const trace = simulate(scenario({ stack: "textbook", script: [CONNECT_ONLY, client({ kind: "send", bytes: 10 }), client({ kind: "receive", bytes: 5 })] }));
    expect(told(trace, "client")).toEqual(["100 connect : connection refused", "100 send 10: connection refused", "100 receive 5: connection refused"]);
  });
});

describe.each(["textbook", "linux"] as const)("a RECEIVE that waits for so many bytes (RFC 9293 §3.10.3), %s", (stack) => {
  const run = (...lines: readonly Statement[]): Trace => simulate(scenario({ stack, script: [LISTEN, CONNECT, ...lines], limits: { time: 2000 } }));

  it("is called once, and served when they are there", () => {
    const trace = run(client({ kind: "receive", bytes: 30 }), client({ kind: "close" }), server({ kind: "send", bytes: 20 }, 300), server({ kind: "send", bytes: 20 }, 500));
    expect(violations(trace)).toEqual([]);
    expect(trace.events.filter((event) => event.kind === "call" && event.call === "receive")).toMatchObject([{ host: "client", at: 100 }]);
    expect(trace.events.find((event) => event.kind === "deliver" && event.host === "client")).toMatchObject({ at: 550, bytes: 30 });
  });

  it("gets what there is when the peer will send no more, and the script goes on", () => {
    const trace = run(client({ kind: "receive", bytes: 100 }), client({ kind: "close" }), server({ kind: "send", bytes: 20 }, 300), server({ kind: "close" }));
    expect(trace.events.find((event) => event.kind === "deliver" && event.host === "client")).toMatchObject({ bytes: 20 });
    expect(trace.events.some((event) => event.kind === "call" && event.call === "close" && event.host === "client")).toBe(true);
    expect(trace.events.some((event) => event.kind === "state" && event.to === "TIME-WAIT" && event.host === "server")).toBe(true);
  });

  it("ends with an error of its own when the connection is reset, and the script goes on", () => {
    const trace = run(client({ kind: "receive", bytes: 100 }), client({ kind: "connect", to: "server" }), server({ kind: "abort" }, 300));
    expect(told(trace, "client").filter((line) => line.includes("receive"))).toEqual(["350 receive 100: connection reset"]);
    expect(trace.events.filter((event) => event.kind === "call" && event.call === "connect")).toHaveLength(2);
  });
});

describe("R1 and R2 (RFC 9293 §3.8.3)", () => {
  it("the program hears of three retransmissions in vain, and of the end, with each SEND that was not acknowledged", () => {
    const trace = simulate(scenario({
      stack: "textbook", client: { dataRetries: 4 }, script: [LISTEN, CONNECT, client({ kind: "send", bytes: 10 }, 200)],
      faults: [{ kind: "drop", from: "server", match: "packet", nth: 2, last: null }],
    }));
    expect(told(trace, "client")).toEqual(["7200 excessive retransmissions", "31200 send 10: timed out", "31200 receive : timed out", "31200 timed out"]);
  });
});
