import { describe, expect, it } from "vitest";
import { simulate } from "../../../src/simulation/index.ts";
import { peerIn } from "../../support/peer.ts";
import { CONNECT, LISTEN, scenario } from "../../support/scenario.ts";

const KEEP_ALIVE = { keepAlive: { idle: 10_000, interval: 1000, probes: 2 } };

describe("keep-alive (RFC 9293 §3.8.4)", () => {
  it("is off unless asked for (MUST-25)", () => {
    expect(peerIn("ESTABLISHED").block.timers["keep-alive"]).toBeNull();
  });

  it("probes after the silence, with a number that the peer has had, and no data (SHLD-12)", () => {
    const peer = peerIn("ESTABLISHED", KEEP_ALIVE);
    expect(peer.block.timers["keep-alive"]).toBe(10_000);
    expect(peer.does("timer keep-alive")).toEqual(["> . 0:0(0) ack 1"]);
    expect(peer.block.timers["keep-alive"]).toBe(11_000);
  });

  it("does not probe while anything waits to be sent: whether the peer lives is asked for by that (MUST-26)", () => {
    for (const stack of ["textbook", "linux"] as const) {
      const peer = peerIn("ESTABLISHED", { ...KEEP_ALIVE, tailLossProbe: false }, stack);
      peer.does(". 1:1(0) ack 1 win 0");
      peer.does("send 100");
      peer.does("timer keep-alive");
      expect(peer.does("timer keep-alive")).toEqual([]);
    }
  });

  it("waits for the whole silence anew when something was heard", () => {
    const peer = peerIn("ESTABLISHED", KEEP_ALIVE);
    peer.after(4000).does("P. 1:11(10) ack 1");
    expect(peer.does("timer keep-alive")).toEqual([]);
    expect(peer.block.timers["keep-alive"]).toBe(14_000);
  });

  it("is content with an answer, and gives up only after several probes without one (MUST-29)", () => {
    const peer = peerIn("ESTABLISHED", KEEP_ALIVE);
    peer.does("timer keep-alive");
    peer.after(100).does(". 1:1(0) ack 1");
    expect(peer.does("timer keep-alive")).toEqual([]);
    expect(peer.does("timer keep-alive")).toEqual(["> . 0:0(0) ack 1"]);
    expect(peer.does("timer keep-alive")).toEqual(["> . 0:0(0) ack 1"]);
    expect(peer.does("timer keep-alive")).toEqual(["ESTABLISHED -> CLOSED", "receive = timed out", "signal: timed out"]);
  });

  it("can be switched on while the connection is open, and the silence so far counts (MUST-24)", () => {
    const trace = simulate(scenario({
      script: [LISTEN, CONNECT, { host: "client", at: 3000, call: { kind: "set", keepAlive: { idle: 10_000, interval: 1000, probes: 2 } } }],
      limits: { time: 15_000 },
    }));
    const probes = trace.packets.filter((packet) => packet.from === "client" && packet.sentAt > 3000);
    // The SYN,ACK came after 100 ms.
    expect(probes.map((packet) => packet.sentAt)).toEqual([10_100]);
  });

  it("does not probe while data is outstanding (MUST-26)", () => {
    const peer = peerIn("ESTABLISHED", KEEP_ALIVE);
    peer.does("send 10");
    expect(peer.does("timer keep-alive")).toEqual([]);
  });
});

describe("the user timeout (RFC 9293 §3.10.8)", () => {
  it("aborts a connection whose data stays unacknowledged", () => {
    const peer = peerIn("ESTABLISHED", { userTimeout: 5000 });
    peer.does("send 10");
    expect(peer.block.timers["user-timeout"]).toBe(5000);
    expect(peer.does("timer user-timeout")).toEqual([
      "ESTABLISHED -> CLOSED", "send of 10 = connection aborted", "receive = connection aborted", "signal: connection aborted",
    ]);
  });

  it("begins anew with each acknowledgement of something new, and ends with the last", () => {
    const peer = peerIn("ESTABLISHED", { userTimeout: 5000, nagle: false });
    peer.does("send 10");
    peer.does("send 10");
    peer.after(1000).does(". 1:1(0) ack 11");
    expect(peer.block.timers["user-timeout"]).toBe(6000);
    peer.does(". 1:1(0) ack 21");
    expect(peer.block.timers["user-timeout"]).toBeNull();
  });

  it("bounds an OPEN too", () => {
    const peer = peerIn("SYN-SENT", { userTimeout: 5000 });
    expect(peer.does("timer user-timeout")).toEqual(["SYN-SENT -> CLOSED", "connect = connection aborted"]);
  });

  it("takes a probe of the peer's for no sign of life in Linux, but for its answer to ours", () => {
    const peer = peerIn("ESTABLISHED", KEEP_ALIVE, "linux");
    expect(peer.after(6000).does(". 0:0(0) ack 1")).toEqual(["> . 1:1(0) ack 1"]);
    expect(peer.block.lastHeardAt).toBe(0);
    peer.after(500).does(". 1:1(0) ack 1");
    expect(peer.block.lastHeardAt).toBe(6500);
  });
});
