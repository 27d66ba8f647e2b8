// Makes a fresh clone ready: checks Node's version and installs what the lockfile names. Needs nothing but Node itself.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The project's top folder. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const OLDEST_NODE = [20, 19];
const STAMP = path.join(ROOT, "node_modules", ".handshake-stamp");
const CACHE = path.join(ROOT, ".cache");
const LOCK = path.join(CACHE, "install.lock");

/**
 * Returns when `node_modules` holds exactly what `package-lock.json` names, installing it if need be. Two commands started at
 * once do not install twice: the second waits. Everything is said on standard error. Ends the process when it cannot be done.
 * @returns {Promise<void>}
 */
export async function ensureInstalled() {
  checkNode();
  if (await isInstalled()) return;
  await withLock(async () => {
    if (await isInstalled()) return;
    process.stderr.write("Installing what the lockfile names (npm ci) …\n");
    await install();
    await writeFile(STAMP, await lockfileHash());
  });
}

/** @returns {void} */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const [needMajor = 0, needMinor = 0] = OLDEST_NODE;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  fail(`Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${process.versions.node}.`);
}

/** @returns {Promise<boolean>} */
async function isInstalled() {
  const hash = await lockfileHash();
  if ((await readOr(STAMP, "")) === hash) return true;
  if (!(await matchesLockfile())) return false;
  await writeFile(STAMP, hash);
  return true;
}

/** @returns {Promise<string>} */
async function lockfileHash() {
  return createHash("sha256").update(await readFile(path.join(ROOT, "package-lock.json"))).digest("hex");
}

/**
 * Whether someone's own `npm install` already put there what the lockfile asks for.
 * @returns {Promise<boolean>}
 */
async function matchesLockfile() {
  const installed = await readOr(path.join(ROOT, "node_modules", ".package-lock.json"), "");
  if (installed === "") return false;
  /** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} Entry */
  /** @type {(text: string) => Record<string, Entry>} */
  const packages = (text) => {
    /** @type {unknown} */
    const lockfile = JSON.parse(text);
    return /** @type {{ packages: Record<string, Entry> }} */ (lockfile).packages;
  };
  const wanted = packages(await readFile(path.join(ROOT, "package-lock.json"), "utf8"));
  const there = packages(installed);
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === "") continue;
    const found = there[name];
    if (found === undefined ? entry.optional !== true : found.version !== entry.version) return false;
  }
  return Object.keys(there).every((name) => name in wanted);
}

/** @returns {Promise<void>} */
async function install() {
  const npm = process.env["npm_execpath"];
  const flags = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const child =
    npm !== undefined && /npm-cli\.c?js$/.test(npm)
      ? spawn(process.execPath, [npm, ...flags], { cwd: ROOT, stdio: ["ignore", 2, 2] })
      : spawn("npm", flags, { cwd: ROOT, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  const status = await new Promise((/** @type {(code: number | null) => void} */ resolve) => {
    child.on("error", (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(1);
    });
    child.on("close", resolve);
  });
  if (status !== 0) {
    await rm(LOCK, { recursive: true, force: true });
    fail("npm ci did not succeed: is the network there? What it said stands above.");
  }
}

/**
 * Holds a lock folder while `work` runs; one left by a process that is gone is taken over.
 * @param {() => Promise<void>} work
 * @returns {Promise<void>}
 */
async function withLock(work) {
  await mkdir(CACHE, { recursive: true });
  let told = false;
  for (;;) {
    try {
      await mkdir(LOCK);
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    }
    if (await lockIsStale()) {
      await rm(LOCK, { recursive: true, force: true });
      continue;
    }
    if (!told) process.stderr.write("Another command is installing; waiting for it …\n");
    told = true;
    await pause(300);
  }
  await writeFile(path.join(LOCK, "pid"), String(process.pid));
  try {
    await work();
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

/** @returns {Promise<boolean>} */
async function lockIsStale() {
  const pid = Number(await readOr(path.join(LOCK, "pid"), "0"));
  if (pid > 0) {
    try {
      process.kill(pid, 0);
      return false;
    } catch (error) {
      return /** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH";
    }
  }
  const made = await stat(LOCK).catch(() => null);
  return made !== null && Date.now() - made.mtimeMs > 5000;
}

/**
 * @param {string} file
 * @param {string} otherwise
 * @returns {Promise<string>}
 */
async function readOr(file, otherwise) {
  return readFile(file, "utf8").catch(() => otherwise);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
