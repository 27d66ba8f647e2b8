import { describe, expect, it } from "vitest";
import { textbookBench } from "../../../support/receiver-bench.ts";

describe("acknowledging (RFC 9293 §3.8.6.3)", () => {
  it("goes at once where nothing is delayed", () => {
    const bench = textbookBench();
    expect(bench.segment(1, 10)).toEqual(["ack 11 win 4990 (text.in-order)"]);
  });

  it("waits for company where it may, at most for the delay", () => {
    const bench = textbookBench({ delayedAck: 200 });
    expect(bench.segment(1, 10)).toEqual(["start delayed-ack 200"]);
    expect(bench.segment(11, 10)).toEqual([]);
    expect(bench.expire("delayed-ack")).toEqual(["ack 21 win 4980 (ack.delayed)"]);
  });

  it("goes with data, which settles it", () => {
    const bench = textbookBench({ delayedAck: 200 });
    bench.segment(1, 10);
    bench.send(5);
    expect(bench.heard).toEqual(["stop delayed-ack"]);
    expect(bench.receiver.lastAck).toBe(11);
  });

  it("goes with every second segment of full size (MUST-59)", () => {
    const bench = textbookBench({ delayedAck: 200 });
    expect(bench.segment(1, 1000)).toEqual(["start delayed-ack 200"]);
    expect(bench.segment(1001, 1000)).toEqual(["ack 2001 win 5000 (ack.second-segment)", "stop delayed-ack"]);
  });

  it("goes at once out of order, and when a gap is filled in whole or in part (RFC 5681 §4.2)", () => {
    const bench = textbookBench({ delayedAck: 200 });
    expect(bench.segment(1001, 1000)).toEqual(["ack 1 win 5000 sack 1001:2001 (text.out-of-order)"]);
    expect(bench.segment(3001, 1000)).toEqual(["ack 1 win 5000 sack 3001:4001 1001:2001 (text.out-of-order)"]);
    expect(bench.segment(1, 1000)).toEqual(["ack 2001 win 5000 sack 3001:4001 (text.gap-filled)"]);
    expect(bench.segment(2001, 1000)).toEqual(["ack 4001 win 5000 (text.gap-filled)"]);
  });

  it("goes at once with a FIN", () => {
    const bench = textbookBench({ delayedAck: 200 });
    expect(bench.segment(1, 10, "F")).toEqual(["ack 12 win 4989 (fin)"]);
    expect(bench.receiver.ended).toBe(true);
  });

  it("tells what came twice, once (RFC 2883)", () => {
    const bench = textbookBench();
    bench.segment(1, 100);
    bench.receiver.unacceptable(0, 1, 101);
    bench.segment(101, 100);
    expect(bench.segment(151, 100)).toEqual(["ack 251 win 4750 sack 151:201 (text.in-order)"]);
    expect(bench.segment(251, 100)).toEqual(["ack 351 win 4650 (text.in-order)"]);
  });
});

describe("the window (RFC 9293 §3.8.6.2.2)", () => {
  it("shrinks by what the program does not read, its right edge staying where it is", () => {
    const bench = textbookBench();
    bench.reads = false;
    expect(bench.segment(1, 1000)).toEqual(["ack 1001 win 4000 (text.in-order)"]);
    expect(bench.segment(1001, 4000)).toEqual(["ack 5001 win 0 (text.in-order)"]);
  });

  it("opens again only by a segment or half of the buffer (MUST-39)", () => {
    const bench = textbookBench();
    bench.reads = false;
    bench.segment(1, 5000);
    expect(bench.read(999)).toEqual([]);
    expect(bench.read(1)).toEqual(["ack 5001 win 1000 (window.update)"]);
    expect(bench.read(500)).toEqual([]);
    expect(bench.send(10)).toBe(1000);
  });

  it("takes half of a small buffer for worthwhile", () => {
    const bench = textbookBench({ buffer: 600 });
    bench.reads = false;
    bench.segment(1, 600);
    expect(bench.read(299)).toEqual([]);
    expect(bench.read(1)).toEqual(["ack 601 win 300 (window.update)"]);
  });

  it("holds text to what was offered", () => {
    const bench = textbookBench({ buffer: 600 });
    bench.reads = false;
    expect(bench.segment(1, 700, "F")).toEqual(["ack 601 win 0 (text.in-order)"]);
    expect(bench.receiver.ended).toBe(false);
    expect(bench.segment(601, 1)).toEqual(["ack 601 win 0 (segment.unacceptable)"]);
  });

  it("is scaled beyond the field's largest number (RFC 7323 §2)", () => {
    const bench = textbookBench({ buffer: 200_000 }, { shift: 2 });
    expect(bench.receiver.firstWindow(1000)).toBe(65_535);
    expect(bench.segment(1, 1000)).toEqual(["ack 1001 win 200000 (text.in-order)"]);
  });
});
