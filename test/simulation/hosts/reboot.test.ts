// A host that has lost everything and is up again: it listens, connects, and learns of the connections that it has forgotten.

import { describe, expect, it } from "vitest";
import type { Call, Statement, Trace } from "../../../src/simulation/index.ts";
import { simulate, tcpPackets } from "../../../src/simulation/index.ts";
import { violations } from "../../support/invariants.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const at = (host: string, time: number, call: Call): Statement => ({ host, at: time, call });

/** Every segment from a time on: who sent it, its control bits. */
const sent = (trace: Trace, from: number): string[] =>
  tcpPackets(trace).filter(({ sentAt }) => sentAt >= from).map((packet) => `${packet.from} ${packet.segment.flags.join("+")}`);

/** How calls ended other than well, and connections that were established, from a time on. */
const told = (trace: Trace, from: number): string[] => trace.events.flatMap((event) => {
  if (event.at < from) return [];
  if (event.kind === "result" && event.outcome !== "ok") return [`${event.host} ${event.call}: ${event.outcome}`];
  return event.kind === "state" && event.to === "ESTABLISHED" ? [`${event.host} established`] : [];
});

describe.each(["textbook", "linux"] as const)("after a crash (RFC 9293 §3.5.1), %s", (stack) => {
  it("a server that is up again resets what it has forgotten, and lets the client in anew (Figure 10)", () => {
    const trace = simulate(scenario({
      stack,
      script: [
        LISTEN, CONNECT, at("server", 1000, { kind: "crash" }), at("server", 2000, { kind: "listen" }),
        at("client", 3000, { kind: "send", bytes: 10 }), at("client", 4000, { kind: "connect", to: "server" }),
        at("client", 5000, { kind: "send", bytes: 20 }), at("client", 6000, { kind: "close" }),
      ],
      limits: { time: 7000 },
    }));
    expect(violations(trace)).toEqual([]);
    expect(sent(trace, 1000).slice(0, 2)).toEqual(["client PSH+ACK", "server RST"]);
    // By the RFC's text the SEND that nobody has acknowledged ends as well; in Linux it was over when the buffer had taken it.
    const send = stack === "textbook" ? ["client send: connection reset"] : [];
    expect(told(trace, 1000)).toEqual([...send, "client receive: connection reset", "client established", "server established"]);
    expect(trace.events.filter((event) => event.kind === "deliver" && event.host === "server" && !event.fin)).toMatchObject([{ bytes: 20, at: 5050 }]);
  });

  it("a server that is down answers everything with a reset, SYNs too", () => {
    const trace = simulate(scenario({
      stack, script: [LISTEN, CONNECT, at("server", 1000, { kind: "crash" }), at("client", 3000, { kind: "abort" }), at("client", 4000, { kind: "connect", to: "server" })],
      limits: { time: 7000 },
    }));
    expect(told(trace, 3001)).toEqual(["client connect: connection refused"]);
  });

  it("a client that is up again meets its own old connection, resets it, and connects (Figure 9)", () => {
    const trace = simulate(scenario({
      stack,
      script: [LISTEN, CONNECT, at("client", 1000, { kind: "crash" }), at("client", 2000, { kind: "connect", to: "server" }), at("client", 4000, { kind: "send", bytes: 10 })],
      limits: { time: 5000 },
    }));
    expect(violations(trace)).toEqual([]);
    // The SYN lies in the old connection's window, or not: either way it is answered with an ACK that acknowledges nothing of the new one.
    expect(sent(trace, 2000).slice(0, 6)).toEqual(["client SYN", "server ACK", "client RST", "client SYN", "server SYN+ACK", "client ACK"]);
    expect(told(trace, 2000)).toEqual(["server receive: connection reset", "client established", "server established"]);
    expect(trace.events.filter((event) => event.kind === "deliver" && event.host === "server")).toMatchObject([{ bytes: 10, at: 4050 }]);
  });

  it("both can crash and begin again", () => {
    const trace = simulate(scenario({
      stack,
      script: [
        LISTEN, CONNECT, at("client", 1000, { kind: "crash" }), at("server", 1000, { kind: "crash" }), at("server", 2000, { kind: "listen" }),
        at("client", 2000, { kind: "connect", to: "server" }),
      ],
      limits: { time: 3000 },
    }));
    expect(sent(trace, 1000)).toEqual(["client SYN", "server SYN+ACK", "client ACK"]);
  });
});
