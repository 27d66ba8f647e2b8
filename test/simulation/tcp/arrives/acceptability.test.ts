import { describe, expect, it } from "vitest";
import { peerIn } from "../../../support/peer.ts";
import { isAcceptable } from "../../../../src/simulation/tcp/arrives/acceptability.ts";
import { parseSegment } from "../../../support/peer.ts";

/** Whether ESTABLISHED, expecting number 1 with this window, accepts a segment. */
function accepts(window: number, segment: string): boolean {
  const peer = peerIn("ESTABLISHED");
  peer.block.rcv.wnd = window;
  return isAcceptable(peer.block, parseSegment(segment));
}

describe("the acceptability test (RFC 9293 §3.10.7.4, Table 6)", () => {
  it("no text, no window: only the next number", () => {
    expect(accepts(0, ". 1:1(0) ack 1")).toBe(true);
    expect(accepts(0, ". 0:0(0) ack 1")).toBe(false);
    expect(accepts(0, ". 2:2(0) ack 1")).toBe(false);
  });

  it("no text, a window: the numbers in the window", () => {
    expect(accepts(10, ". 1:1(0) ack 1")).toBe(true);
    expect(accepts(10, ". 10:10(0) ack 1")).toBe(true);
    expect(accepts(10, ". 11:11(0) ack 1")).toBe(false);
    expect(accepts(10, ". 0:0(0) ack 1")).toBe(false);
  });

  it("text, no window: never", () => {
    expect(accepts(0, ". 1:2(1) ack 1")).toBe(false);
  });

  it("text, a window: when its beginning or its end lies in the window", () => {
    expect(accepts(10, ". 1:5(4) ack 1")).toBe(true);
    expect(accepts(10, ". 10:30(20) ack 1")).toBe(true);
    expect(accepts(10, ". -20:2(22) ack 1")).toBe(true);
    expect(accepts(10, ". -20:1(21) ack 1")).toBe(false);
    expect(accepts(10, ". 11:12(1) ack 1")).toBe(false);
  });

  it("counts SYN and FIN as one each", () => {
    expect(accepts(10, "F. 0:0(0) ack 1")).toBe(false);
    expect(accepts(10, "F. 0:1(1) ack 1")).toBe(true);
  });
});

describe("First, check sequence number (RFC 9293 §3.10.7.4)", () => {
  it("answers an unacceptable segment with an ACK", () => {
    const peer = peerIn("ESTABLISHED");
    expect(peer.does("P. 5000:5010(10) ack 1")).toEqual(["> . 1:1(0) ack 1"]);
    expect(peer.lastTurn?.outcome).toBe("unacceptable");
  });

  it("tells a duplicate from what lies beyond the window", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("P. 1:11(10) ack 1");
    expect(peer.does("P. 1:11(10) ack 1")).toEqual(["> . 1:1(0) ack 11"]);
    expect(peer.lastTurn?.outcome).toBe("duplicate");
  });

  it("lets an empty segment beyond the window go without an answer, which would be answered again (RFC 9293 appendix A.2)", () => {
    const peer = peerIn("ESTABLISHED");
    expect(peer.does(". 5000:5000(0) ack 1")).toEqual([]);
    expect(peer.lastTurn?.outcome).toBe("ignored");
    expect(peer.does(". 0:0(0) ack 1")).toEqual(["> . 1:1(0) ack 1"]);
  });

  it("drops an unacceptable RST in silence", () => {
    expect(peerIn("ESTABLISHED").does("R 5000:5000(0)")).toEqual([]);
  });

  it("takes valid ACKs while its window is closed, and answers text with its window", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("stop-reading");
    peer.does("P. 1:1001(1000) ack 1");
    peer.does("send 50");
    expect(peer.does("P. 1001:1011(10) ack 51")).toEqual(["> . 51:51(0) ack 1001"]);
    expect(peer.lastTurn?.outcome).toBe("unacceptable");
    expect(peer.block.snd.una - peer.block.iss).toBe(51);
  });

  it("acknowledges the peer's FIN again in TIME-WAIT and stays for another 2 MSL", () => {
    const peer = peerIn("TIME-WAIT", { msl: 1000 });
    const before = peer.block.timers["time-wait"];
    expect(peer.after(500).does("F. 1:1(0) ack 2")).toEqual(["> . 2:2(0) ack 2"]);
    expect(peer.block.timers["time-wait"]).toBe((before ?? 0) + 500);
  });

  it("does not stay longer in TIME-WAIT for other segments", () => {
    const peer = peerIn("TIME-WAIT", { msl: 1000 });
    const before = peer.block.timers["time-wait"];
    peer.after(500).does("F. 5000:5000(0) ack 2");
    peer.does(". 1:1(0) ack 2");
    expect(peer.block.timers["time-wait"]).toBe(before);
  });
});
