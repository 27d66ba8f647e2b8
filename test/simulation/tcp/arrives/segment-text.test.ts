import { describe, expect, it } from "vitest";
import { peerIn } from "../../../support/peer.ts";

describe("Seventh, process the segment text (RFC 9293 §3.10.7.4)", () => {
  it("delivers what is in order and acknowledges it", () => {
    expect(peerIn("ESTABLISHED").does("P. 1:11(10) ack 1")).toEqual(["reads 0+10", "> . 1:1(0) ack 11"]);
  });

  it("holds what comes after a gap, acknowledges what it still expects, and delivers all when the gap is filled (SHLD-31)", () => {
    const peer = peerIn("ESTABLISHED");
    expect(peer.does("P. 11:21(10) ack 1")).toEqual(["> . 1:1(0) ack 1"]);
    expect(peer.lastTurn?.outcome).toBe("buffered");
    expect(peer.does("P. 31:41(10) ack 1")).toEqual(["> . 1:1(0) ack 1"]);
    expect(peer.does("P. 1:11(10) ack 1")).toEqual(["reads 0+20", "> . 1:1(0) ack 21"]);
    expect(peer.does("P. 21:31(10) ack 1")).toEqual(["reads 20+20", "> . 1:1(0) ack 41"]);
  });

  it("takes only the new part of a segment that straddles old and new", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("P. 1:11(10) ack 1");
    expect(peer.does("P. 6:16(10) ack 1")).toEqual(["reads 10+5", "> . 1:1(0) ack 16"]);
  });

  it("takes only what the window has room for", () => {
    const peer = peerIn("ESTABLISHED", { receiveBuffer: 10 });
    expect(peer.does("P. 1:21(20) ack 1")).toEqual(["reads 0+10", "> . 1:1(0) ack 11"]);
  });

  it("delivers each byte once, however the pieces overlap", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("P. 11:31(20) ack 1");
    peer.does("P. 5:15(10) ack 1");
    peer.does("P. 25:45(20) ack 1");
    expect(peer.does("P. 1:6(5) ack 1")).toEqual(["reads 0+44", "> . 1:1(0) ack 45"]);
  });

  it("offers a smaller window until a worthwhile step is free again (RFC 9293 §3.8.6.2.2)", () => {
    const peer = peerIn("ESTABLISHED", { receiveBuffer: 1000 });
    peer.does("P. 1:101(100) ack 1");
    expect(peer.block.rcv.wnd).toBe(900);
    peer.does("P. 101:501(400) ack 1");
    // Half of the buffer is free and not yet offered: the right edge moves.
    expect(peer.block.rcv.wnd).toBe(1000);
  });

  it("ignores text after the peer's FIN", () => {
    const peer = peerIn("CLOSE-WAIT");
    expect(peer.does("P. 2:12(10) ack 1")).toEqual([]);
    expect(peer.lastTurn?.outcome).toBe("ignored");
  });
});

describe("Eighth, check the FIN bit (RFC 9293 §3.10.7.4)", () => {
  it("ESTABLISHED: end of file, CLOSE-WAIT, and an ACK that counts the FIN", () => {
    expect(peerIn("ESTABLISHED").does("F. 1:1(0) ack 1")).toEqual([
      "reads end of file", "ESTABLISHED -> CLOSE-WAIT", "> . 1:1(0) ack 2",
    ]);
  });

  it("delivers the text before the FIN of the same segment first", () => {
    expect(peerIn("ESTABLISHED").does("FP. 1:11(10) ack 1")).toEqual([
      "reads 0+10", "reads end of file", "ESTABLISHED -> CLOSE-WAIT", "> . 1:1(0) ack 12",
    ]);
  });

  it("waits for what is missing before the FIN", () => {
    const peer = peerIn("ESTABLISHED");
    expect(peer.does("F. 11:11(0) ack 1")).toEqual(["> . 1:1(0) ack 1"]);
    expect(peer.lastTurn?.outcome).toBe("buffered");
    expect(peer.does("P. 1:11(10) ack 1")).toEqual([
      "reads 0+10", "reads end of file", "ESTABLISHED -> CLOSE-WAIT", "> . 1:1(0) ack 12",
    ]);
  });

  it("FIN-WAIT-1: CLOSING when our FIN is not acknowledged, TIME-WAIT when this segment does it", () => {
    expect(peerIn("FIN-WAIT-1").does("F. 1:1(0) ack 1")).toEqual([
      "reads end of file", "FIN-WAIT-1 -> CLOSING", "> . 2:2(0) ack 2",
    ]);
    expect(peerIn("FIN-WAIT-1").does("F. 1:1(0) ack 2")).toEqual([
      "FIN-WAIT-1 -> FIN-WAIT-2", "reads end of file", "FIN-WAIT-2 -> TIME-WAIT", "> . 2:2(0) ack 2",
    ]);
  });

  it("FIN-WAIT-2: TIME-WAIT for 2 MSL, all other timers off", () => {
    const peer = peerIn("FIN-WAIT-2", { msl: 500 });
    expect(peer.does("F. 1:1(0) ack 2")).toEqual(["reads end of file", "FIN-WAIT-2 -> TIME-WAIT", "> . 2:2(0) ack 2"]);
    expect(Object.entries(peer.block.timers).filter(([, due]) => due !== null)).toEqual([["time-wait", 1000]]);
  });

  it("FIN-WAIT-2 receives data as before: the connection is half closed (RFC 9293 §3.6.1)", () => {
    expect(peerIn("FIN-WAIT-2").does("P. 1:11(10) ack 2")).toEqual(["reads 0+10", "> . 2:2(0) ack 11"]);
  });
});
