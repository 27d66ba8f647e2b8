// The commands as a shell sees them: exit status, what they say where, and what they write.

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BUDGET, checkBundle } from "./build.mjs";
import { ROOT } from "./setup.mjs";

interface Ended { readonly status: number | null; readonly out: string; readonly error: string }

interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves when standard output holds the text; rejects when it ends or says the other one before. */
  says(text: string, unless?: string): Promise<string>;
  stop(): void;
}

const children: ChildProcess[] = [];

function start(...words: string[]): Running {
  const child = spawn(process.execPath, words, { cwd: ROOT, env: { ...process.env, CI: "1" } });
  children.push(child);
  let out = "";
  let error = "";
  let heard: () => void = () => undefined;
  child.stdout.on("data", (data: Buffer) => { out += data.toString(); heard(); });
  child.stderr.on("data", (data: Buffer) => { error += data.toString(); });
  const ended = new Promise<Ended>((resolve) => { child.on("close", (status) => { resolve({ status, out, error }); }); });
  return {
    ended,
    says: (text, unless = "\0") => new Promise((resolve, reject) => {
      heard = () => {
        if (out.includes(text)) resolve(out);
        else if (out.includes(unless)) reject(new Error(out));
      };
      heard();
      void ended.then(() => { reject(new Error(`It ended without saying “${text}”:\n${out}${error}`)); });
    }),
    stop: () => { child.kill("SIGINT"); },
  };
}

let folder = "";
beforeEach(async () => { folder = await mkdtemp(path.join(os.tmpdir(), "handshake-")); });
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

describe("npm start", () => {
  it("refuses what it does not know, with its usage", async () => {
    const { status, error } = await start("test/commands/start.mjs", "--bogus").ended;
    expect(status).toBe(1);
    expect(error).toMatch(/“--bogus” is not an option[\s\S]*Usage: npm start/);
  });

  it.each([[["--port", "eighty"], /“eighty” is not a port/], [["--notes"], /--notes needs a value/], [["--notes", "/no/such/folder"], /is not a folder/], [["--vault", "/no/such/folder"], /is not a folder/]])(
    "refuses %j",
    async (words, complaint) => {
      const { status, error } = await start("test/commands/start.mjs", ...words).ended;
      expect(status).toBe(1);
      expect(error).toMatch(complaint);
    },
  );

  it("refuses a folder that is no vault, and writes nothing there", async () => {
    const { status, error } = await start("test/commands/start.mjs", "--vault", folder).ended;
    expect(status).toBe(1);
    expect(error).toMatch(/is not an Obsidian vault: it has no folder “\.obsidian”\. Nothing was written/);
    expect(await readdir(folder)).toEqual([]);
  });

  it("puts three files into a vault, byte for byte what is built, keeps the plugin's data, and ends cleanly", async () => {
    const target = path.join(folder, ".obsidian", "plugins", "handshake");
    await mkdir(target, { recursive: true });
    await writeFile(path.join(target, "data.json"), "{}");
    const running = start("test/commands/start.mjs", "--vault", folder);
    await running.says("Installed into", "does not build");
    running.stop();
    expect((await running.ended).status).toBe(0);
    expect((await readdir(target)).sort()).toEqual(["data.json", "main.js", "manifest.json", "styles.css"]);
    for (const name of ["manifest.json", "styles.css"]) expect(await readFile(path.join(target, name), "utf8")).toBe(await readFile(path.join(ROOT, name), "utf8"));
    expect(await readFile(path.join(target, "main.js"), "utf8")).toMatch(/require\("obsidian"\)/);
  });

  it("serves the page, says where, and ends cleanly", async () => {
    await writeFile(path.join(folder, "A.md"), "# A");
    const running = start("test/commands/start.mjs", "--no-open", "--port", "0", "--notes", folder);
    const address = /Open at (\S+)/.exec(await running.says("Open at"))?.[1] ?? "";
    expect(await (await fetch(address)).text()).toContain("<title>Handshake</title>");
    expect(await (await fetch(new URL("vault.json", address))).json()).toMatchObject({ notes: { "A.md": "# A" }, live: true });
    running.stop();
    expect((await running.ended).status).toBe(0);
  });
});

describe("npm run bench", () => {
  it("names its areas when asked for one that it does not have", async () => {
    const { status, error, out } = await start("test/commands/bench.mjs", "nothing").ended;
    expect([status, out]).toEqual([1, ""]);
    expect(error).toMatch(/no area “nothing”[\s\S]*Areas: .*simulation/);
  });
});

describe("npm test", () => {
  it("names its parts when asked for one that it does not have", async () => {
    const { status, error } = await start("test/commands/test.mjs", "nothing").ended;
    expect(status).toBe(1);
    expect(error).toMatch(/no part “nothing”[\s\S]*Parts: types, pure, lint, unit, build, browser/);
  });
});

describe("the checks on main.js", () => {
  const failing = (text: string): string[] => checkBundle(text).filter(({ passed }) => !passed).map(({ name }) => name);
  it("let a good bundle pass", () => {
    expect(failing(`"use strict";var o=require("obsidian");try{r=new RegExp("(?<!a)")}catch{}prefetch("x");`)).toEqual([]);
  });
  it("refuse a bundle over the budget", () => {
    expect(failing("x".repeat(BUDGET))).toEqual([]);
    expect(failing("x".repeat(BUDGET + 1))).toEqual([expect.stringMatching(/^main\.js is at most /)]);
  });
  it.each([
    [`require("node:fs")`, /requires only/], ["a={rejectUnauthorized:!1}", /rejectUnauthorized/], ["navigator.sendBeacon(x)", /sendBeacon/],
    [`fetch("https://a.example")`, /URL inside fetch/], [`fetch(u)`, /network/], [`"module.wasm"`, /wasm/], ["eval(x)", /eval/], ["//# sourceMappingURL=a", /source map/], ["/(?<=a)b/", /lookbehind/],
  ])("refuse %j", (text, name) => {
    expect(failing(text).join("\n")).toMatch(name);
  });
});
