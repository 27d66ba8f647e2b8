import { describe, expect, it } from "vitest";
import type { Stack } from "../../../../src/simulation/index.ts";
import { peerIn, STATES } from "../../../support/peer.ts";
import type { BenchState, Peer } from "../../../support/peer.ts";

/** Each kind of segment, built for the peer's position in the state: `next` is the number that we expect next. */
const SEGMENTS: readonly (readonly [string, (next: number, acknowledges: number) => string])[] = [
  ["SYN", (next) => `S ${String(next)}:${String(next)}(0)`],
  ["SYN, old", () => "S -500:-500(0)"],
  ["SYN, in window", (next) => `S ${String(next + 5)}:${String(next + 5)}(0)`],
  ["SYN, out of window", (next) => `S ${String(next + 5000)}:${String(next + 5000)}(0)`],
  ["SYN+ACK", (next, ack) => `S. ${String(next)}:${String(next)}(0) ack ${String(ack)}`],
  ["SYN+ACK, again", (_next, ack) => `S. 0:0(0) ack ${String(ack)}`],
  ["ACK", (next, ack) => `. ${String(next)}:${String(next)}(0) ack ${String(ack)}`],
  ["ACK, of too much", (next) => `. ${String(next)}:${String(next)}(0) ack 5000`],
  ["ACK, of too little", (next) => `. ${String(next)}:${String(next)}(0) ack -5000`],
  ["ACK, out of window", (next, ack) => `. ${String(next - 500)}:${String(next - 500)}(0) ack ${String(ack)}`],
  ["data", (next, ack) => `P. ${String(next)}:${String(next + 10)}(10) ack ${String(ack)}`],
  ["data, had before", (next, ack) => `P. ${String(next - 10)}:${String(next)}(10) ack ${String(ack)}`],
  ["data, in part", (next, ack) => `P. ${String(next - 5)}:${String(next + 5)}(10) ack ${String(ack)}`],
  ["data, after a gap", (next, ack) => `P. ${String(next + 10)}:${String(next + 20)}(10) ack ${String(ack)}`],
  ["data, out of window", (next, ack) => `P. ${String(next + 5000)}:${String(next + 5010)}(10) ack ${String(ack)}`],
  ["FIN", (next, ack) => `F. ${String(next)}:${String(next)}(0) ack ${String(ack)}`],
  ["FIN, again", (next, ack) => `F. ${String(next - 1)}:${String(next - 1)}(0) ack ${String(ack)}`],
  ["FIN, out of window", (next, ack) => `F. ${String(next + 5000)}:${String(next + 5000)}(0) ack ${String(ack)}`],
  ["FIN, behind data", (next, ack) => `FP. ${String(next)}:${String(next + 10)}(10) ack ${String(ack)}`],
  ["FIN, after a gap", (next, ack) => `F. ${String(next + 10)}:${String(next + 10)}(0) ack ${String(ack)}`],
  ["no ACK", (next) => `F ${String(next)}:${String(next)}(0)`],
  ["RST", (next) => `R ${String(next)}:${String(next)}(0)`],
  ["RST+ACK", (next, ack) => `R. ${String(next)}:${String(next)}(0) ack ${String(ack)}`],
  ["RST, in window", (next) => `R ${String(next + 5)}:${String(next + 5)}(0)`],
  ["RST, out of window", (next) => `R ${String(next + 5000)}:${String(next + 5000)}(0)`],
];

/** What one segment does in one state: what was made of it, then everything that came of it. */
function cell(state: BenchState, build: (next: number, acknowledges: number) => string, stack: Stack): string {
  const peer = peerIn(state, {}, stack);
  const answer = peer.does(build(nextExpected(peer), nextSent(peer)));
  return [peer.lastTurn?.outcome ?? "?", ...answer].join("; ");
}

/** RCV.NXT relative to the peer's ISN; a peer that has heard nothing is sent a segment as from the beginning. */
function nextExpected(peer: Peer): number {
  return ["CLOSED", "LISTEN", "SYN-SENT"].includes(peer.state) ? 0 : peer.block.rcv.nxt - 300;
}

/** SND.NXT relative to our ISN. */
function nextSent(peer: Peer): number {
  return peer.state === "CLOSED" || peer.state === "LISTEN" ? 1 : peer.block.snd.nxt - 100;
}

describe("SEGMENT ARRIVES, every state by every segment (RFC 9293 §3.10.7)", () => {
  it.each([["RFC's text says", "textbook", "matrix.txt"], ["kernel does", "linux", "matrix-linux.txt"]] as const)("reads as the %s", async (_, stack, file) => {
    const lines = STATES.flatMap((state) => [
      state,
      ...SEGMENTS.map(([name, build]) => `  ${name.padEnd(20)} ${cell(state, build, stack)}`),
      "",
    ]);
    await expect(lines.join("\n")).toMatchFileSnapshot(file);
  });
});
