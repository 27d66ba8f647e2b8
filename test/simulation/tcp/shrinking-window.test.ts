import { describe, expect, it } from "vitest";
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
