// Which captures a run of `stack: linux` equals: the table names each with match or first difference, and may only grow.

import { describe, expect, it } from "vitest";
import { formatSegments, simulate } from "../../src/simulation/index.ts";
import { readCapture } from "../support/capture.ts";
import { compareWithCapture } from "../support/capture-comparison.ts";
import { parseRows } from "../support/capture-rows.ts";
import { BLOCK_NAMES, blockOf } from "./blocks.ts";

/** The captures that are equalled. */
const EQUALLED: readonly string[] = [
  "connect_close_client", "closed_port_rst", "syn_lost_all_default", "close_four_way", "half_close", "fin_lost", "rst_linger0",
  "rfc5961_challenge", "syn_lost_1", "synack_lost_1", "hs_ack_lost_idle", "half_open_crash", "fin_wait2_orphan", "keepalive", "data_small",
  "delayed_ack", "duplicate", "nagle", "simul_open", "tlp_then_rto", "rto_backoff", "zero_window", "fast_rexmit_linux_default",
  "fast_rexmit_newreno", "xfer_100k_reno", "synack_retries_halfopen", "time_wait_60s",
];

describe("A run of a capture's block", () => {
  const table = BLOCK_NAMES.map((name) => {
    const rows = parseRows(formatSegments(simulate(blockOf(name))));
    const comparison = compareWithCapture(readCapture(name), rows, { client: "client", server: "server" });
    return { name, comparison };
  });
  const text = table
    .map(({ name, comparison }) => `${name.padEnd(22)} ${comparison.kind === "match" ? `match, ${String(comparison.segments)} segments` : comparison.text}`)
    .join("\n");

  it("equals the capture", () => {
    process.stdout.write(`${text}\n`);
    expect(table.filter(({ comparison }) => comparison.kind === "match").map(({ name }) => name)).toEqual(EQUALLED);
  });
});
