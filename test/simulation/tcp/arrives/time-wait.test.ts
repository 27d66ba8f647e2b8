// A SYN in TIME-WAIT: the next incarnation of the connection, or an old duplicate.

import { describe, expect, it } from "vitest";
import { issAfter, mayReopen } from "../../../../src/simulation/tcp/index.ts";
import { simulate, tcpPackets } from "../../../../src/simulation/index.ts";
import type { Statement, TcpSpec, Trace } from "../../../../src/simulation/index.ts";
import type { Peer } from "../../../support/peer.ts";
import { parseSegment, peerIn } from "../../../support/peer.ts";
import { CONNECT, LISTEN, scenario } from "../../../support/scenario.ts";

type Stack = Trace["stack"];

/** A connection in TIME-WAIT that expects number 2; with timestamps, the peer's latest is 1000. */
function lingering(stack: Stack, timestamps: boolean): Peer {
  if (!timestamps) return peerIn("TIME-WAIT", {}, stack);
  const peer = peerIn("SYN-SENT", { timestamps: true }, stack);
  peer.does("S. 0:0(0) ack 1 win 1000 <TS val 1000 ecr 0>");
  peer.does("close");
  peer.does(". 1:1(0) ack 2 win 1000 <TS val 1000 ecr 0>");
  peer.does("F. 1:1(0) ack 2 win 1000 <TS val 1000 ecr 0>");
  return peer;
}

const reopens = (peer: Peer, segment: string): boolean => mayReopen(peer.block, parseSegment(segment));
const syn = (seq: number, timestamp?: number): string =>
  `S ${String(seq)}:${String(seq)}(0)${timestamp === undefined ? "" : ` <TS val ${String(timestamp)} ecr 0>`}`;

describe("a SYN in TIME-WAIT, by RFC 6191 §2", () => {
  it("without timestamps reopens the connection when its number is larger than the last one seen", () => {
    const peer = lingering("textbook", false);
    expect([1, 2, 3, 500_000].map((seq) => reopens(peer, syn(seq)))).toEqual([false, true, true, true]);
  });

  it("reopens it whatever its number, when timestamps are new to it and would be used from now on", () => {
    const peer = peerIn("TIME-WAIT", { timestamps: true });
    expect(reopens(peer, syn(-5000, 1))).toBe(true);
    expect(reopens(peer, syn(-5000))).toBe(false);
  });

  it("with timestamps reopens it when the timestamp is newer, or as new with a larger number", () => {
    const peer = lingering("textbook", true);
    expect(reopens(peer, syn(-5000, 1001))).toBe(true);
    expect(reopens(peer, syn(2, 1000))).toBe(true);
    expect(reopens(peer, syn(1, 1000))).toBe(false);
    expect(reopens(peer, syn(500_000, 999))).toBe(false);
    expect(reopens(peer, syn(2))).toBe(true);
    expect(reopens(peer, syn(1))).toBe(false);
  });

  it("is dropped in silence otherwise, or without timestamps answered (RFC 9293 §3.10.7.4), and TIME-WAIT goes on", () => {
    const peer = lingering("textbook", true);
    const due = peer.block.timers["time-wait"];
    expect(peer.after(100).does(syn(500_000, 999))).toEqual([]);
    expect(peer.lastTurn?.outcome).toBe("ignored");
    expect(peer.block.timers["time-wait"]).toBe(due);
    expect(lingering("textbook", false).does(syn(1))).toEqual(["> . 2:2(0) ack 2"]);
  });

  it("must be a SYN and nothing else, in TIME-WAIT and no other state", () => {
    const peer = lingering("textbook", false);
    for (const letters of ["S.", "SR", "SF", "."]) expect(reopens(peer, `${letters} 900:900(0)${letters.includes(".") ? " ack 2" : ""}`)).toBe(false);
    for (const state of ["ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "FIN-WAIT-2"] as const) expect(reopens(peerIn(state), syn(900))).toBe(false);
  });

  it("is given an ISN above every number that the old incarnation has used (MAY-2)", () => {
    const { block } = lingering("textbook", false);
    expect(issAfter(block, block.snd.nxt + 98)).toBe(block.snd.nxt + 98);
    expect(issAfter(block, block.snd.nxt - 50)).toBe(block.snd.nxt);
  });
});

describe("a SYN in TIME-WAIT, Linux", () => {
  it("reopens the connection by a number beyond the next one or by a newer timestamp, unless the timestamp is older", () => {
    const plain = lingering("linux", false);
    expect([1, 2, 3].map((seq) => reopens(plain, syn(seq)))).toEqual([false, false, true]);
    const timed = lingering("linux", true);
    expect(reopens(timed, syn(-5000, 1001))).toBe(true);
    expect(reopens(timed, syn(2, 1000))).toBe(false);
    expect(reopens(timed, syn(3, 1000))).toBe(true);
    expect(reopens(timed, syn(3, 999))).toBe(false);
  });

  it("is given an ISN 65537 above what was sent", () => {
    const { block } = lingering("linux", false);
    expect(issAfter(block, 5)).toBe(block.snd.nxt + 65_537);
  });
});

/** The server closes first and lingers; after a second the client connects again from the same port. */
function again(stack: Stack, client: Partial<TcpSpec> = {}, server: Partial<TcpSpec> = {}): Trace {
  const close: Statement["call"] = { kind: stack === "linux" ? "shutdown" : "close" };
  return simulate(scenario({
    stack, client, server,
    script: [
      LISTEN, CONNECT,
      { host: "client", call: { kind: "close" }, when: { kind: "received-fin", host: "client" } },
      { host: "server", call: close, when: { kind: "established", host: "server" } },
      { host: "client", at: 1000, call: { kind: "connect", to: "server" } },
    ],
    limits: { time: 1500 },
  }));
}

/** What the host sends from a time on. */
const sentBy = (trace: Trace, host: string, from: number): string[] =>
  tcpPackets(trace).filter((packet) => packet.from === host && packet.sentAt >= from).map(({ segment }) => segment.flags.join("+"));

describe.each(["textbook", "linux"] as const)("connecting again from the same port, %s (RFC 9293 §3.6.1)", (stack) => {
  it("is let in while the other end still lingers, which ends its TIME-WAIT", () => {
    const trace = again(stack);
    const syns = tcpPackets(trace).filter(({ segment }) => segment.flags.join() === "SYN");
    expect(new Set(syns.map(({ segment }) => segment.sourcePort)).size).toBe(1);
    expect(sentBy(trace, "server", 1000)).toEqual(["SYN+ACK"]);
    expect(sentBy(trace, "client", 1100)).toEqual(["ACK"]);
    const closed = trace.events.find((event) => event.kind === "state" && event.host === "server" && event.from === "TIME-WAIT");
    expect(closed).toMatchObject({ to: "CLOSED", at: 1050, rule: "tcp.time-wait.reopened" });
    const isns = tcpPackets(trace).filter(({ from, segment }) => from === "server" && segment.flags.includes("SYN")).map(({ segment }) => segment.seq);
    expect((isns[1] ?? 0) - (isns[0] ?? 0)).toBe(stack === "linux" ? 65_539 : 100);
  });
});

describe("connecting again with a smaller ISN", () => {
  it("is answered with an ACK, and that with a reset, which ends TIME-WAIT; the SYN that comes again is let in", () => {
    // The client's second ISN lies 100 above the first: its 300 bytes have used that up.
    const sends = (stack: Stack): Trace => simulate(scenario({
      stack, client: { timestamps: false }, server: { timestamps: false },
      script: [
        LISTEN, CONNECT, { host: "client", call: { kind: "send", bytes: 300 } },
        { host: "client", call: { kind: "close" }, when: { kind: "received-fin", host: "client" } },
        { host: "server", call: { kind: stack === "linux" ? "shutdown" : "close" }, when: { kind: "received", host: "server", bytes: 300 } },
        { host: "client", at: 1000, call: { kind: "connect", to: "server" } },
      ],
      limits: { time: 2200 },
    }));
    for (const stack of ["textbook", "linux"] as const) {
      const trace = sends(stack);
      expect(sentBy(trace, "server", 1000)).toEqual(["ACK", "SYN+ACK"]);
      expect(sentBy(trace, "client", 1001)).toEqual(["RST", "SYN", "ACK"]);
    }
  });
});
