// Takes captures into the repository: `node test/captures/select.mjs FILE.json…` keeps of each what is read here.

import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * What is kept, each whole and unchanged. Left out are `addresses` and `overrides` (how the measuring was set up),
 * `snapshots`, `counters` and `trace` (the kernel's own account of what the segments and states show).
 */
export const KEPT = ["scenario", "description", "kernel", "owd_ms", "sysctls", "segments", "app", "states", "notes"];

/** What is kept besides of a listener under pressure: its queues and counters are nowhere else to be seen. */
export const KEPT_OF_LISTENERS = ["counters", "snapshots"];

/**
 * The text of a capture's file: JSON with one segment, call or state a line, so that it can be read and diffed.
 * @param {string} text the measurement, as JSON
 * @returns {string}
 */
export function select(text) {
  /** @type {unknown} */
  const parsed = JSON.parse(text);
  if (typeof parsed !== "object" || parsed === null) throw new Error("a capture is an object");
  /** @type {Map<string, unknown>} */
  const capture = new Map(Object.entries(parsed));
  const listener = /^(?:acceptq|synflood)/.test(String(capture.get("scenario")));
  const entries = [...KEPT, ...(listener ? KEPT_OF_LISTENERS : [])].map((key) => {
    if (!capture.has(key)) throw new Error(`the capture has no ${key}`);
    return `${JSON.stringify(key)}: ${lines(capture.get(key))}`;
  });
  return `{\n${entries.join(",\n")}\n}\n`;
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function lines(value) {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return `[\n${value.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const file of process.argv.slice(2)) {
    writeFileSync(new URL(basename(file), import.meta.url), select(readFileSync(file, "utf8")));
  }
}
