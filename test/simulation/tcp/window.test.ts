import { describe, expect, it } from "vitest";
import { peerIn } from "../../support/peer.ts";

describe("the Nagle algorithm (RFC 9293 §3.7.4)", () => {
  it("holds small segments back while data is unacknowledged, and sends them together", () => {
    const peer = peerIn("ESTABLISHED");
    expect(peer.does("send 10")).toEqual(["send = ok", "> P. 1:11(10) ack 1"]);
    expect(peer.does("send 10")).toEqual(["send = ok"]);
    expect(peer.does("send 10")).toEqual(["send = ok"]);
    expect(peer.does(". 1:1(0) ack 11 win 1000")).toEqual(["> P. 11:31(20) ack 1"]);
  });

  it("lets segments of full size go", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does("send 10");
    expect(peer.does("send 600")).toEqual(["send = ok", "> . 11:547(536) ack 1"]);
  });

  it("can be turned off", () => {
    const peer = peerIn("ESTABLISHED", { nagle: false });
    peer.does("send 10");
    expect(peer.does("send 10")).toEqual(["send = ok", "> P. 11:21(10) ack 1"]);
  });
});

describe("the send window (RFC 9293 §3.8.6)", () => {
  it("is never exceeded", () => {
    const peer = peerIn("ESTABLISHED", { nagle: false });
    peer.does(". 1:1(0) ack 1 win 600");
    expect(peer.does("send 5000")).toEqual(["send = ok", "> . 1:537(536) ack 1"]);
  });

  it("waits for a segment of full size rather than to fill a sliver of the window (§3.8.6.2.1)", () => {
    const peer = peerIn("ESTABLISHED", { nagle: false });
    // 464 of the 1000 are left: less than the MSS and less than half of the largest window.
    expect(peer.does("send 5000")).toEqual(["send = ok", "> . 1:537(536) ack 1"]);
    expect(peer.does(". 1:1(0) ack 537 win 500")).toEqual(["> . 537:1037(500) ack 1"]);
    // Of 700, 500 are in flight: 200 are too few.
    expect(peer.does(". 1:1(0) ack 537 win 700")).toEqual([]);
  });
});

describe("a closed window (RFC 9293 §3.8.6.1)", () => {
  it("is probed after the timeout with one byte, then at doubled intervals (SHLD-29, SHLD-30)", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does(". 1:1(0) ack 1 win 0");
    expect(peer.does("send 10")).toEqual(["send = ok"]);
    const due = [peer.block.timers.persist];
    expect(peer.does("timer persist")).toEqual(["> . 1:2(1) ack 1"]);
    due.push(peer.block.timers.persist);
    expect(peer.does("timer persist")).toEqual(["> . 1:2(1) ack 1"]);
    due.push(peer.block.timers.persist);
    expect(due).toEqual([1000, 3000, 7000]);
  });

  it("stays open as long as the peer answers (MUST-37)", () => {
    const peer = peerIn("ESTABLISHED", { dataRetries: 2, maxRto: 1000 });
    peer.does(". 1:1(0) ack 1 win 0");
    peer.does("send 10");
    for (let count = 0; count < 10; count += 1) {
      peer.does("timer persist");
      peer.does(". 1:1(0) ack 1 win 0");
    }
    expect(peer.state).toBe("ESTABLISHED");
  });

  it("is given up when the peer does not answer", () => {
    const peer = peerIn("ESTABLISHED", { dataRetries: 2 });
    peer.does(". 1:1(0) ack 1 win 0");
    peer.does("send 10");
    peer.does("timer persist");
    peer.does("timer persist");
    expect(peer.does("timer persist")).toEqual(["ESTABLISHED -> CLOSED", "send of 10 = timed out", "receive = timed out", "signal: timed out"]);
  });

  it("lets the data go when it opens: the probe's byte again, if it was not taken", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does(". 1:1(0) ack 1 win 0");
    peer.does("send 10");
    peer.does("timer persist");
    expect(peer.does(". 1:1(0) ack 1 win 1000")).toEqual(["> P. 1:11(10) ack 1"]);
    expect(peer.block.timers.persist).toBeNull();
    expect(peer.block.timers.retransmission).not.toBeNull();
  });

  it("lets the data go when it opens: behind the probe's byte, if it was taken", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does(". 1:1(0) ack 1 win 0");
    peer.does("send 10");
    peer.does("timer persist");
    expect(peer.does(". 1:1(0) ack 2 win 1000")).toEqual(["> P. 2:11(9) ack 1"]);
  });

  it("holds back the FIN too, and is probed with it", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does(". 1:1(0) ack 1 win 0");
    expect(peer.does("close")).toEqual(["ESTABLISHED -> FIN-WAIT-1", "close = ok"]);
    expect(peer.does("timer persist")).toEqual(["> F. 1:1(0) ack 1"]);
    expect(peer.does(". 1:1(0) ack 1 win 10")).toEqual(["> F. 1:1(0) ack 1"]);
    expect(peer.does(". 1:1(0) ack 2 win 10")).toEqual(["FIN-WAIT-1 -> FIN-WAIT-2"]);
  });
});
