// Writes what vitest found as one JSON file, counted by single tests, with each failure's own words.

import { writeFileSync } from "node:fs";
import path from "node:path";

/** @typedef {{ passed: number, failed: number, skipped: number, details: string[] }} Counts */

export default class CountReporter {
  /**
   * @param {readonly import("vitest/node").TestModule[]} modules
   * @param {readonly import("vitest").SerializedError[]} unhandled
   * @returns {void}
   */
  onTestRunEnd(modules, unhandled) {
    /** @type {Counts} */
    const counts = { passed: 0, failed: 0, skipped: 0, details: [] };
    for (const module of modules) {
      const file = path.relative(process.cwd(), module.moduleId);
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        if (state === "passed") counts.passed += 1;
        else if (state === "failed") counts.failed += 1;
        else counts.skipped += 1;
        if (state === "failed") counts.details.push(describe(`${file}: ${test.fullName}`, errors));
      }
      const broken = [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())];
      counts.failed += broken.length;
      counts.details.push(...broken.map((error) => describe(`${file} did not run`, [error])));
    }
    counts.failed += unhandled.length;
    counts.details.push(...unhandled.map((error) => describe("an error that no test waited for", [error])));
    const { HANDSHAKE_RESULTS: target } = process.env;
    if (target !== undefined) writeFileSync(target, JSON.stringify(counts));
  }
}

/**
 * @param {string} title
 * @param {readonly import("vitest").SerializedError[]} errors
 * @returns {string}
 */
function describe(title, errors) {
  const lines = [`✗ ${title}`];
  for (const { message, diff, stacks } of errors) {
    lines.push(message);
    if (typeof diff === "string" && diff !== "") lines.push(diff);
    lines.push(...(stacks ?? []).slice(0, 4).map(place));
  }
  return lines.join("\n");
}

/**
 * @param {{ file: string, line: number, column: number }} stack
 * @returns {string}
 */
function place({ file, line, column }) {
  return `  at ${path.relative(process.cwd(), file)}:${String(line)}:${String(column)}`;
}
