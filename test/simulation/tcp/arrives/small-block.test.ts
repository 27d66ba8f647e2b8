// What Linux answers when a connection is all but over: TIME-WAIT, FIN-WAIT-2 without a program, and the peer's FIN once more.

import { describe, expect, it } from "vitest";
import type { Peer } from "../../../support/peer.ts";
import { peerIn } from "../../../support/peer.ts";

const KERNEL = { msl: 30_000 };

function lingersUntil(peer: Peer): number {
  return peer.block.timers["time-wait"] ?? Number.NaN;
}

describe("TIME-WAIT of Linux (RFC 9293 §3.10.7.4)", () => {
  it("acknowledges the peer's FIN each time it comes, and stays for another minute", () => {
    const peer = peerIn("TIME-WAIT", KERNEL, "linux");
    const before = lingersUntil(peer);
    expect(peer.after(300).does("F. 1:1(0) ack 2")).toEqual(["> . 2:2(0) ack 2"]);
    expect(lingersUntil(peer)).toBe(before + 300);
    expect(peer.after(300).does("F. 1:1(0) ack 2")).toEqual(["> . 2:2(0) ack 2"]);
    expect(lingersUntil(peer)).toBe(before + 600);
  });

  it("takes a bare ACK in its place in silence, and stays for another minute", () => {
    const peer = peerIn("TIME-WAIT", KERNEL, "linux");
    const before = lingersUntil(peer);
    expect(peer.after(100).does(". 2:2(0) ack 2")).toEqual([]);
    expect(lingersUntil(peer)).toBe(before + 100);
  });

  it("answers any other ACK without text once in half a second", () => {
    const peer = peerIn("TIME-WAIT", KERNEL, "linux");
    expect(peer.does(". 1:1(0) ack 2")).toEqual(["> . 2:2(0) ack 2"]);
    expect(peer.after(400).does(". 1:1(0) ack 2")).toEqual([]);
    expect(peer.after(101).does(". 1:1(0) ack 2")).toEqual(["> . 2:2(0) ack 2"]);
  });

  it("answers text, wherever it lies", () => {
    const peer = peerIn("TIME-WAIT", KERNEL, "linux");
    expect(peer.does("P. 2:12(10) ack 2")).toEqual(["> . 2:2(0) ack 2"]);
    expect(peer.does("P. 90000:90010(10) ack 2")).toEqual(["> . 2:2(0) ack 2"]);
  });

  it("answers an old SYN and does not stay longer for it", () => {
    const peer = peerIn("TIME-WAIT", KERNEL, "linux");
    const before = lingersUntil(peer);
    expect(peer.after(100).does("S 0:0(0)")).toEqual(["> . 2:2(0) ack 2"]);
    expect(lingersUntil(peer)).toBe(before);
  });

  it("ends by a RST with exactly the next number, and by no other (RFC 1337 is off by default)", () => {
    expect(peerIn("TIME-WAIT", KERNEL, "linux").does("R 3:3(0)")).toEqual([]);
    expect(peerIn("TIME-WAIT", KERNEL, "linux").does("R 2:2(0)")).toEqual(["TIME-WAIT -> CLOSED"]);
  });
});

describe("FIN-WAIT-2 of a program that has gone", () => {
  it("moves on with the peer's FIN", () => {
    const peer = peerIn("FIN-WAIT-2", KERNEL, "linux");
    expect(peer.does("F. 1:1(0) ack 2")).toContain("FIN-WAIT-2 -> TIME-WAIT");
  });

  it("resets the connection when bytes come that nobody will read, with or without the FIN", () => {
    for (const text of ["P. 1:11(10) ack 2", "F. 1:11(10) ack 2", "F. 5:5(0) ack 2"]) {
      expect(peerIn("FIN-WAIT-2", KERNEL, "linux").does(text)).toEqual(["> R 2:2(0)", "FIN-WAIT-2 -> CLOSED"]);
    }
  });

  it("ignores what brings nothing new, and answers what lies outside of the window", () => {
    const peer = peerIn("FIN-WAIT-2", KERNEL, "linux");
    expect(peer.does(". 1:1(0) ack 2")).toEqual([]);
    expect(peer.does("P. 900000:900010(10) ack 2")).toEqual(["> . 2:2(0) ack 1"]);
  });
});

describe("the peer's FIN once more, before ours is acknowledged (RFC 2883)", () => {
  it("is answered at once, and told to have come twice", () => {
    for (const state of ["CLOSE-WAIT", "CLOSING", "LAST-ACK"] as const) {
      const peer = peerIn(state, KERNEL, "linux");
      const seq = state === "CLOSE-WAIT" ? "1:1(0)" : "2:2(0)";
      expect(peer.after(100).does("F. 1:1(0) ack 1")).toEqual([`> . ${seq} ack 2`]);
      expect(peer.state).toBe(state);
    }
  });

  it("with selective acknowledgement as a block", () => {
    const peer = peerIn("SYN-SENT", KERNEL, "linux");
    peer.does("S. 0:0(0) ack 1 win 1000 <sackOK>");
    peer.does("close");
    peer.does("F. 1:1(0) ack 1");
    expect(peer.after(100).does("F. 1:1(0) ack 1")).toEqual(["> . 2:2(0) ack 2 <sack 1:2>"]);
  });
});
