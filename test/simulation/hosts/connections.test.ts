// A host with several connections: which port each begins at, and which of them a call of the program is about.

import { describe, expect, it } from "vitest";
import type { Call, Scenario, Statement } from "../../../src/simulation/index.ts";
import { simulate, tcpPackets } from "../../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const client = (call: Call, also: { at?: number; port?: number } = {}): Statement => ({ host: "client", call, ...also });
const server = (call: Call, also: { at?: number; port?: number } = {}): Statement => ({ host: "server", call, ...also });
const connect = (port: number, waits = true): Call => ({ kind: "connect", to: "server", port, waits });

/** The packets with bytes, as sender, port of the client and length. */
function data(one: Scenario): string[] {
  return tcpPackets(simulate(one)).flatMap(({ from, segment }) =>
    segment.length === 0 ? [] : [`${from} ${String(from === "client" ? segment.sourcePort : segment.destinationPort)} ${String(segment.length)}`]);
}

/** The calls of the client with their outcome where it is no success. */
function outcomes(one: Scenario): string[] {
  return simulate(one).events.flatMap((event) =>
    event.kind === "result" && event.host === "client" && event.outcome !== "ok" ? [`${event.call}: ${event.outcome}`] : []);
}

describe("OPEN from a port (RFC 9293 §3.10.1)", () => {
  const synPorts = (one: Scenario): number[] =>
    tcpPackets(simulate(one)).filter(({ segment }) => segment.flags.join("") === "SYN").map(({ segment }) => segment.sourcePort);

  it("takes that very port", () => {
    expect(synPorts(scenario({ script: [LISTEN, client(connect(40_001))] }))).toEqual([40_001]);
  });

  it("fails where the same pair of sockets is in use", () => {
    const script = [LISTEN, client(connect(40_001)), client(connect(40_001)), client({ kind: "send", bytes: 5 })];
    expect(synPorts(scenario({ script }))).toEqual([40_001]);
    expect(outcomes(scenario({ script }))).toEqual(["connect: connection already exists"]);
    expect(data(scenario({ script }))).toEqual([]);
  });

  it("takes it again when the former connection is gone", () => {
    const script = [LISTEN, client(connect(40_001)), client({ kind: "abort" }), client(connect(40_001), { at: 500 })];
    expect(synPorts(scenario({ script }))).toEqual([40_001, 40_001]);
  });

  it("without a port goes on with the dynamic ones behind the last (RFC 6335 §6)", () => {
    const one = scenario({ script: [LISTEN, CONNECT, CONNECT] });
    const [first, ...others] = one.hosts;
    const hosts = first === undefined ? others : [{ ...first, port: 65_535 }, ...others];
    expect(synPorts({ ...one, hosts })).toEqual([65_535, 49_152]);
  });
});

describe("a call about a connection", () => {
  it("means the latest, or the one that has the port at either end", () => {
    const script = [
      LISTEN, client(connect(40_001)), client(connect(40_002)), client({ kind: "send", bytes: 1 }), client({ kind: "send", bytes: 2 }, { port: 40_001 }),
      server({ kind: "send", bytes: 3 }, { at: 500 }), server({ kind: "send", bytes: 4 }, { port: 40_001 }),
    ];
    expect(data(scenario({ script }))).toEqual(["client 40002 1", "client 40001 2", "server 40002 3", "server 40001 4"]);
  });

  it("may come while another connection is still being opened", () => {
    const script = [LISTEN, client(connect(40_001, false)), client(connect(40_002, false)), client({ kind: "send", bytes: 2 }, { port: 40_001 }), client({ kind: "send", bytes: 1 })];
    const faults = [{ kind: "drop", from: "client", match: "SYN", nth: 2 } as const];
    expect(tcpPackets(simulate(scenario({ script, faults }))).filter(({ segment }) => segment.length > 0).map(({ sentAt, segment }) => [sentAt, segment.sourcePort])).toEqual([[100, 40_001], [1100, 40_002]]);
  });

  it("gives an attempt up that nobody waits for", () => {
    const script = [client(connect(40_001, false)), client({ kind: "close" }, { at: 500 })];
    const faults = [{ kind: "drop", from: "client", match: "SYN", nth: 1, last: null } as const];
    expect(tcpPackets(simulate(scenario({ script, faults })))).toHaveLength(1);
  });

  it("is skipped where that attempt has failed, and no other one", () => {
    const script = [LISTEN, client(connect(40_001)), client(connect(40_002)), client({ kind: "send", bytes: 2 }, { port: 40_002 }), client({ kind: "send", bytes: 1 }, { port: 40_001 })];
    const faults = [{ kind: "drop", from: "client", match: "SYN", nth: 2, last: null } as const];
    expect(data(scenario({ script, faults }))).toEqual(["client 40001 1"]);
  });

  it("stops reading from that one alone", () => {
    const script = [
      LISTEN, client(connect(40_001)), client(connect(40_002)), server({ kind: "stop-reading" }, { port: 40_001, at: 300 }),
      client({ kind: "send", bytes: 5 }, { at: 400 }), client({ kind: "send", bytes: 7 }, { port: 40_001 }),
    ];
    const delivered = simulate(scenario({ script })).events.flatMap((event) => (event.kind === "deliver" && event.host === "server" && event.bytes > 0 ? [event.bytes] : []));
    expect(delivered).toEqual([5]);
  });
});

describe("a statement that waits", () => {
  const sent = (port?: number): (number | undefined)[] => {
    const when = { kind: "received", host: "server", bytes: 5, ...(port === undefined ? {} : { port }) } as const;
    const script = [
      LISTEN, client(connect(40_001)), client({ kind: "send", bytes: 5 }), client(connect(40_002), { at: 500 }), client({ kind: "send", bytes: 5 }),
      { host: "server", call: { kind: "send", bytes: 7 }, when } as const,
    ];
    return tcpPackets(simulate(scenario({ script }))).filter(({ segment }) => segment.length === 7).map(({ sentAt }) => sentAt);
  };

  it("waits for any of the connections, or for the one on a port", () => {
    expect(sent()).toEqual([150]);
    expect(sent(40_002)).toEqual([650]);
    expect(sent(40_003)).toEqual([]);
  });

  it("waits for the end of that one", () => {
    const script = [
      LISTEN, client(connect(40_001)), client(connect(40_002)), client({ kind: "close" }, { port: 40_001 }), client({ kind: "close" }, { at: 1000 }),
      { host: "server", call: { kind: "send", bytes: 7 }, when: { kind: "received-fin", host: "server", port: 40_002 }, port: 40_002 } as const,
    ];
    expect(tcpPackets(simulate(scenario({ script }))).filter(({ segment }) => segment.length === 7).map(({ sentAt }) => sentAt)).toEqual([1050]);
  });
});

describe("an injected segment with a port", () => {
  it("counts its numbers from that connection", () => {
    const script = [LISTEN, client(connect(40_001)), client(connect(40_002))];
    const inject = { from: "client", to: "server", at: 500, flags: ["RST"], seq: 1 } as const;
    const closed = (port?: number): (number | undefined)[] => {
      const trace = simulate(scenario({ script, injections: [port === undefined ? inject : { ...inject, port }] }));
      return trace.events.flatMap((event) => {
        const endpoint = event.endpoint === null ? undefined : trace.endpoints[event.endpoint];
        return event.kind === "state" && event.to === "CLOSED" && endpoint?.protocol === "tcp" && endpoint.host === "server" ? [endpoint.remote?.port] : [];
      });
    };
    expect(closed()).toEqual([40_002]);
    expect(closed(40_001)).toEqual([40_001]);
  });
});
