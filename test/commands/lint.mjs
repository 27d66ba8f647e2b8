// `npm run lint`: ESLint over all code and stylelint over the style sheet; nothing may be found, nothing may be switched off.

import { pathToFileURL } from "node:url";
import { ensureInstalled, ROOT } from "./setup.mjs";

/** @typedef {import("./build.mjs").Check} Check */

/**
 * Lints everything, or the given files.
 * @param {string[]} [files] paths from the project's top
 * @returns {Promise<Check>}
 */
export async function lintCode(files = ["."]) {
  const { ESLint } = await import("eslint");
  const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: "test/lint/eslint.config.mjs", errorOnUnmatchedPattern: false });
  const results = await eslint.lintFiles(files);
  const count = results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
  const formatter = await eslint.loadFormatter("stylish");
  return { name: "ESLint finds nothing", passed: count === 0, detail: count === 0 ? `${String(results.length)} files` : await formatter.format(results) };
}

/**
 * Lints the style sheet that ships.
 * @returns {Promise<Check>}
 */
export async function lintStyles() {
  const { default: stylelint } = await import("stylelint");
  const { results, report } = await stylelint.lint({ cwd: ROOT, files: ["styles.css"], configFile: "test/lint/stylelint.config.mjs", formatter: "string" });
  const clean = results.every(({ warnings, parseErrors }) => warnings.length === 0 && parseErrors.length === 0);
  return { name: "stylelint finds nothing", passed: clean, detail: clean ? "styles.css" : report };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureInstalled();
  const files = process.argv.slice(2);
  const checks = [await lintCode(files.length === 0 ? undefined : files), ...(files.length === 0 ? [await lintStyles()] : [])];
  for (const { name, passed, detail } of checks) {
    (passed ? process.stdout : process.stderr).write(`${passed ? "✓" : "✗"} ${name}${passed ? ` (${detail})` : `:\n${detail}`}\n`);
  }
  if (!checks.every(({ passed }) => passed)) process.exitCode = 1;
}
