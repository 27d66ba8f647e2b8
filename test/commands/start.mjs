// `npm start`: the page that stands in for the app, rebuilt while the sources change; or, with --vault, the plugin inside a real vault.

import { stat } from "node:fs/promises";
import path from "node:path";
import { ensureInstalled } from "./setup.mjs";

const DEFAULT_PORT = 7930;
const USAGE = `Usage: npm start -- [options]

  (no option)     builds, watches, and opens the page with the plugin's own notes
  --notes PATH    opens a folder of Markdown instead; nothing is ever written there
  --port N        the first port to try (${String(DEFAULT_PORT)}); one in use gives way to the next
  --no-open       does not open a browser
  --vault PATH    no page: puts the plugin into the Obsidian vault at PATH and keeps it fresh
`;

/** @typedef {{ notes: string | null, vault: string | null, port: number, open: boolean }} Options */

const options = await readOptions(process.argv.slice(2));
await ensureInstalled();
const { loadTypeScript } = await import("../support/load-typescript.mjs");
if (options.vault !== null) {
  const { installIntoVault } = /** @type {typeof import("../host/vault-install.ts")} */ (await loadTypeScript("test/host/vault-install.ts"));
  untilStopped(installIntoVault(options.vault, say));
} else {
  const { servePage } = /** @type {typeof import("../host/serve-page.ts")} */ (await loadTypeScript("test/host/serve-page.ts"));
  untilStopped(servePage({ notes: options.notes, port: options.port, open: options.open && process.env["CI"] === undefined }, say));
}

/**
 * @param {string[]} words
 * @returns {Promise<Options>}
 */
async function readOptions(words) {
  /** @type {Options} */
  const read = { notes: null, vault: null, port: DEFAULT_PORT, open: true };
  const rest = [...words];
  /** @type {(option: string) => string} */
  const value = (option) => rest.shift() ?? refuse(`${option} needs a value.`, true);
  while (rest.length > 0) {
    const [option = "", inline] = (rest.shift() ?? "").split(/=(.*)/s);
    if (inline !== undefined) rest.unshift(inline);
    if (option === "--notes") read.notes = path.resolve(value(option));
    else if (option === "--vault") read.vault = path.resolve(value(option));
    else if (option === "--port") read.port = portOf(value(option));
    else if (option === "--no-open") read.open = false;
    else if (option === "--help" || option === "-h") leave(USAGE);
    else refuse(`“${option}” is not an option.`, true);
  }
  if (read.vault !== null && read.notes !== null) refuse("--vault and --notes do not go together.", true);
  if (read.notes !== null && !(await isFolder(read.notes))) refuse(`${read.notes} is not a folder.`, false);
  if (read.vault !== null && !(await isFolder(read.vault))) refuse(`${read.vault} is not a folder.`, false);
  if (read.vault !== null && !(await isFolder(path.join(read.vault, ".obsidian")))) {
    refuse(`${read.vault} is not an Obsidian vault: it has no folder “.obsidian”. Nothing was written.`, false);
  }
  return read;
}

/**
 * @param {string} text
 * @returns {number}
 */
function portOf(text) {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? port : refuse(`“${text}” is not a port.`, true);
}

/**
 * @param {string} folder
 * @returns {Promise<boolean>}
 */
async function isFolder(folder) {
  return stat(folder).then((found) => found.isDirectory(), () => false);
}

/**
 * @param {string} line
 * @returns {void}
 */
function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Ends the process cleanly when it is asked to end, even while it is still starting.
 * @param {Promise<{ close: () => Promise<void> }>} starting
 * @returns {void}
 */
function untilStopped(starting) {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void starting.then((running) => running.close()).finally(() => process.exit(0));
  };
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) process.on(signal, stop);
  starting.catch((/** @type {unknown} */ error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}

/**
 * @param {string} message
 * @param {boolean} withUsage
 * @returns {never}
 */
function refuse(message, withUsage) {
  process.stderr.write(`${message}\n${withUsage ? `\n${USAGE}` : ""}`);
  process.exit(1);
}

/**
 * @param {string} message
 * @returns {never}
 */
function leave(message) {
  process.stdout.write(message);
  process.exit(0);
}
