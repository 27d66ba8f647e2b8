import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { compile } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import { formatText, pcapng, simulate } from "../../src/simulation/index.ts";
import { simulateCommand } from "./simulate.ts";

const COMMAND = fileURLToPath(new URL("simulate.mjs", import.meta.url));

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "handshake-simulate-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function run(...words: readonly string[]): Promise<Outcome> {
  const said = { out: "", err: "" };
  const status = await simulateCommand(words, { out: (output) => (said.out += String(output)), err: (text) => (said.err += text) });
  return { status, ...said, err: said.err.replaceAll(folder + path.sep, "") };
}

/** Runs the command on a file of this name and text. */
async function runFile(name: string, text: string, ...words: readonly string[]): Promise<Outcome> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return run(file, ...words);
}

const BLOCK = "scenario: lost-syn\n";

describe("simulate FILE", () => {
  it("prints one event a line by default", async () => {
    const { scenario } = compile(BLOCK, PRESETS);
    const expected = scenario === null ? "" : formatText(simulate(scenario));
    expect(await runFile("block.yaml", BLOCK)).toEqual({ status: 0, out: expected, err: "" });
    expect(await runFile("block.yaml", BLOCK, "--format", "text")).toEqual({ status: 0, out: expected, err: "" });
  });

  it("prints the trace as JSON, the same each time", async () => {
    const { status, out } = await runFile("block.yaml", BLOCK, "--format=json");
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ stack: "textbook", truncated: null, hosts: [{ id: "client", name: "client" }, { id: "server", name: "server" }] });
    expect((await runFile("block.yaml", BLOCK, "--format=json")).out).toBe(out);
  });

  it("writes a capture file as one of the hosts saw it", async () => {
    const file = path.join(folder, "block.yaml");
    await writeFile(file, BLOCK);
    const { scenario } = compile(BLOCK, PRESETS);
    for (const at of ["client", "server"]) {
      const written: (string | Uint8Array)[] = [];
      expect(await simulateCommand([file, "--format", "pcapng", "--at", at], { out: (output) => written.push(output), err: () => undefined })).toBe(0);
      expect(written).toEqual(scenario === null ? [] : [pcapng(simulate(scenario), at)]);
    }
    expect(await runFile("block.yaml", BLOCK, "--format", "pcapng", "--at", "nobody")).toMatchObject({ status: 1, out: "", err: expect.stringContaining("There is no host nobody.") as string });
  });

  it("prints the packets as a JSON array of rows", async () => {
    const { status, out } = await runFile("block.yaml", BLOCK, "--format", "segments");
    expect(status).toBe(0);
    const rows: unknown = JSON.parse(out);
    expect(rows).toMatchObject([
      { t_sent: 0, t_recv: [], from: "client", to: "server", flags: "S", seq: 0, ack: null, seq_raw: 100, len: 0, lost: true },
      { t_sent: 1, t_recv: [1.05], from: "client", to: "server", flags: "S", seq: 0, seq_raw: 100, lost: false },
      { t_sent: 1.05, t_recv: [1.1], from: "server", to: "client", flags: "SA", seq: 0, ack: 1, seq_raw: 300, ack_raw: 101, lost: false },
      { t_sent: 1.1, t_recv: [1.15], flags: "A", seq: 1, ack: 1, seq_raw: 101, ack_raw: 301 },
      { t_sent: 1.1, t_recv: [1.15], seq: 1, len: 120 },
      { t_sent: 1.15, t_recv: [1.2], from: "server", flags: "A", seq: 1, ack: 121 },
    ]);
  });

  it("takes the first handshake block of a note", async () => {
    const note = `# Note\n\n> - x\n>   \`\`\`handshake\n>   ${BLOCK}>   \`\`\`\n\n\`\`\`handshake\nnonsense\n\`\`\`\n`;
    expect(await runFile("note.md", note)).toEqual(await runFile("block.yaml", BLOCK));
    expect(await runFile("note.txt", note)).toEqual(await runFile("block.yaml", BLOCK));
  });

  it("runs each preset and ends by itself", async () => {
    for (const name of PRESETS.keys()) {
      const { status, out, err } = await runFile("block.yaml", `scenario: ${name}\n`, "--format", "json");
      expect([name, status, err]).toEqual([name, 0, ""]);
      expect(JSON.parse(out)).toMatchObject({ truncated: null });
    }
  });

  it("lets warnings pass", async () => {
    const { status, out, err } = await runFile("block.yaml", `${BLOCK}controls: [speed]\n`);
    expect(status).toBe(0);
    expect(out).not.toBe("");
    expect(err).toMatch(/^block\.yaml:2:12: warning: .*\n {2}controls: \[speed\]\n {13}\^{5}\n/);
  });
});

describe("errors of the block", () => {
  it("go to standard error with line, column, the line, a caret and the remedy; the status is 2", async () => {
    const { status, out, err } = await runFile("block.yaml", `${BLOCK}faults:\n  - drop clint SYN 1\nnetwork: { rtt: 5kB }\n`);
    expect([status, out]).toEqual([2, ""]);
    const lines = err.split("\n");
    expect(lines.filter((line) => line.startsWith("block.yaml:")).map((line) => line.split(" ", 1)[0])).toEqual(["block.yaml:3:10:", "block.yaml:4:18:"]);
    expect(lines[1]).toBe("    - drop clint SYN 1");
    expect(lines[2]).toBe("           ^^^^^");
    expect(lines[3]).toContain("client");
  });

  it("point into the note as its author sees it", async () => {
    const { status, err } = await runFile("note.md", `# 노트\r\n\r\n> \`\`\`handshake\r\n> title: 한글\r\n> network: { rtt: 5kB }\r\n> \`\`\`\r\n`);
    expect(status).toBe(2);
    expect(err).toMatch(/^note\.md:5:20: .*\n {2}> network: \{ rtt: 5kB \}\n {21}\^\^\n/);
  });

  it("put the caret below letters that take two columns", async () => {
    const { err } = await runFile("block.yaml", `client: { name: 내 컴퓨터, isn: 5kB }\n${BLOCK}`);
    expect(err).toContain("\n  client: { name: 내 컴퓨터, isn: 5kB }\n                                   ^^\n");
  });

  it("speak the block's language", async () => {
    expect((await runFile("block.yaml", `lang: ko\nscenario: lost-sin\n`)).err).toMatch(/[가-힣]/);
    expect((await runFile("block.yaml", `scenario: lost-sin\n`)).err).not.toMatch(/[가-힣]/);
  });

  it("are told of a block that says nothing", async () => {
    expect(await runFile("block.yaml", "# nothing\n")).toMatchObject({ status: 2, out: "" });
  });
});

describe("misuse", () => {
  it.each([
    [[], "No file is given."],
    [["a", "b"], "More than one file is given."],
    [["a", "--format"], "--format needs a value."],
    [["a", "--format", "xml"], "There is no format xml."],
    [["a", "--format", "toString"], "There is no format toString."],
    [["a", "--loud"], "There is no option --loud."],
    [["-x"], "There is no option -x."],
  ])("%j is answered with the usage", async (words, message) => {
    const { status, out, err } = await run(...words);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toMatch(new RegExp(`^${message.replaceAll(".", "\\.")}\n\nUsage: `));
  });

  it("is what it says when there is nothing to read", async () => {
    expect(await run(path.join(folder, "missing.yaml"))).toMatchObject({ status: 1, out: "", err: expect.stringContaining("missing.yaml: ENOENT") as string });
    expect(await run(folder)).toMatchObject({ status: 1, out: "" });
    expect(await runFile("note.md", "# No block\n")).toMatchObject({ status: 1, out: "", err: "note.md: there is no handshake block in this note\n" });
  });

  it("is no text at all", async () => {
    await writeFile(path.join(folder, "bytes"), Buffer.from([0xff, 0xfe, 0x41]));
    expect(await run(path.join(folder, "bytes"))).toMatchObject({ status: 1, out: "" });
  });

  it("is not a call for help", async () => {
    expect(await run("--help")).toMatchObject({ status: 0, err: "" });
  });
});

it("reads standard input, and says nothing else on standard output", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, "-", "--format", "segments"], { input: BLOCK, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout)).toHaveLength(6);
  const broken = spawnSync(process.execPath, [COMMAND, "-"], { input: "scenario: x\n", encoding: "utf8" });
  expect([broken.status, broken.stdout]).toEqual([2, ""]);
  expect(broken.stderr).toMatch(/^<stdin>:1:11: /);
});
