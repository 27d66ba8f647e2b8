// A run as `--format segments` prints it: the rows that a capture is compared with.

import * as v from "valibot";

/** TCP options as captures and runs write them; `order` names each option in the header, `nop` included. */
export const optionsSchema = v.object({
  mss: v.optional(v.number()),
  wscale: v.optional(v.number()),
  sackOK: v.optional(v.boolean()),
  ts: v.optional(v.tuple([v.number(), v.number()])),
  /** Blocks relative to the ISN of the data's sender. */
  sack: v.optional(v.array(v.tuple([v.number(), v.number()]))),
  /** Hexadecimal; empty for a request. */
  tfo_cookie: v.optional(v.string()),
  order: v.array(v.string()),
});

export type OptionsRow = v.InferOutput<typeof optionsSchema>;

const rowSchema = v.object({
  /** Seconds of simulated time. */
  t_sent: v.number(),
  t_recv: v.nullable(v.array(v.number())),
  /** Host names. */
  from: v.string(),
  to: v.string(),
  flags: v.string(),
  // Datagrams and ICMP messages have neither numbers nor options.
  seq: v.optional(v.number(), 0),
  ack: v.optional(v.nullable(v.number()), null),
  len: v.number(),
  opts: v.optional(optionsSchema, { order: [] }),
  lost: v.optional(v.boolean(), false),
});

/** One packet of a run. */
export type SegmentRow = v.InferOutput<typeof rowSchema>;

/** Reads the rows of a run. Throws, naming the place, when they are not of this shape. */
export function parseRows(rows: unknown): readonly SegmentRow[] {
  return v.parse(v.array(rowSchema), rows);
}
