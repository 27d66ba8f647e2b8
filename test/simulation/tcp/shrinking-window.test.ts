import { describe, expect, it } from "vitest";
import type { Peer } from "../../support/peer.ts";
import { peerIn } from "../../support/peer.ts";

describe.each(["textbook", "linux"] as const)("a window that shrinks (RFC 9293 §3.8.6), %s", (stack) => {
  it("sends nothing new, and what it has sent again (MUST-34, SHLD-15, SHLD-16)", () => {
    const peer = peerIn("ESTABLISHED", { nagle: false, tailLossProbe: false }, stack);
    peer.does("P. 1:2(1) ack 1 win 2000");
    expect(peer.does("send 1608")).toContain("> P. 1073:1609(536) ack 2");
    // A window counts for certain when it comes with something new.
    expect(peer.does("P. 2:3(1) ack 1 win 600")).toContain("reads 1+1");
    expect(peer.does("send 100")).toEqual(["send = ok"]);
    expect(peer.does("timer retransmission")).toEqual(["> . 1:537(536) ack 3"]);
    // What was sent beyond the window may go again too (MAY-7), which Linux does not do; the new bytes may not.
    expect(peer.does(". 3:3(0) ack 537 win 64")[0]).toBe(stack === "linux" ? "> . 537:601(64) ack 3" : "> . 537:1073(536) ack 3");
    expect(peer.does(". 3:3(0) ack 1609 win 200")).toEqual(["> P. 1609:1709(100) ack 3"]);
  });
});

describe("a window that shrinks to nothing, textbook (RFC 9293 §3.8.6, §3.8.6.1)", () => {
  const PATIENCE = { nagle: false, dataRetries: 2, maxRto: 4000 };

  /** Four segments are out when the peer takes its window back. */
  function takenBack(): Peer {
    const peer = peerIn("ESTABLISHED", PATIENCE);
    peer.does("P. 1:2(1) ack 1 win 2000");
    peer.does("send 2000");
    peer.does("P. 2:3(1) ack 537 win 0");
    return peer;
  }

  it("is probed by what goes again, for as long as the peer answers (MUST-35, SHLD-17)", () => {
    const peer = takenBack();
    const { cwnd } = peer;
    expect(peer.does("timer retransmission")).toEqual(["> . 537:1073(536) ack 3"]);
    for (let probes = 0; probes < 10; probes += 1) {
      expect(peer.does(". 3:3(0) ack 537 win 0")).toEqual([]);
      expect(peer.does("timer persist")).toEqual(["> . 537:1073(536) ack 3"]);
    }
    // A closed window is no congestion.
    expect(peer.cwnd).toBe(cwnd);
  });

  it("lets everything go again when it opens, as far as it goes", () => {
    const peer = takenBack();
    peer.does("timer retransmission");
    expect(peer.does(". 3:3(0) ack 537 win 1000")).toEqual(["> . 537:1073(536) ack 3", "> . 1073:1609(536) ack 3"]);
    expect(peer.block.timers.persist).toBeNull();
    expect(peer.block.timers.retransmission).not.toBeNull();
    expect(peer.does(". 3:3(0) ack 1609 win 1000")).toEqual(["> P. 1609:2001(392) ack 3"]);
  });

  it("is given up when the peer answers no more", () => {
    const peer = takenBack();
    peer.does("timer retransmission");
    peer.does("timer persist");
    expect(peer.does("timer persist")).toEqual(["ESTABLISHED -> CLOSED", "send of 2000 = timed out", "receive = timed out", "signal: timed out"]);
  });

  it("is probed no more when the probe was the last that waited", () => {
    const peer = peerIn("ESTABLISHED");
    peer.does(". 1:1(0) ack 1 win 0");
    peer.does("send 1");
    expect(peer.does("timer persist")).toEqual(["> P. 1:2(1) ack 1"]);
    peer.does(". 1:1(0) ack 2 win 0");
    expect(peer.block.timers.persist).toBeNull();
  });
});
