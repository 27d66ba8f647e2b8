import { describe, expect, it } from "vitest";
import { simulate } from "../../../../src/simulation/index.ts";
import type { Trace } from "../../../../src/simulation/index.ts";
import { peerIn } from "../../../support/peer.ts";
import type { Peer } from "../../../support/peer.ts";
import { CONNECT, LISTEN, scenario } from "../../../support/scenario.ts";

/** A connection whose program does not read. */
function quiet(stack: Trace["stack"] = "textbook"): Peer {
  const peer = peerIn("ESTABLISHED", {}, stack);
  peer.does("stop-reading");
  return peer;
}

const urgent = (peer: Peer): number | undefined => peer.block.ends?.urgent;

describe.each(["textbook", "linux"] as const)("Sixth, check the URG bit (RFC 9293 §3.10.7.4, §3.8.5), %s", (stack) => {
  it("points behind the urgent data, however long that is (MUST-31, MUST-62)", () => {
    const peer = quiet(stack);
    peer.does("PU. 1:11(10) ack 1 urg 3");
    expect(urgent(peer)).toBe(3);
    peer.does("PU. 11:21(10) ack 1 urg 500");
    expect(urgent(peer)).toBe(510);
  });

  it("tells how much the program has to read to be past it, until it is (MUST-33)", () => {
    const peer = quiet(stack);
    peer.does("PU. 1:11(10) ack 1 urg 8");
    peer.does("receive 5");
    expect(urgent(peer)).toBe(3);
    peer.does("receive 5");
    expect(urgent(peer)).toBe(0);
  });

  it("comes with a SYN+ACK too (§3.10.7.3: “continue processing at the sixth step”)", () => {
    const peer = peerIn("SYN-SENT", {}, stack);
    peer.does("stop-reading");
    peer.does("SPU. 0:10(10) ack 1 urg 4");
    expect(urgent(peer)).toBe(3);
  });

  it("never goes back: RCV.UP is the larger of what it was and what comes", () => {
    const peer = quiet(stack);
    peer.does("PU. 1:11(10) ack 1 urg 100");
    peer.does("PU. 11:21(10) ack 1 urg 2");
    expect(urgent(peer)).toBe(100);
  });

  it("means nothing without the bit, nor after the peer's FIN", () => {
    const peer = quiet(stack);
    peer.does("P. 1:11(10) ack 1 urg 100");
    expect(urgent(peer)).toBe(0);
    const closing = peerIn("CLOSE-WAIT", {}, stack);
    closing.does("PU. 2:12(10) ack 1 urg 100");
    expect(urgent(closing)).toBe(0);
  });

  it("is told in the trace, when it comes and as the program reads (MUST-32)", () => {
    const trace = simulate(scenario({
      stack, script: [LISTEN, CONNECT, { host: "server", call: { kind: "stop-reading" } }, { host: "server", at: 2000, call: { kind: "read" } }],
      injections: [{ from: "client", to: "server", at: 1000, flags: ["PSH", "ACK", "URG"], seq: 1, ack: 1, length: 10, urgent: 4 }],
      limits: { time: 3000 },
    }));
    const told = trace.events.flatMap((event) => (event.kind === "variable" && event.name === "urgent" ? [{ at: event.at, value: event.value, rule: event.rule }] : []));
    expect(told).toEqual([{ at: 1000, value: 4, rule: "tcp.urgent" }, { at: 2000, value: 0, rule: "tcp.urgent" }]);
    const [forged] = trace.packets.filter(({ injected }) => injected === true);
    expect(forged).toMatchObject({ segment: { urgent: 4 } });
  });
});

describe("URG while the window is closed (RFC 9293 §3.4, MUST-66)", () => {
  it("counts", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("stop-reading");
    peer.does("P. 1:1001(1000) ack 1");
    expect(peer.block.rcv.wnd).toBe(0);
    peer.does("U. 1001:1001(0) ack 1 urg 20");
    expect(urgent(peer)).toBe(1020);
  });
});

describe("the signal of urgent data (RFC 9293 §3.8.5, MUST-32)", () => {
  it("comes whenever the pointer goes further than what is read, and not when it stays", () => {
    const peer = quiet();
    expect(peer.does("PU. 1:11(10) ack 1 urg 20")).toContain("signal: urgent data");
    expect(peer.does("PU. 11:16(5) ack 1 urg 10")).not.toContain("signal: urgent data");
    expect(peer.does("PU. 16:21(5) ack 1 urg 50")).toContain("signal: urgent data");
  });

  it("comes before the data does, for a program that reads", () => {
    expect(peerIn("ESTABLISHED").does("PU. 1:11(10) ack 1 urg 4")).toEqual(["signal: urgent data", "reads 0+10", "> . 1:1(0) ack 11"]);
  });

  it("does not come behind the peer's FIN, where URG is ignored", () => {
    expect(peerIn("CLOSE-WAIT").does("PU. 2:12(10) ack 1 urg 4")).not.toContain("signal: urgent data");
  });
});

describe("an urgent pointer that comes with a SYN (RFC 9293 §3.10.7.2, §3.10.7.3)", () => {
  it.each([["LISTEN"], ["SYN-SENT"]] as const)("waits until the connection is open: %s", (state) => {
    const peer = peerIn(state);
    peer.does("stop-reading");
    peer.does("SPU 0:10(10) win 1000 urg 4");
    expect(peer.state).toBe("SYN-RECEIVED");
    peer.does(". 11:11(0) ack 1 win 1000");
    expect(peer.state).toBe("ESTABLISHED");
    expect(urgent(peer)).toBe(3);
    peer.does("receive 10");
    expect(urgent(peer)).toBe(0);
  });
});
