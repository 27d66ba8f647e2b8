// TLS over a connection: what it says goes by TCP, which loses, delays, cuts and repeats it, and nothing of that changes what is said.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Call, Scenario, Stack, Statement, TlsSpec, Trace } from "../../../src/simulation/index.ts";
import { firstBytes, simulate, tcpPackets } from "../../../src/simulation/index.ts";
import type { Changes } from "../../support/scenario.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const OPEN: Call = { kind: "open-tls" };
const REQUEST: Call = { kind: "send", bytes: 78, text: "GET / HTTP/1.1" };
const ANSWER: Statement = {
  host: "server", call: { kind: "send", bytes: 5000, text: "HTTP/1.1 200 OK" }, when: { kind: "received", host: "server", bytes: 78 },
};
const CLOSE: Statement = { host: "client", call: { kind: "close" }, when: { kind: "received", host: "client", bytes: 5000 } };

function client(...calls: readonly Call[]): Statement[] {
  return calls.map((call) => ({ host: "client", call }));
}

interface Tls { readonly client?: TlsSpec; readonly server?: TlsSpec }

function secured(script: readonly Statement[], changes: Changes = {}, tls: Tls = {}): Scenario {
  const plain = scenario({ ...changes, script: [LISTEN, ...script] });
  return {
    ...plain,
    hosts: plain.hosts.map((host) => {
      const spec = host.id === "client" ? tls.client : tls.server;
      return spec === undefined ? host : { ...host, tls: spec };
    }),
  };
}

const HTTPS = [CONNECT, ...client(OPEN, REQUEST), ANSWER, CLOSE];

function names(trace: Trace, from: string): string[] {
  return (trace.messages ?? []).filter((message) => message.from === from).map(({ name }) => name);
}

function statuses(trace: Trace, host: string): string[] {
  return trace.events.flatMap((event) => event.kind === "session" && event.host === host ? [`${event.status}${event.why === null ? "" : `: ${event.why}`}`] : []);
}

const FULL = ["ClientHello", "ChangeCipherSpec", "Finished", "GET / HTTP/1.1", "Alert: close_notify"];

describe.each<Stack>(["textbook", "linux"])("TLS over TCP, stack: %s", (stack) => {
  it("sets up, asks, answers and closes by close_notify", () => {
    const trace = simulate(secured(HTTPS, { stack }));
    expect(names(trace, "client")).toEqual(FULL);
    expect(statuses(trace, "client")).toEqual(["ready", "ended"]);
    expect(statuses(trace, "server")).toEqual(["ready", "ended"]);
    expect(trace.messages?.every(({ deliveredAt }) => deliveredAt !== null)).toBe(true);
  });

  it("tells where each message lies: its range is in the segments that carry it", () => {
    const trace = simulate(secured(HTTPS, { stack }));
    for (const message of trace.messages ?? []) {
      const carriers = tcpPackets(trace).filter(({ endpoint, segment }) =>
        endpoint === message.endpoint && segment.length > 0 && segment.offset < message.end && segment.offset + segment.length > message.start);
      expect(Math.min(...carriers.map(({ segment }) => segment.offset))).toBeLessThanOrEqual(message.start);
      expect(Math.max(...carriers.map(({ segment }) => segment.offset + segment.length))).toBeGreaterThanOrEqual(message.end);
      expect(Math.min(...carriers.map(({ sentAt }) => sentAt))).toBeGreaterThanOrEqual(message.sentAt);
    }
  });

  it("waits for a lost segment: the message that it carried comes late, and with it all that follows", () => {
    const whole = simulate(secured(HTTPS, { stack }));
    const lossy = simulate(secured(HTTPS, { stack, faults: [{ kind: "drop", from: "client", match: "data", nth: 1 }] }));
    const hello = (trace: Trace): number => trace.messages?.find(({ name }) => name === "ClientHello")?.deliveredAt ?? -1;
    expect(hello(lossy) - hello(whole)).toBeGreaterThanOrEqual(200);
    expect(names(lossy, "client")).toEqual(names(whole, "client"));
    expect(names(lossy, "server")).toEqual(names(whole, "server"));
  });

  it("says the same on any network that lets something through", () => {
    const whole = simulate(secured(HTTPS, { stack }));
    fc.assert(fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 64, max: 1460 }), (loss, reordering, seed, mss) => {
      const network = { loss: loss / 100, reordering: reordering / 100, jitter: 20, duplication: 0.05 };
      const sizes = { client: { mss, dataRetries: 100, synRetries: 100 }, server: { mss, dataRetries: 100, synRetries: 100 } };
      const trace = simulate(secured(HTTPS, { stack, network, seed, ...sizes }));
      for (const host of ["client", "server"]) {
        expect(names(trace, host)).toEqual(names(whole, host));
        expect(statuses(trace, host)).toEqual(["ready", "ended"]);
      }
    }), { numRuns: 25 });
  });

  it("is a truncation for whoever hears a FIN without close_notify, and a failure where the connection is reset", () => {
    const exit: Statement = { host: "server", call: { kind: "exit" }, when: { kind: "received", host: "server", bytes: 78 } };
    const cut = simulate(secured([CONNECT, ...client(OPEN, REQUEST), exit], { stack }));
    expect(statuses(cut, "client")).toEqual(["ready", "failed: truncated"]);
    const abort: Statement = { host: "server", call: { kind: "abort" }, when: { kind: "received", host: "server", bytes: 78 } };
    const reset = simulate(secured([CONNECT, ...client(OPEN, REQUEST), abort], { stack }));
    expect(statuses(reset, "client")).toEqual(["ready", "failed: reset"]);
  });

  it("is refused with an alert by a server that speaks TLS, where the client does not", () => {
    const trace = simulate(secured([CONNECT, ...client(REQUEST)], { stack }, { server: {} }));
    expect(names(trace, "client")).toEqual(["GET / HTTP/1.1"]);
    expect(names(trace, "server")).toEqual(["Alert: unexpected_message"]);
  });

  it("tells the client's program of a refused certificate, and closes", () => {
    const trace = simulate(secured(HTTPS, { stack }, { server: { certificate: { problem: "expired" } } }));
    expect(names(trace, "client")).toEqual(["ClientHello", "Alert: certificate_expired"]);
    expect(statuses(trace, "client")).toEqual(["failed: certificate_expired"]);
    expect(statuses(trace, "server")).toEqual(["failed: certificate_expired"]);
    expect(trace.truncated).toBe(null);
  });

  it("resumes what this run has learnt, or an earlier day", () => {
    const again: Statement[] = [
      { host: "client", call: { kind: "connect", to: "server" }, when: { kind: "received-fin", host: "client" } },
      ...client({ kind: "open-tls", resume: true }),
    ];
    const twice = simulate(secured([CONNECT, ...client(OPEN, { kind: "close" }), ...again], { stack }));
    const hellos = (trace: Trace): unknown[] => (trace.messages ?? []).filter(({ name }) => name === "ServerHello").map(({ details }) => details["resumed"]);
    expect(hellos(twice)).toEqual([false, true]);
    const once = simulate(secured([CONNECT, ...client({ kind: "open-tls", resume: true })], { stack }));
    expect(hellos(once)).toEqual([true]);
  });
});

describe("Round trips until the first byte of the answer", () => {
  const SHORT: Statement = { ...ANSWER, call: { kind: "send", bytes: 400, text: "HTTP/1.1 200 OK" } };
  const trips = (script: readonly Statement[], tls: Tls = {}): unknown => {
    const trace = simulate(secured(script, { stack: "linux", client: { nagle: false }, server: { nagle: false } }, tls));
    return firstBytes(trace).map(({ roundTrips }) => roundTrips);
  };

  it("are 2 by HTTP alone: one for TCP, one for the question", () => {
    expect(trips([CONNECT, ...client(REQUEST), SHORT])).toEqual([{ tcp: 1, security: 0, request: 1, total: 2 }]);
  });

  it("are 3 with TLS 1.3 (RFC 8446 §2), 4 where another key share is asked for (§4.1.4)", () => {
    expect(trips([CONNECT, ...client(OPEN, REQUEST), SHORT])).toEqual([{ tcp: 1, security: 1, request: 1, total: 3 }]);
    expect(trips([CONNECT, ...client(OPEN, REQUEST), SHORT], { server: { groups: ["secp384r1"] } })).toEqual([{ tcp: 1, security: 2, request: 1, total: 4 }]);
  });

  it("are 4 with TLS 1.2 (RFC 5246 §7.3), 3 where it resumes", () => {
    expect(trips([CONNECT, ...client({ kind: "open-tls", version: "1.2" }, REQUEST), SHORT])).toEqual([{ tcp: 1, security: 2, request: 1, total: 4 }]);
    expect(trips([CONNECT, ...client({ kind: "open-tls", version: "1.2", resume: true }, REQUEST), SHORT])).toEqual([{ tcp: 1, security: 1, request: 1, total: 3 }]);
  });

  it("are 2 with early data (RFC 8446 §2.3)", () => {
    const early = { kind: "open-tls", resume: true, early: { bytes: 78, text: "GET / HTTP/1.1" } } as const;
    expect(trips([CONNECT, ...client(early), SHORT], { server: { maxEarlyData: 16_384 } })).toEqual([{ tcp: 1, security: 0, request: 1, total: 2 }]);
  });

  it("are more where the answer's record is longer than what may be sent at once: it is read as a whole (RFC 8446 §5.2)", () => {
    expect(trips(HTTPS)).toEqual([{ tcp: 1, security: 1, request: 2, total: 4 }]);
  });
});
