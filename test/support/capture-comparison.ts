// Holds a run against a capture by the rules in test/captures/README.md, and says where the two first part.

import type { Capture } from "./capture.ts";
import type { OptionsRow, SegmentRow } from "./capture-rows.ts";

/** What the hosts of the run are called in its rows; a spoofed source may have any name. */
export interface HostNames {
  readonly client: string;
  readonly server: string;
}

export type DifferenceField =
  | "missing" | "extra" | "flags" | "seq" | "ack" | "len" | "options" | "lost" | "time" | "order";

export interface Difference {
  readonly kind: "difference";
  readonly field: DifferenceField;
  /** Place in the capture's segments, or null for a row that only the run has. */
  readonly index: number | null;
  /** One line for people: where, what the capture has, what the run has. */
  readonly text: string;
}

export type Comparison = { readonly kind: "match"; readonly segments: number } | Difference;

/** Times may differ by this share of the time since the connection's first segment, or by `TIME_FLOOR` seconds. */
export const TIME_SHARE = 0.07;
export const TIME_FLOOR = 0.005;
/** Segments of opposite directions closer than this (seconds) may change places. */
export const INTERLEAVING = 0.001;

type Direction = "c>s" | "s>c";

interface Row {
  readonly index: number;
  readonly direction: Direction;
  readonly time: number;
  /** In the order SFRPAUEC. */
  readonly flags: string;
  readonly seq: number;
  readonly ack: number | null;
  readonly length: number;
  readonly options: string;
  readonly lost: boolean;
  /** Names the connection within a capture. */
  readonly connection: string;
}

interface Pair {
  readonly capture: Row;
  readonly run: Row;
}

/** Compares a run with a capture; the difference named is the earliest in time. Throws when the run is between other hosts. */
export function compareWithCapture(capture: Capture, run: readonly SegmentRow[], names: HostNames): Comparison {
  const expected = capture.segments.map((segment): Row => ({
    index: segment.i,
    direction: segment.dir,
    time: segment.t_sent,
    flags: sortFlags(segment.flags),
    seq: segment.seq,
    ack: segment.ack,
    length: segment.len,
    options: describeOptions(segment.opts),
    lost: segment.lost,
    connection: String(segment.dir === "c>s" ? segment.sport : segment.dport),
  }));
  const actual = run.map((row, index): Row => ({
    index,
    direction: direction(row, names),
    time: row.t_sent,
    flags: sortFlags(row.flags),
    seq: row.seq,
    ack: row.ack,
    length: row.len,
    options: describeOptions(row.opts),
    lost: row.lost,
    connection: "",
  }));
  const start = { capture: expected[0]?.time ?? 0, run: actual[0]?.time ?? 0 };
  const found: { readonly at: number; readonly difference: Difference }[] = [];
  const pairs: Pair[] = [];
  for (const way of ["c>s", "s>c"] as const) {
    const theirs = expected.filter((row) => row.direction === way);
    const ours = actual.filter((row) => row.direction === way);
    for (let k = 0; k < Math.max(theirs.length, ours.length); k++) {
      const one = theirs[k];
      const other = ours[k];
      if (one !== undefined && other !== undefined) {
        const field = firstField(one, other);
        if (field === null) {
          pairs.push({ capture: one, run: other });
          continue;
        }
        found.push({ at: one.time - start.capture, difference: differ(field, one, other) });
      } else if (one !== undefined) {
        found.push({ at: one.time - start.capture, difference: differ("missing", one, null) });
      } else if (other !== undefined) {
        found.push({ at: other.time - start.run, difference: differ("extra", null, other) });
      }
      break;
    }
  }
  pairs.sort((a, b) => a.capture.index - b.capture.index);
  found.push(...timeDifferences(pairs, start), ...orderDifferences(pairs, start.capture));
  found.sort((a, b) => a.at - b.at);
  return found[0]?.difference ?? { kind: "match", segments: expected.length };
}

function direction(row: SegmentRow, names: HostNames): Direction {
  if (row.to === names.server || row.from === names.client) return "c>s";
  if (row.to === names.client || row.from === names.server) return "s>c";
  throw new Error(`neither ${row.from} nor ${row.to} is ${names.client} or ${names.server}`);
}

function sortFlags(flags: string): string {
  // What carries no segment bears its protocol's name here.
  if (flags === "UDP" || flags === "ICMP") return flags;
  return Array.from("SFRPAUEC").filter((flag) => flags.includes(flag)).join("");
}

/** Kinds and order of the options, with the values that a rule determines; timestamps and cookies are the host's own. */
function describeOptions(options: OptionsRow): string {
  return options.order
    .map((kind) => {
      if (kind === "mss") return `mss ${String(options.mss)}`;
      if (kind === "wscale") return `wscale ${String(options.wscale)}`;
      if (kind === "sack") return `sack ${describeBlocks(options.sack ?? [])}`;
      if (kind === "tfo") return `tfo ${(options.tfo_cookie ?? "").length / 2} bytes`;
      return kind;
    })
    .join(", ");
}

function describeBlocks(blocks: readonly (readonly [number, number])[]): string {
  return blocks.map(([left, right]) => `${left}:${right}`).join(" ");
}

function firstField(one: Row, other: Row): DifferenceField | null {
  if (one.flags !== other.flags) return "flags";
  if (one.seq !== other.seq) return "seq";
  if (one.length !== other.length) return "len";
  if (one.ack !== other.ack) return "ack";
  if (one.options !== other.options) return "options";
  if (one.lost !== other.lost) return "lost";
  return null;
}

/** Times count from the first segment of the same connection; a later connection's own start, from the first one's. */
function timeDifferences(
  pairs: readonly Pair[],
  start: { readonly capture: number; readonly run: number },
): { readonly at: number; readonly difference: Difference }[] {
  const bases = new Map<string, { readonly capture: number; readonly run: number }>();
  const found: { readonly at: number; readonly difference: Difference }[] = [];
  for (const { capture, run } of pairs) {
    const base = bases.get(capture.connection) ?? start;
    if (!bases.has(capture.connection)) bases.set(capture.connection, { capture: capture.time, run: run.time });
    const theirs = capture.time - base.capture;
    const ours = run.time - base.run;
    if (Math.abs(theirs - ours) <= Math.max(TIME_FLOOR, TIME_SHARE * theirs)) continue;
    const values = `${milliseconds(theirs)} after its connection began, the run's after ${milliseconds(ours)}`;
    found.push({ at: capture.time - start.capture, difference: differ("time", capture, run, values) });
  }
  return found;
}

/** Segments of opposite directions keep their order, unless they are so close that only the wire decides. */
function orderDifferences(
  pairs: readonly Pair[],
  start: number,
): { readonly at: number; readonly difference: Difference }[] {
  const found: { readonly at: number; readonly difference: Difference }[] = [];
  const before = (a: Row, b: Row): boolean => a.time < b.time || (a.time === b.time && a.index < b.index);
  for (const [k, earlier] of pairs.entries()) {
    for (const later of pairs.slice(k + 1)) {
      if (earlier.capture.direction === later.capture.direction || before(earlier.run, later.run)) continue;
      if (later.capture.time - earlier.capture.time < INTERLEAVING) continue;
      if (earlier.run.time - later.run.time < INTERLEAVING) continue;
      const values = `it comes after #${earlier.capture.index} (${describe(earlier.capture)}), in the run before it`;
      const difference = differ("order", later.capture, later.run, values);
      found.push({ at: later.capture.time - start, difference });
    }
  }
  return found;
}

function differ(field: DifferenceField, capture: Row | null, run: Row | null, values?: string): Difference {
  const place = capture === null ? `run #${run?.index ?? 0}` : `#${capture.index}`;
  const theirs = capture === null ? "nothing" : describe(capture);
  const ours = run === null ? "nothing" : describe(run);
  const detail = values === undefined ? "" : ` (${values})`;
  const text = `${place} differs in ${field}: capture has ${theirs}; run has ${ours}${detail}`;
  return { kind: "difference", field, index: capture?.index ?? null, text };
}

function describe(row: Row): string {
  const ack = row.ack === null ? "" : ` ack ${row.ack}`;
  const options = row.options === "" ? "" : ` <${row.options}>`;
  const range = `${row.seq}:${row.seq + row.length}(${row.length})`;
  return `${row.time.toFixed(4)} ${row.direction} ${row.flags} ${range}${ack}${options}${row.lost ? " lost" : ""}`;
}

function milliseconds(seconds: number): string {
  return `${(seconds * 1000).toFixed(1)} ms`;
}
