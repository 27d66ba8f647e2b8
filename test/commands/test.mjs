// `npm test`: everything that must hold. The last line says how many single tests and checks passed and failed.

import { spawn } from "node:child_process";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { ensureInstalled, ROOT } from "./setup.mjs";

/**
 * What one part found.
 * @typedef {{ passed: number, failed: number, skipped: number, details: string[] }} Outcome
 */

/** The parts, in the order of the report. `browser` runs alone: it is the one that time plays a role in. */
const PARTS = {
  types: () => commandCheck("TypeScript finds no error", ["node_modules/typescript/bin/tsc", "-p", ".", "--pretty", "false"]),
  pure: () => commandCheck("the simulation compiles alone, without DOM and Node types", ["node_modules/typescript/bin/tsc", "-p", "src/simulation", "--pretty", "false"]),
  lint: lintPart,
  unit: () => vitestPart("unit"),
  build: buildPart,
  browser: () => vitestPart("browser"),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no part “${unknown.join(" ")}”.\n\nUsage: npm test -- [PART …]\nParts: ${Object.keys(PARTS).join(", ")}\n`);
  process.exit(1);
}
await ensureInstalled();
const parts = Object.entries(PARTS).filter(([name]) => wanted.length === 0 || wanted.includes(name));
const total = { passed: 0, failed: 0 };
await inTurns(parts.filter(([name]) => name !== "browser"), 2);
await inTurns(parts.filter(([name]) => name === "browser"), 1);
process.stdout.write(`\n${String(total.passed)} passed, ${String(total.failed)} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

/**
 * Runs several parts at once and reports each as it ends.
 * @param {[string, () => Promise<Outcome>][]} queue
 * @param {number} width
 * @returns {Promise<void>}
 */
async function inTurns(queue, width) {
  const rest = [...queue];
  const work = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
      const [name, run] = next;
      const from = performance.now();
      /** @type {Outcome} */
      const outcome = await run().catch((/** @type {unknown} */ error) => ({
        passed: 0,
        failed: 1,
        skipped: 0,
        details: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
      }));
      report(name, outcome, (performance.now() - from) / 1000);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
}

/**
 * @param {string} name
 * @param {Outcome} outcome
 * @param {number} seconds
 * @returns {void}
 */
function report(name, { passed, failed, skipped, details }, seconds) {
  total.passed += passed;
  total.failed += failed;
  const counts = [`${String(passed)} passed`, ...(failed > 0 ? [`${String(failed)} failed`] : []), ...(skipped > 0 ? [`${String(skipped)} skipped`] : [])];
  process.stdout.write(`${failed === 0 ? "✓" : "✗"} ${name.padEnd(8)} ${counts.join(", ")}  (${seconds.toFixed(1)} s)\n`);
  for (const detail of details) process.stdout.write(`${detail.replaceAll(/^/gm, "    ")}\n`);
}

/**
 * Runs a Node program of the project and gathers what it says.
 * @param {string[]} words
 * @param {Record<string, string>} [environment]
 * @returns {Promise<{ status: number, said: string }>}
 */
async function runNode(words, environment = {}) {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...environment };
  const child = spawn(process.execPath, words, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], env });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (/** @type {string} */ text) => {
      said += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ status: code ?? 1, said });
    });
  });
}

/**
 * A program that must succeed, as one check.
 * @param {string} name
 * @param {string[]} words
 * @returns {Promise<Outcome>}
 */
async function commandCheck(name, words) {
  const { status, said } = await runNode(words);
  return checksOutcome([{ name, passed: status === 0, detail: said.trim() }]);
}

/** @returns {Promise<Outcome>} */
async function lintPart() {
  const { lintCode, lintStyles } = await import("./lint.mjs");
  return checksOutcome([await lintCode(), await lintStyles()]);
}

/** @returns {Promise<Outcome>} */
async function buildPart() {
  const { buildPlugin } = await import("./build.mjs");
  const { checks } = await buildPlugin("main.js");
  return checksOutcome(checks);
}

/**
 * @param {import("./build.mjs").Check[]} checks
 * @returns {Outcome}
 */
function checksOutcome(checks) {
  const failed = checks.filter(({ passed }) => !passed);
  return {
    passed: checks.length - failed.length,
    failed: failed.length,
    skipped: 0,
    details: failed.map(({ name, detail }) => `✗ ${name}\n${detail}`),
  };
}

/**
 * The tests of one vitest project, counted one by one.
 * @param {"unit" | "browser"} project
 * @returns {Promise<Outcome>}
 */
async function vitestPart(project) {
  const folder = path.join(ROOT, "node_modules", ".cache", "handshake");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `results-${project}-${String(process.pid)}.json`);
  const reporter = "--reporter=./test/support/count-reporter.mjs";
  const words = ["node_modules/vitest/vitest.mjs", "run", "--config", "test/vitest.config.ts", "--project", project, reporter, "--allowOnly=false"];
  const { status, said } = await runNode(words, { HANDSHAKE_RESULTS: file });
  const text = await readFile(file, "utf8").catch(() => null);
  await rm(file, { force: true });
  if (text === null) return { passed: 0, failed: 1, skipped: 0, details: [`vitest ended with ${String(status)} and left no results.\n${said.trim()}`] };
  /** @type {unknown} */
  const parsed = JSON.parse(text);
  const outcome = /** @type {Outcome} */ (parsed);
  if (status === 0 || outcome.failed > 0) return outcome;
  return { ...outcome, failed: 1, details: [`vitest ended with ${String(status)}\n${said.trim()}`] };
}
