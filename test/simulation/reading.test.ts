import { describe, expect, it } from "vitest";
import { simulate, tcpPackets } from "../../src/simulation/index.ts";
import type { Statement } from "../../src/simulation/index.ts";
import { readBy, violations } from "../support/invariants.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

const server = (call: Statement["call"], at?: number): Statement => ({ host: "server", call, ...(at === undefined ? {} : { at }) });

describe("a program that does not read", () => {
  const trace = simulate(scenario({
    script: [
      LISTEN, server({ kind: "stop-reading" }), CONNECT, { host: "client", call: { kind: "send", bytes: 3000 } },
      { host: "client", call: { kind: "close" } }, server({ kind: "read" }, 5000),
    ],
    client: { mss: 500 },
    server: { mss: 500, receiveBuffer: 1000 },
  }));

  it("closes the window when its buffer is full, and is probed (RFC 9293 §3.8.6.1)", () => {
    const windows = tcpPackets(trace).filter((packet) => packet.from === "server").map((packet) => packet.segment.window);
    expect(windows).toContain(0);
    const probes = tcpPackets(trace).filter((packet) => packet.segment.length === 1);
    expect(probes.map((packet) => packet.sentAt)).toEqual([1200, 3200]);
    expect(trace.events.filter((event) => event.kind === "timer-fire" && event.timer === "persist")).toHaveLength(2);
  });

  it("offers the window anew as soon as it reads (RFC 9293 §3.8.6.2.2)", () => {
    const update = tcpPackets(trace).find((packet) => packet.from === "server" && packet.sentAt === 5000);
    expect(update?.segment).toMatchObject({ window: 1000, length: 0, flags: ["ACK"] });
  });

  it("gets every byte in the end", () => {
    expect(violations(trace)).toEqual([]);
    expect(readBy(trace, "server")).toEqual({ bytes: 3000, end: true });
    expect(trace.truncated).toBeNull();
  });
});

describe("a crash (RFC 9293 §3.5.1)", () => {
  it("forgets connections, listeners and timers without a word to the peer", () => {
    const trace = simulate(scenario({
      script: [LISTEN, CONNECT, { host: "client", call: { kind: "send", bytes: 10 } }, server({ kind: "crash" }, 120)],
    }));
    expect(violations(trace)).toEqual([]);
    const closed = trace.events.filter((event) => event.kind === "state" && event.host === "server" && event.at === 120);
    expect(closed).toMatchObject([{ from: "LISTEN", to: "CLOSED" }, { from: "SYN-RECEIVED", to: "CLOSED" }]);
    // The data finds nobody and is answered with a reset.
    expect(tcpPackets(trace).at(-1)?.segment.flags).toEqual(["RST"]);
    expect(trace.events.findLast((event) => event.kind === "result")).toMatchObject({ host: "client", outcome: "connection reset" });
  });
});
