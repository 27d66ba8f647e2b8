// `npm run bench -- AREA`: runs test/bench/AREA.ts and prints what it measured, as a table or as one JSON object.

import { readdir } from "node:fs/promises";
import path from "node:path";
import { ensureInstalled, ROOT } from "./setup.mjs";

/** @typedef {import("../bench/report.ts").BenchReport} BenchReport */

const words = process.argv.slice(2);
const json = words.includes("--json");
const [area, ...more] = words.filter((word) => word !== "--json");
const areas = await readAreas();
if (area === undefined || more.length > 0 || !areas.includes(area)) {
  const problem = area === undefined || more.length > 0 ? "" : `There is no area “${area}”.\n\n`;
  process.stderr.write(`${problem}Usage: npm run bench -- AREA [--json]\nAreas: ${areas.join(", ")}\n`);
  process.exit(1);
}
await ensureInstalled();
const { loadTypeScript } = await import("../support/load-typescript.mjs");
const { bench } = /** @type {{ bench: () => Promise<BenchReport> }} */ (await loadTypeScript(`test/bench/${area}.ts`));
const report = await bench();
process.stdout.write(json ? `${JSON.stringify(asObject(report))}\n` : asTable(report));

/**
 * The files that measure something; `report.ts` only says what a measurement looks like.
 * @returns {Promise<string[]>}
 */
async function readAreas() {
  const files = await readdir(path.join(ROOT, "test", "bench")).catch(() => []);
  return files.filter((file) => file.endsWith(".ts") && file !== "report.ts").map((file) => file.slice(0, -3)).sort();
}

/**
 * The first row's figures stand at the top, where a script looks for them; every row stands under `rows`.
 * @param {BenchReport} measured
 * @returns {object}
 */
function asObject(measured) {
  return { area: measured.area, runs: measured.runs, ...measured.rows[0]?.figures, rows: measured.rows };
}

/**
 * @param {BenchReport} measured
 * @returns {string}
 */
function asTable(measured) {
  const columns = [...new Set(measured.rows.flatMap(({ figures }) => Object.keys(figures)))];
  const lines = [["", ...columns], ...measured.rows.map(({ name, figures }) => [name, ...columns.map((column) => formatFigure(figures[column]))])];
  const widths = ["", ...columns].map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  const text = lines.map((line) => line.map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0))).join("  ").trimEnd());
  return `${measured.area}: medians of ${String(measured.runs)} runs on Node ${process.versions.node}\n\n${text.join("\n")}\n`;
}

/**
 * @param {number | undefined} figure
 * @returns {string}
 */
function formatFigure(figure) {
  if (figure === undefined) return "";
  return figure.toLocaleString("en", { maximumFractionDigits: Math.abs(figure) < 10 ? 3 : Math.abs(figure) < 1000 ? 1 : 0 });
}
