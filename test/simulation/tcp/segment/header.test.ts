import { describe, expect, it } from "vitest";
import type { Stack, TcpSpec } from "../../../../src/simulation/index.ts";
import { Peer, peerIn } from "../../../support/peer.ts";

const STACKS = ["textbook", "linux"] as const satisfies readonly Stack[];

/** The SYN that opens a connection with these settings. */
function synOf(spec: Partial<TcpSpec>, stack: Stack): string {
  return new Peer(spec, stack).does("connect").at(-1) ?? "";
}

describe.each(STACKS)("the fields of the header (RFC 9293 §3.1), %s", (stack) => {
  it("takes the window for an unsigned number (MUST-1)", () => {
    const peer = new Peer({ mss: 1000, congestion: stack === "linux" ? "newreno" : "none", initialWindow: 100 }, stack);
    peer.does("connect");
    peer.does("S. 0:0(0) ack 1 win 65535 <mss 1000>");
    const ends = peer.does("send 70000").map((line) => Number(/:(\d+)\(1000\)/.exec(line)?.[1] ?? 0));
    expect(Math.max(...ends)).toBeGreaterThan(2 ** 15);
    expect(Math.max(...ends)).toBeLessThanOrEqual(65_536);
  });

  it("takes an option in any segment, and what only a SYN can say for nothing in others (MUST-5)", () => {
    const peer = peerIn("ESTABLISHED", { sack: true, timestamps: true, windowScale: true }, stack);
    expect(peer.does("P. 1:11(10) ack 1 <mss 50,wscale 3,sackOK,TS val 7 ecr 0,nop>").filter((line) => line.startsWith("reads"))).toEqual(["reads 0+10"]);
    expect(peer.block.agreed).toMatchObject({ sack: false, timestamps: false, sendShift: 0 });
    expect(peer.does("send 100")).toContainEqual(expect.stringMatching(/^> P\. 1:101\(100\)/));
  });

  it("ignores an option that it does not implement (MUST-6)", () => {
    const peer = peerIn("LISTEN", { sack: false, timestamps: false, windowScale: false }, stack);
    expect(peer.does("S 0:0(0) <tfo 0011223344556677,sackOK,TS val 1 ecr 0,wscale 3,mss 536>")[1]?.replace(" <mss 536>", "")).toBe("> S. 0:0(0) ack 1");
  });

  it("resets a connection by a reset that carries data (SHLD-2)", () => {
    expect(peerIn("ESTABLISHED", {}, stack).does("R 1:21(20)")).toEqual([
      "ESTABLISHED -> CLOSED", "receive = connection reset", ...(stack === "textbook" ? ["signal: connection reset"] : []),
    ]);
  });
});

describe("the MSS option (RFC 9293 §3.7.1)", () => {
  it("is always in a SYN of Linux (MAY-3), and in the textbook's where the peer could not assume the size (SHLD-5)", () => {
    const plain = { sack: false, timestamps: false, windowScale: false };
    expect(STACKS.map((stack) => synOf({ ...plain, mss: 536 }, stack))).toEqual(["> S 0:0(0)", "> S 0:0(0) <mss 536>"]);
    expect(STACKS.map((stack) => synOf({ ...plain, mss: 1000 }, stack))).toEqual(["> S 0:0(0) <mss 1000>", "> S 0:0(0) <mss 1000>"]);
  });

  it("says no less than 88 where a kernel announces it", () => {
    const plain = { sack: false, timestamps: false, windowScale: false };
    expect(STACKS.map((stack) => synOf({ ...plain, mss: 40 }, stack))).toEqual(["> S 0:0(0) <mss 40>", "> S 0:0(0) <mss 88>"]);
  });
});
