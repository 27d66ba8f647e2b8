// A capture: what a real kernel sent, kept as JSON beside the tests in `test/captures`, and read from there.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { optionsSchema } from "./capture-rows.ts";

const side = v.picklist(["c", "s"]);

const segmentSchema = v.object({
  i: v.number(),
  /** Seconds; when the sender's packet reached the wire. */
  t_sent: v.number(),
  dir: v.picklist(["c>s", "s>c"]),
  proto: v.picklist(["TCP", "UDP", "ICMP"]),
  sport: v.number(),
  dport: v.number(),
  flags: v.string(),
  len: v.number(),
  // What only segments have is 0 or empty for datagrams and ICMP messages.
  win: v.optional(v.number(), 0),
  /** Relative to the sender's ISN. */
  seq: v.optional(v.number(), 0),
  /** Relative to the other side's ISN; null without ACK. */
  ack: v.optional(v.nullable(v.number()), null),
  seq_raw: v.optional(v.number(), 0),
  ack_raw: v.optional(v.number(), 0),
  opts: v.optional(optionsSchema, { order: [] }),
  /** One time per copy delivered; empty when lost; null when the capture ended before. */
  t_recv: v.nullable(v.array(v.number())),
  lost: v.optional(v.boolean(), false),
  injected: v.optional(v.boolean(), false),
  src: v.optional(v.string()),
  dst: v.optional(v.string()),
});

const captureSchema = v.object({
  scenario: v.string(),
  description: v.string(),
  kernel: v.string(),
  owd_ms: v.number(),
  sysctls: v.object({ c: v.record(v.string(), v.string()), s: v.record(v.string(), v.string()) }),
  segments: v.array(segmentSchema),
  /** Socket calls; side `x` is the wire itself. */
  app: v.array(v.object({ t: v.number(), side: v.picklist(["c", "s", "x"]), call: v.string(), res: v.string() })),
  states: v.array(
    v.object({ t: v.number(), side, sport: v.number(), dport: v.number(), old: v.string(), new: v.string() }),
  ),
  notes: v.array(v.string()),
  /** The kernel's counters that moved, by host; of listeners alone. */
  counters: v.optional(v.object({ c: v.record(v.string(), v.number()), s: v.record(v.string(), v.number()) })),
  /** Socket tables; of listeners alone. */
  snapshots: v.optional(v.array(v.object({ t: v.number(), label: v.string(), ss: v.optional(v.array(v.string()), []) })), []),
});

export type Capture = v.InferOutput<typeof captureSchema>;
export type CapturedSegment = Capture["segments"][number];

const folder = fileURLToPath(new URL("../captures/", import.meta.url));

/** The names of all captures, in alphabetical order. */
export function captureNames(): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

/** The capture's file as it stands. Throws when there is none of this name. */
export function captureText(name: string): string {
  return readFileSync(`${folder}${name}.json`, "utf8");
}

/** The capture of this name. Throws when it is missing or not of a capture's shape. */
export function readCapture(name: string): Capture {
  return parseCapture(JSON.parse(captureText(name)));
}

/** Takes JSON for a capture. Throws when it is not of a capture's shape. */
export function parseCapture(json: unknown): Capture {
  return v.parse(captureSchema, json);
}
