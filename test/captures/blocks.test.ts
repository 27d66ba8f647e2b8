// Which captures a run of their block equals: the table names each with match or first difference, and may only grow.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/language/index.ts";
import { formatSegments, simulate } from "../../src/simulation/index.ts";
import { captureNames, readCapture } from "../support/capture.ts";
import { compareWithCapture } from "../support/capture-comparison.ts";
import { parseRows } from "../support/capture-rows.ts";

/** The captures whose block is there and does not equal them yet. */
const DIFFERENT: readonly string[] = [];

/** What becomes of one capture's block: `match`, or the first difference. */
function outcome(name: string): string {
  const { scenario, diagnostics } = compile(readFileSync(fileOf(name), "utf8"), new Map());
  if (scenario === null || diagnostics.length > 0) return `is no clean block: ${diagnostics.map(({ code, line }) => `${code} in line ${String(line)}`).join(", ")}`;
  const rows = parseRows(formatSegments(simulate(scenario)));
  const comparison = compareWithCapture(readCapture(name), rows, { client: "client", server: "server" });
  return comparison.kind === "match" ? `match, ${String(comparison.segments)} segments` : comparison.text;
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`${name}.yaml`, import.meta.url));
}

describe("A run of a capture's block", () => {
  // Floods are held against theirs by what a listener counts and keeps: see floods.test.ts.
  const table = captureNames().filter((name) => !name.startsWith("synflood") && existsSync(fileOf(name))).map((name) => ({ name, outcome: outcome(name) }));

  it("equals the capture", () => {
    process.stdout.write(`${table.map((row) => `${row.name.padEnd(26)} ${row.outcome}`).join("\n")}\n`);
    expect(table.filter((row) => !row.outcome.startsWith("match")).map(({ name }) => name)).toEqual(DIFFERENT);
    expect(table.length).toBeGreaterThan(30);
  });
});
