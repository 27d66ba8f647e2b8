import { describe, expect, it } from "vitest";
import { peerIn } from "../../support/peer.ts";
import type { Peer } from "../../support/peer.ts";

/** How many of so many segments, one each `every` milliseconds, are answered. */
function answered(peer: Peer, segment: string, count: number, every: number): number {
  let answers = 0;
  for (let nth = 0; nth < count; nth += 1) {
    answers += peer.does(segment).length;
    peer.after(every);
  }
  return answers;
}

describe("ACK throttling (RFC 5961 §7)", () => {
  it.each([["a RST in the window", "R 5:5(0)"], ["a SYN", "S 1:1(0)"], ["an ACK of what was never sent", ". 1:1(0) ack 5000"]])("sends no more than 10 challenge ACKs in any 5 seconds: %s", (_, segment) => {
    const peer = peerIn("ESTABLISHED");
    expect(answered(peer, segment, 30, 100)).toBe(10);
    // The first of them went 5 seconds ago, and each later one makes room in its turn.
    peer.after(2000);
    expect(answered(peer, segment, 30, 100)).toBe(10);
  });

  it("counts over all kinds together, and for each connection by itself", () => {
    const peer = peerIn("ESTABLISHED");
    expect(answered(peer, "R 5:5(0)", 10, 1)).toBe(10);
    expect(peer.does("S 1:1(0)")).toEqual([]);
    expect(peerIn("ESTABLISHED").does("S 1:1(0)")).toEqual(["> . 1:1(0) ack 1"]);
  });

  it("is no bound for the answers to segments outside of the window, which are no challenges", () => {
    expect(answered(peerIn("ESTABLISHED"), "P. 5000:5010(10) ack 1", 30, 1)).toBe(30);
  });

  it("does not keep a true reset out", () => {
    const peer = peerIn("ESTABLISHED");
    answered(peer, "R 5:5(0)", 30, 1);
    expect(peer.does("R 1:1(0)")[0]).toBe("ESTABLISHED -> CLOSED");
  });

  it("Linux: one in half a second, answers to segments without text among them", () => {
    const peer = peerIn("ESTABLISHED", {}, "linux");
    expect(answered(peer, "R 5:5(0)", 10, 100)).toBe(2);
    expect(answered(peerIn("ESTABLISHED", {}, "linux"), ". 90000:90000(0) ack 1", 10, 100)).toBe(2);
  });
});
