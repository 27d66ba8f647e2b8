// The architecture: who may import whom, what the pure rooms compute with, and the shape of the tree. Each rule first shows that it can fail.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../commands/setup.mjs";
import { looseVersions, manifestFindings, versionFindings } from "./manifest.ts";
import { impurities } from "./purity.ts";
import { forbiddenImports, importRings, readTable, roomOf, unknownRooms } from "./rooms.ts";
import { forbiddenInTests, forbiddenText, longFiles, misplacedAtTop, unopenedFiles } from "./shape.ts";
import { importsOf, madeUp, readSources } from "./sources.ts";

const sources = await readSources("src", (name) => name.endsWith(".ts"));
const readme = await readFile(path.join(ROOT, "src", "README.md"), "utf8");
const table = readTable(readme);
const small = readTable(`## Who may import whom

| room | may import rooms | may import packages |
| --- | --- | --- |
| \`simulation/kernel\` | | |
| \`simulation/contract\` | \`simulation/kernel\` | |
| \`simulation\` | \`simulation/kernel\`, \`simulation/contract\` | |
| \`diagram\` | \`simulation\` | \`d3\` |
| \`obsidian\` | \`diagram\`, \`simulation\` | \`obsidian\` |
| \`main.ts\` | \`obsidian\` | \`obsidian\` |

## Words
`);
const readJson = async (name: string): Promise<Record<string, unknown>> => JSON.parse(await readFile(path.join(ROOT, name), "utf8")) as Record<string, unknown>;

describe("the table of src/README.md", () => {
  it("is read whole", () => {
    expect(small.get("diagram")).toEqual({ name: "diagram", rooms: ["simulation"], packages: ["d3"] });
    expect([...small.keys()]).toEqual(["simulation/kernel", "simulation/contract", "simulation", "diagram", "obsidian", "main.ts"]);
  });
  it("must be there, name each room once, and allow only rooms that it names", () => {
    expect(() => readTable("# The map\n")).toThrow(/no table/);
    expect(() => readTable("## Who may import whom\n| `a` | | |\n| `a` | | |\n")).toThrow(/twice/);
    expect(() => readTable("## Who may import whom\n| `a` | `b` | |\n| `c` | | |\n")).toThrow(/which it does not name/);
  });
  it("lets a file belong to the room that its folder is", () => {
    const rooms = ["src/main.ts", "src/simulation/contract/trace.ts", "src/simulation/simulate.ts", "src/simulation/tcp/arrives/fin.ts", "src/obsidian/deep/x.ts", "src/diagram/svg/a.ts"];
    expect(rooms.map(roomOf)).toEqual(["main.ts", "simulation/contract", "simulation", "simulation/tcp", "obsidian", "diagram/svg"]);
  });
  it("has a row for every room", () => {
    expect(unknownRooms(madeUp({ "src/cellar/index.ts": "", "src/diagram/attic/a.ts": "", "src/diagram/a.ts": "" }), small)).toEqual([
      "src/cellar is not in the table of src/README.md",
      "src/diagram/attic is not in the table of src/README.md",
    ]);
    expect(unknownRooms(sources, table)).toEqual([]);
  });
});

describe("imports", () => {
  it("are found in every form", () => {
    const text = `import a from "./a.ts";\nimport type { B } from "./b.ts";\nexport * from "./c.ts";\nexport type { D } from "./d.ts";\nawait import("./e.ts");\ntype F = import("./f.ts").F;\nimport "./g.ts";\nimport h = require("./h.ts");`;
    expect(importsOf("src/x.ts", text).map(({ specifier }) => specifier)).toEqual(["./a.ts", "./b.ts", "./c.ts", "./d.ts", "./e.ts", "./f.ts", "./g.ts", "./h.ts"]);
  });
  it("follow the table", () => {
    const bad = madeUp({
      "src/simulation/index.ts": "",
      "src/simulation/run.ts": `import { select } from "d3";\nimport type { Diagram } from "../diagram/index.ts";\nimport { x } from "./contract/index.ts";`,
      "src/simulation/contract/index.ts": `import { run } from "../run.ts";`,
      "src/simulation/kernel/index.ts": `import fs from "node:fs";`,
      "src/diagram/index.ts": `import { run } from "../simulation/run.ts";\nimport { s } from "d3-selection";\nexport * from "../simulation";\nimport { gone } from "./gone.ts";`,
      "src/obsidian/index.ts": `const lazy = () => import("../../test/x.ts");`,
    });
    expect(forbiddenImports(bad, small)).toEqual([
      "src/simulation/run.ts:1 imports d3: simulation may not import this package",
      "src/simulation/run.ts:2 imports ../diagram/index.ts: simulation may not import diagram",
      "src/simulation/contract/index.ts:1 imports ../run.ts: simulation/contract may not import simulation",
      "src/simulation/kernel/index.ts:1 imports node:fs: simulation/kernel may not import this package",
      "src/diagram/index.ts:1 imports ../simulation/run.ts: a room is entered through its index.ts",
      "src/diagram/index.ts:3 imports ../simulation: an import names the whole file, with its ending",
      "src/diagram/index.ts:4 imports ./gone.ts: there is no such file",
      "src/obsidian/index.ts:1 imports ../../test/x.ts: outside of src",
    ]);
    expect(forbiddenImports(sources, table)).toEqual([]);
  });
  it("name the app's module in the shell alone", () => {
    const who = [...sources].filter(([file, text]) => importsOf(file, text).some(({ specifier }) => specifier === "obsidian")).map(([file]) => roomOf(file));
    expect(new Set(who)).toEqual(new Set(["obsidian"]));
  });
  it("never lead back to where they began", () => {
    const ring = madeUp({ "src/a.ts": `import "./b.ts";`, "src/b.ts": `import type { C } from "./c.ts";`, "src/c.ts": `export * from "./a.ts";`, "src/d.ts": `import "./a.ts";` });
    expect(importRings(ring)).toEqual(["src/a.ts → src/b.ts → src/c.ts → src/a.ts"]);
    expect(importRings(sources)).toEqual([]);
  });
});

describe("the simulation", () => {
  const pure = new Map([...sources].filter(([file]) => file.startsWith("src/simulation/")));
  it("computes only with what is the same on every engine", () => {
    const bad = madeUp({
      "src/simulation/x.ts": `const a = Math.sqrt(2);\nconst b = 2 ** 3;\nconst now = Date.now();\nconst { random } = Math;\nlet c = 2; c **= 2;\nconst d = "a".localeCompare("b");\nconst ok = Math.floor(1) + Math.imul(1, 2);\nconst record = { Date: 1, performance: 2 };\nrecord.Date;`,
    });
    expect(impurities(bad)).toEqual([
      "src/simulation/x.ts:1 uses Math.sqrt",
      "src/simulation/x.ts:2 uses **",
      "src/simulation/x.ts:3 uses Date",
      "src/simulation/x.ts:4 uses Math other than by one of its exact functions",
      "src/simulation/x.ts:5 uses **",
      "src/simulation/x.ts:6 uses .localeCompare",
    ]);
    expect(pure.size).toBeGreaterThan(10);
    expect(impurities(pure)).toEqual([]);
  });
  it("is compiled without DOM and Node types", async () => {
    const { compilerOptions } = (await readJson("src/simulation/tsconfig.json")) as { compilerOptions: { lib: string[]; types: string[] } };
    expect(compilerOptions.types).toEqual([]);
    expect(compilerOptions.lib.filter((name) => !/^ES\d+$/i.test(name))).toEqual([]);
  });
});

describe("files", () => {
  it("are at most 350 lines long, catalogues aside", () => {
    const lines = "x\n".repeat(351);
    expect(longFiles(madeUp({ "src/a.ts": lines, "src/b.ts": "x\n".repeat(350), "src/i18n/ko/words.ts": lines }))).toEqual(["src/a.ts has 351 lines, 350 at most"]);
    expect(longFiles(sources)).toEqual([]);
  });
  it("open with a sentence on what they are", () => {
    expect(unopenedFiles(madeUp({ "src/a.ts": "import x;", "src/b.ts": "// What this file is.\n", "src/c.ts": "//\n" }))).toEqual([
      "src/a.ts does not open with a sentence on what it is",
      "src/c.ts does not open with a sentence on what it is",
    ]);
    expect(unopenedFiles(sources)).toEqual([]);
  });
  it("hold nothing that the directory's scan or the project's own rules forbid", () => {
    const lines = ["el.innerHTML = x", "s.html(x)", "console.log(1)", "// eslint-disable-line", "// @ts-ignore", "// TODO", "x as any", `el.createEl("style")`, "fetch(x)", "/(?<=a)/", "eval(x)", `el.style.color = "red"`, "localStorage"];
    const found = forbiddenText(madeUp({ "src/a.ts": lines.join("\n") }));
    expect(found.map((finding) => Number(/:(\d+) /.exec(finding)?.[1]))).toEqual(lines.map((_, index) => index + 1));
    expect(forbiddenText(madeUp({ "src/a.ts": `el.style.setProperty("--x", y);\nif (a.style.x === 1) {}\nconst many = "company: anything";` }))).toEqual([]);
    expect(forbiddenText(sources)).toEqual([]);
  });
  it("of the tests switch nothing off", async () => {
    expect(forbiddenInTests(madeUp({ "test/a.test.ts": "it.only()\ndescribe.skip()\n// @ts-expect-error\nit()" }))).toHaveLength(3);
    const tests = await readSources("test", (name) => /\.(?:ts|mjs)$/.test(name));
    expect(forbiddenInTests(new Map([...tests].filter(([file]) => !file.startsWith("test/architecture/"))))).toEqual([]);
  });
  it("at the top level are those that were agreed on", async () => {
    expect(misplacedAtTop(["src", "notes.txt", ".ci", "main.js"])).toContain("notes.txt stands at the top level");
    expect(misplacedAtTop(["src"])).toContain("LICENSE is missing at the top level");
    expect(misplacedAtTop(await readdir(ROOT))).toEqual([]);
  });
});

describe("the manifest", () => {
  const good = { id: "handshake", name: "Handshake", version: "1.0.0", minAppVersion: "1.13.0", description: "Simulate things in notes.", author: "A", isDesktopOnly: false };
  it("keeps the directory's rules", async () => {
    expect(manifestFindings(good)).toEqual([]);
    const bad: [Record<string, unknown>, RegExp][] = [
      [{ id: "obsidian-handshake" }, /id names neither/], [{ id: "Hand_shake" }, /lower-case/], [{ name: "악수" }, /Basic Latin/], [{ version: "v1.0" }, /x\.y\.z/],
      [{ description: "Simulates in Obsidian." }, /does not name the app/], [{ description: "Simulate things" }, /period/], [{ description: "The simulation of things." }, /verb/],
      [{ description: `Simulate ${"x".repeat(250)}.` }, /250/], [{ isDesktopOnly: "no" }, /yes or no/], [{ extra: 1 }, /directory knows/], [{ author: "a@b.example" }, /no address/],
    ];
    for (const [change, complaint] of bad) expect(manifestFindings({ ...good, ...change }).join("\n")).toMatch(complaint);
    expect(manifestFindings(await readJson("manifest.json"))).toEqual([]);
  });
  it("tells of the same version as its neighbours", async () => {
    expect(versionFindings(good, { "0.1.0": "1.13.0" }, { version: "1.0.0" })).toEqual([]);
    expect(versionFindings(good, { "0.1.0": "1.12.0" }, { version: "1.0.0" })).toEqual(["versions.json does not end with the manifest's minAppVersion"]);
    expect(versionFindings(good, { "0.1.0": "1.13.0", "1.0.0": "1.13.0" }, { version: "1.0.0" })).toEqual(["versions.json: 1.0.0 repeats the minAppVersion before it"]);
    expect(versionFindings(good, { "0.1.0": "1.13.0" }, { version: "0.9.0" })).toEqual(["package.json and manifest.json tell of different versions"]);
    expect(versionFindings(await readJson("manifest.json"), await readJson("versions.json"), await readJson("package.json"))).toEqual([]);
  });
  it("is built with exactly the packages that were tried", async () => {
    expect(looseVersions({ devDependencies: { a: "^1.0.0", b: "1.0.0", c: "latest" } })).toEqual(["package.json: a is “^1.0.0”, not one version", "package.json: c is “latest”, not one version"]);
    expect(looseVersions(await readJson("package.json"))).toEqual([]);
  });
});
