// The comparison of a run with a capture: a capture equals itself, and each kind of change to it is found and named.

import { describe, expect, it } from "vitest";
import { captureNames, captureText, readCapture } from "../support/capture.ts";
import type { Capture } from "../support/capture.ts";
import { compareWithCapture } from "../support/capture-comparison.ts";
import type { Comparison } from "../support/capture-comparison.ts";
import type { SegmentRow } from "../support/capture-rows.ts";
import { parseRows } from "../support/capture-rows.ts";
import { select } from "./select.mjs";

const names = { client: "laptop", server: "web" };

/** What a run would print that equals the capture exactly. */
function rows(capture: Capture): SegmentRow[] {
  return capture.segments.map(({ t_sent, t_recv, dir, flags, seq, ack, len, opts, lost }) => ({
    t_sent,
    t_recv,
    from: dir === "c>s" ? names.client : names.server,
    to: dir === "c>s" ? names.server : names.client,
    flags,
    seq,
    ack,
    len,
    opts,
    lost,
  }));
}

/** The rows with the one at `index` changed. */
function changed(capture: Capture, index: number, change: (row: SegmentRow) => Partial<SegmentRow>): SegmentRow[] {
  return rows(capture).map((row, i) => (i === index ? { ...row, ...change(row) } : row));
}

/** The rows with those at `a` and `b` in each other's place. */
function swapped(capture: Capture, a: number, b: number): SegmentRow[] {
  const run = rows(capture);
  return run.map((row, index) => (index === a ? run[b] : index === b ? run[a] : row) ?? row);
}

function compare(capture: Capture, run: readonly SegmentRow[]): Comparison {
  return compareWithCapture(capture, run, names);
}

const transfer = readCapture("duplicate");
const small = readCapture("data_small");

describe("Every capture", () => {
  it.each(captureNames())("%s equals itself", (name) => {
    const capture = readCapture(name);
    expect(compare(capture, parseRows(rows(capture)))).toEqual({ kind: "match", segments: capture.segments.length });
  });

  it.each(captureNames())("%s equals itself started at another time on a host of another name", (name) => {
    const capture = readCapture(name);
    const reverse = (flags: string): string => (flags === "UDP" || flags === "ICMP" ? flags : Array.from(flags).reverse().join(""));
    const later = rows(capture).map((row) => ({ ...row, t_sent: row.t_sent + 12, flags: reverse(row.flags) }));
    expect(compare(capture, later).kind).toBe("match");
  });

  it("is not compared with a run between other hosts", () => {
    expect(() => compareWithCapture(small, rows(small), { client: "a", server: "b" })).toThrow("laptop");
  });

  it.each(captureNames())("%s is stored as the selection writes it", (name) => {
    expect(select(captureText(name))).toBe(captureText(name));
  });
});

describe("A change to one segment is found", () => {
  it.each([
    ["flags", 2, () => ({ flags: "PA" })],
    ["seq", 3, (row: SegmentRow) => ({ seq: row.seq + 1 })],
    ["ack", 4, () => ({ ack: 7 })],
    ["ack", 4, () => ({ ack: null })],
    ["len", 3, () => ({ len: 6 })],
    ["lost", 3, () => ({ lost: true })],
    ["options", 1, (row: SegmentRow) => ({ opts: { ...row.opts, order: ["mss", "ts", "sackOK", "nop", "wscale"] } })],
    ["options", 1, (row: SegmentRow) => ({ opts: { ...row.opts, mss: 536 } })],
    ["options", 1, (row: SegmentRow) => ({ opts: { ...row.opts, wscale: 7 } })],
    ["options", 2, () => ({ opts: { order: [] } })],
  ] as const)("%s of segment %i", (field, index, change) => {
    expect(compare(small, changed(small, index, change))).toMatchObject({ kind: "difference", field, index });
  });

  it("a SACK block", () => {
    const index = transfer.segments.findIndex((segment) => segment.opts.sack !== undefined);
    const run = changed(transfer, index, (row) => ({ opts: { ...row.opts, sack: [[7241, 8688]] } }));
    const comparison = compare(transfer, run);
    expect(comparison).toMatchObject({ field: "options", index });
    expect(comparison).toHaveProperty("text", expect.stringContaining("sack 7241:8689"));
    expect(comparison).toHaveProperty("text", expect.stringContaining("sack 7241:8688"));
  });

  it("the length of a Fast Open cookie, but not its value", () => {
    const capture = readCapture("tfo");
    const other = changed(capture, 1, (row) => ({ opts: { ...row.opts, tfo_cookie: "0011223344556677" } }));
    expect(compare(capture, other).kind).toBe("match");
    const short = changed(capture, 1, (row) => ({ opts: { ...row.opts, tfo_cookie: "00112233" } }));
    expect(compare(capture, short)).toMatchObject({ field: "options", index: 1 });
  });

  it("a missing segment", () => {
    const run = rows(small).filter((_, index) => index !== small.segments.length - 1);
    expect(compare(small, run)).toMatchObject({ field: "missing", index: small.segments.length - 1 });
  });

  it("a segment too many, such as a retransmission", () => {
    const run = rows(small);
    expect(compare(small, [...run, ...run.slice(-1)])).toMatchObject({ field: "extra", index: null });
  });

  it("a segment in the other direction", () => {
    const run = changed(small, 4, (row) => ({ from: row.to, to: row.from }));
    expect(compare(small, run)).toMatchObject({ kind: "difference", index: 4 });
  });

  it("two segments of one direction in the other order", () => {
    expect(compare(transfer, swapped(transfer, 6, 8))).toMatchObject({ field: "seq", index: 6 });
  });
});

describe("Times", () => {
  const capture = readCapture("syn_lost_all_default");
  const shift = (index: number, seconds: number): Comparison =>
    compare(capture, changed(capture, index, (row) => ({ t_sent: row.t_sent + seconds })));

  it("may differ by 7 % of the time since the first segment", () => {
    expect(shift(1, 0.069).kind).toBe("match");
    expect(shift(1, -0.069).kind).toBe("match");
    expect(shift(1, 0.071)).toMatchObject({ field: "time", index: 1 });
    expect(shift(10, -4.7).kind).toBe("match");
    expect(shift(10, -4.8)).toMatchObject({ field: "time", index: 10 });
  });

  it("may always differ by 5 ms", () => {
    const late = (by: number): SegmentRow[] => changed(small, 1, (row) => ({ t_sent: row.t_sent + by }));
    expect(compare(small, late(0.0049)).kind).toBe("match");
    expect(compare(small, late(0.0051))).toMatchObject({ field: "time", index: 1 });
  });

  it("count from the first segment of their own connection", () => {
    const twice = readCapture("tfo");
    const second = twice.segments.findIndex((segment) => segment.sport === 40001);
    const shifted = changed(twice, second + 1, (row) => ({ t_sent: row.t_sent + 0.006 }));
    expect(compare(twice, shifted)).toMatchObject({ field: "time", index: second + 1 });
    const late = rows(twice).map((row, index) => (index < second ? row : { ...row, t_sent: row.t_sent + 0.03 }));
    expect(compare(twice, late).kind).toBe("match");
    const later = rows(twice).map((row, index) => (index < second ? row : { ...row, t_sent: row.t_sent + 0.04 }));
    expect(compare(twice, later)).toMatchObject({ field: "time", index: second });
  });
});

describe("Segments of opposite directions", () => {
  const crossing = readCapture("half_close");

  it("may change places within a millisecond", () => {
    const capture = readCapture("simul_open");
    expect(compare(capture, swapped(capture, 0, 1)).kind).toBe("match");
  });

  it("keep their order beyond", () => {
    const index = crossing.segments.findIndex((segment) => segment.dir === "s>c" && segment.len === 500);
    const before = crossing.segments.slice(0, index).findLast((segment) => segment.dir === "c>s");
    expect(before).toBeDefined();
    const moved = { ...crossing, segments: crossing.segments.map((segment) => ({ ...segment })) };
    const at = (before?.t_sent ?? 0) + 0.002;
    moved.segments = moved.segments.map((segment) => (segment.i === index ? { ...segment, t_sent: at } : segment));
    const early = changed(moved, index, () => ({ t_sent: at - 0.0035 }));
    expect(compare(moved, early)).toMatchObject({ field: "order", index });
  });
});
