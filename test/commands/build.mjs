// `npm run build`: writes the production main.js, and holds it against what the community directory allows.

import { ensureInstalled, ROOT } from "./setup.mjs";
import { access, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { pluginOptions } from "../../esbuild.config.mjs";

/** Bytes of main.js, at most. Two languages' teaching texts, presets and a YAML reader are two fifths of it; src/README.md says why. */
export const BUDGET = 950_000;

/** What may be required at run time: the app hands these out. */
const PROVIDED = ["obsidian", "@codemirror/state", "@codemirror/view", "@codemirror/language"];

/** Literals that the directory's scan refuses even where they are only text. */
const FORBIDDEN = [
  { name: "rejectUnauthorized: false", pattern: /rejectUnauthorized\s*:\s*(?:false|!1)/ },
  { name: "navigator.sendBeacon(", pattern: /navigator\s*\.\s*sendBeacon\s*\(/ },
  { name: "a URL inside fetch(", pattern: /\bfetch\s*\(\s*["'`]\s*(?:https?:)?\/\// },
  { name: "a .wasm name", pattern: /\.wasm\b/ },
  { name: "eval(", pattern: /\beval\s*\(/ },
  { name: "new Function(", pattern: /\bnew\s+Function\s*\(/ },
  { name: "a source map", pattern: /[#@]\s*sourceMappingURL=/ },
  { name: "network use", pattern: /\b(?:XMLHttpRequest|WebSocket|EventSource)\b|\brequestUrl\s*\(|\bfetch\s*\(/ },
  { name: "regex lookbehind that old engines cannot get past", pattern: /(?<!try\s*\{[^{}]{0,120})\(\?<[=!]/ },
];

/**
 * One thing that was looked at.
 * @typedef {{ name: string, passed: boolean, detail: string }} Check
 */

/**
 * Holds the text of a bundle against the directory's rules and the project's budget.
 * @param {string} text
 * @returns {Check[]}
 */
export function checkBundle(text) {
  const size = Buffer.byteLength(text);
  const required = [...new Set([...text.matchAll(/\brequire\(["']([^"']+)["']\)/g)].map((match) => match[1] ?? ""))];
  const strangers = required.filter((name) => !PROVIDED.includes(name));
  return [
    { name: `main.js is at most ${kilobytes(BUDGET)}`, passed: size <= BUDGET, detail: kilobytes(size) },
    {
      name: "main.js requires only what the app hands out",
      passed: strangers.length === 0,
      detail: (strangers.length === 0 ? required : strangers).join(", "),
    },
    ...FORBIDDEN.map(({ name, pattern }) => {
      const found = pattern.exec(text);
      const around = found === null ? "" : text.slice(Math.max(0, found.index - 40), found.index + 60).replaceAll(/\s+/g, " ");
      return { name: `main.js holds no ${name.replace(/^an? /, "")}`, passed: found === null, detail: around };
    }),
  ];
}

/**
 * Builds the production bundle and checks it.
 * @param {string} [outfile] path from the project's top
 * @returns {Promise<{ checks: Check[], outfile: string }>}
 */
export async function buildPlugin(outfile = "main.js") {
  const entry = "src/main.ts";
  const missing = await access(path.join(ROOT, entry)).then(() => false, () => true);
  if (missing) return { outfile, checks: [{ name: "main.js builds", passed: false, detail: `${entry} does not exist` }] };
  const { build, formatMessages } = await import("esbuild");
  try {
    const result = await build(pluginOptions({ production: true, outfile }));
    const warnings = await formatMessages(result.warnings, { kind: "warning" });
    const text = await readFile(path.resolve(ROOT, outfile), "utf8");
    return {
      outfile,
      checks: [{ name: "main.js builds without a warning", passed: warnings.length === 0, detail: warnings.join("\n") }, ...checkBundle(text)],
    };
  } catch (error) {
    const errors = /** @type {{ errors?: import("esbuild").Message[] }} */ (error).errors;
    if (errors === undefined) throw error;
    const detail = (await formatMessages(errors, { kind: "error" })).join("\n");
    return { outfile, checks: [{ name: "main.js builds", passed: false, detail }] };
  }
}

/**
 * @param {number} bytes
 * @returns {string}
 */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureInstalled();
  if (process.argv.length > 2) {
    process.stderr.write("Usage: npm run build\nWrites main.js at the project's top.\n");
    process.exit(1);
  }
  const { checks, outfile } = await buildPlugin();
  for (const { name, passed, detail } of checks) {
    if (!passed) process.stderr.write(`✗ ${name}${detail === "" ? "" : `: ${detail}`}\n`);
  }
  if (checks.every(({ passed }) => passed)) {
    process.stdout.write(`${outfile}: ${kilobytes((await stat(path.join(ROOT, outfile))).size)} of ${kilobytes(BUDGET)}\n`);
  } else {
    process.exitCode = 1;
  }
}
