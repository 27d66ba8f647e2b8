import { describe, expect, it } from "vitest";
import type { Call, Scenario, Statement, Trigger } from "../../../src/simulation/index.ts";
import { formatText, simulate, tcpPackets } from "../../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario, TCP } from "../../support/scenario.ts";

const of = (host: string) => (call: Call, also: { when?: Trigger; at?: number } = {}): Statement => ({ host, call, ...also });
const client = of("client");
const server = of("server");

/** Calls and their results, with their times. */
function calls(one: Scenario): string[] {
  return simulate(one).events.flatMap((event) => {
    if (event.kind === "call") return [`${String(event.at)} ${event.host} ${event.call}${event.statement === null ? " (by itself)" : ""}`];
    if (event.kind === "result" && event.outcome !== "ok") return [`${String(event.at)} ${event.host} ${event.call}: ${event.outcome}`];
    return [];
  });
}

describe("a program", () => {
  it("does one statement after another; an open ends when the connection is established", () => {
    expect(calls(scenario({ script: [LISTEN, CONNECT, client({ kind: "send", bytes: 10 }), client({ kind: "close" })] }))).toEqual([
      "0 server listen", "0 client connect", "100 client send", "100 client close", "150 server close (by itself)",
    ]);
  });

  it("takes a time between two places of the grid for the nearest one, as injected segments and floods do", () => {
    const at = 200.0004;
    const run = simulate({
      ...scenario({
        script: [LISTEN, CONNECT, client({ kind: "send", bytes: 10 }, { at })],
        injections: [{ from: "client", to: "server", at, flags: ["RST"], seq: 70_000 }],
      }),
      floods: [{ from: "client", to: "server", count: 2, every: 1, at }],
    });
    expect(run.events.filter(({ kind, at: time }) => time > 150 && (kind === "call" || kind === "send")).map(({ at: time }) => time).slice(0, 3)).toEqual([200, 200, 200]);
    expect(run.truncated).toBeNull();
  });

  it("waits for the time that it is told to wait, and for the time of a statement", () => {
    expect(calls(scenario({
      script: [
        LISTEN, CONNECT, client({ kind: "wait", time: 250 }), client({ kind: "send", bytes: 10 }),
        client({ kind: "send", bytes: 10 }, { at: 1000 }), client({ kind: "send", bytes: 10 }, { at: 500 }),
      ],
    }))).toEqual(["0 server listen", "0 client connect", "100 client wait", "350 client send", "1000 client send", "1000 client send"]);
  });

  it("waits for what it is told to wait for", () => {
    expect(calls(scenario({
      script: [
        LISTEN, CONNECT, client({ kind: "send", bytes: 100 }),
        server({ kind: "send", bytes: 500 }, { when: { kind: "received", host: "server", bytes: 100 } }),
        client({ kind: "close" }, { when: { kind: "received", host: "client", bytes: 500 } }),
        server({ kind: "close" }, { when: { kind: "received-fin", host: "server" } }),
      ],
    }))).toEqual([
      "0 server listen", "0 client connect", "100 client send", "150 server send", "200 client close", "250 server close",
    ]);
  });

  it("on a passive host waits until a connection is there", () => {
    expect(calls(scenario({ script: [LISTEN, server({ kind: "send", bytes: 10 }), CONNECT] }))).toEqual([
      "0 server listen", "0 client connect", "150 server send",
    ]);
  });

  it("closes by itself at the end of file when its script never says so, after its own work", () => {
    expect(calls(scenario({
      script: [LISTEN, CONNECT, client({ kind: "close" }), server({ kind: "wait", time: 400 }, { when: { kind: "established", host: "server" } })],
    }))).toEqual(["0 server listen", "0 client connect", "100 client close", "150 server wait", "550 server close (by itself)"]);
  });

  it("closes by itself when it waits for bytes that can no longer come", () => {
    expect(calls(scenario({
      script: [
        LISTEN, CONNECT, client({ kind: "send", bytes: 100 }), client({ kind: "close" }),
        server({ kind: "send", bytes: 5 }, { when: { kind: "received", host: "server", bytes: 101 } }),
      ],
    }))).toEqual(["0 server listen", "0 client connect", "100 client send", "100 client close", "150 server close (by itself)"]);
  });

  it("gives up what it wanted to do when it cannot connect", () => {
    expect(calls(scenario({ script: [CONNECT, client({ kind: "send", bytes: 10 }), client({ kind: "close" })] }))).toEqual([
      "0 client connect", "100 client connect: connection refused",
    ]);
  });

  it("can try again after a refusal", () => {
    expect(calls(scenario({
      script: [CONNECT, { ...CONNECT, at: 500 }, server({ kind: "listen" }, { at: 200 }), client({ kind: "close" })],
    }))).toEqual([
      "0 client connect", "100 client connect: connection refused", "200 server listen", "500 client connect", "600 client close",
      "650 server close (by itself)",
    ]);
  });

  it("is told when its connection is reset, and that there is none afterwards", () => {
    expect(calls(scenario({
      script: [
        LISTEN, CONNECT, client({ kind: "send", bytes: 10 }), client({ kind: "abort" }, { at: 300 }),
        server({ kind: "send", bytes: 10 }, { when: { kind: "closed", host: "server" } }),
      ],
    }))).toEqual([
      "0 server listen", "0 client connect", "100 client send", "300 client abort", "300 client receive: connection reset",
      "350 server receive: connection reset",
      "350 server send", "350 server send: connection does not exist",
    ]);
  });
});

describe("a run", () => {
  it("answers a SYN to a port where nobody listens with a reset", () => {
    expect(formatText(simulate(scenario({ script: [CONNECT] })))).toMatchInlineSnapshot(`
      "0.000000  Client  call connect
      0.000000  Client  CLOSED -> SYN-SENT
      0.000000  Client  Client > Server  S 0:0(0) win 65535
      0.000000  Client  timer retransmission set for 1.000000
      0.000000  Client  flight = 1
      0.050000  Server  receives S 0:0(0): reset
      0.050000  Server  Client < Server  R. 0:0(0) ack 1 win 0
      0.100000  Client  receives R. 0:0(0) ack 1: accepted
      0.100000  Client  timer retransmission off
      0.100000  Client  SYN-SENT -> CLOSED
      0.100000  Client  connect = connection refused
      "
    `);
  });

  it("brings the FIN again when the last ACK is lost, and stays in TIME-WAIT from then on", () => {
    const trace = simulate(scenario({
      script: [LISTEN, CONNECT, client({ kind: "close" })],
      faults: [{ kind: "drop", from: "client", match: "ACK", nth: 2 }],
      client: { msl: 5000 },
    }));
    const fins = tcpPackets(trace).filter((packet) => packet.from === "server" && packet.segment.flags.includes("FIN"));
    expect(fins.map((packet) => packet.sentAt)).toEqual([150, 1150]);
    expect(fins[1]?.retransmissionOf).toBe(fins[0]?.id);
    expect(trace.end).toBe(1200 + 2 * 5000);
  });

  it("opens the connection by data when the last ACK of the handshake is lost", () => {
    const trace = simulate(scenario({
      script: [LISTEN, CONNECT, client({ kind: "send", bytes: 10 })],
      faults: [{ kind: "drop", from: "client", match: "ACK", nth: 1 }],
    }));
    expect(trace.events.find((event) => event.kind === "state" && event.host === "server" && event.to === "ESTABLISHED")?.at).toBe(150);
  });

  it("throws a corrupted packet away where its checksum fails", () => {
    const trace = simulate(scenario({ faults: [{ kind: "corrupt", from: "client", match: "SYN", nth: 1 }] }));
    expect(trace.packets[0]).toMatchObject({ arrivals: [], loss: { at: 50, why: "corrupt" } });
    expect(trace.packets[1]?.sentAt).toBe(1000);
  });

  it("says which limit cut it short, and keeps what happened until then", () => {
    const endless = { script: [LISTEN, CONNECT, client({ kind: "send", bytes: 100_000 })] };
    expect(simulate(scenario({ ...endless, limits: { packets: 20 } })).truncated).toMatchObject({ limit: "packets", value: 20 });
    expect(simulate(scenario({ ...endless, limits: { events: 30 } })).truncated).toMatchObject({ limit: "events", value: 30 });
    const short = simulate(scenario({ ...endless, limits: { time: 120 } }));
    expect(short.truncated).toEqual({ limit: "time", value: 120, at: 120 });
    expect(short.packets.some((packet) => packet.inFlight)).toBe(true);
  });

  it("gives every event a cause that leads back to the script", () => {
    const trace = simulate(scenario({ script: [LISTEN, CONNECT, client({ kind: "send", bytes: 10 }), client({ kind: "close" })] }));
    const causeless = trace.events.filter((event) => event.cause === null);
    expect(causeless.map((event) => event.kind === "call" && event.statement)).toEqual([0, 1]);
  });

  it("chooses initial sequence numbers by clock and hash when none are given (RFC 9293 §3.4.1)", () => {
    const isn = (seed: number, at: number): number | undefined => {
      const one = scenario({ seed, script: [LISTEN, { ...CONNECT, at }] });
      const hosts = one.hosts.map((host) => ({ ...host, tcp: TCP }));
      return tcpPackets(simulate({ ...one, hosts }))[0]?.segment.seq;
    };
    expect(isn(1, 0)).not.toBe(isn(2, 0));
    // The clock ticks every 4 microseconds.
    expect(((isn(1, 100) ?? 0) - (isn(1, 0) ?? 0)) >>> 0).toBe(25_000);
  });
});
