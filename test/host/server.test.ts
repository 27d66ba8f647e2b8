// What the page is served from: the server, the notes and the copy in a real vault.

import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { folderNotes, ownNotes } from "./notes.ts";
import { mergeTexts } from "./obsidian/merge.ts";
import { serveHost, type HostServer } from "./server.ts";

let folder = "";
const servers: HostServer[] = [];

beforeEach(async () => { folder = await mkdtemp(path.join(os.tmpdir(), "handshake-")); });
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

async function serve(port: number): Promise<HostServer> {
  const server = await serveHost({ folder, vault: folderNotes(folder), port, live: false });
  servers.push(server);
  return server;
}

describe("the server", () => {
  it("takes the next free port when the first is in use", async () => {
    const first = await serve(0);
    const second = await serve(first.port);
    expect(second.port).toBeGreaterThan(first.port);
    expect((await fetch(second.address)).status).toBe(200);
  });

  it("listens on this machine alone", async () => {
    expect((await serve(0)).address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it("hands out built files, and nothing from beside their folder", async () => {
    const { address } = await serve(0);
    await writeFile(path.join(folder, "page.js"), "1");
    expect(await (await fetch(`${address}page.js`)).text()).toBe("1");
    for (const name of ["gone.js", "..%2f..%2fetc/passwd", "%2e%2e/%2e%2e/etc/passwd"]) expect((await fetch(`${address}${name}`)).status).toBe(404);
  });

  it("answers with the errors where a plugin did not build", async () => {
    const { address } = await serve(0);
    await mkdir(path.join(folder, "plugin"));
    await writeFile(path.join(folder, "plugin", "main.js"), "an older bundle");
    await writeFile(path.join(folder, "plugin", "main.error.txt"), "line 3 is wrong");
    const answer = await fetch(`${address}plugin/main.js`);
    expect([answer.status, await answer.text()]).toEqual([500, "line 3 is wrong"]);
  });
});

describe("a folder of notes", () => {
  it("is read with its folders, as UTF-8, Markdown alone, without what is hidden", async () => {
    await mkdir(path.join(folder, "네트워크"), { recursive: true });
    await mkdir(path.join(folder, ".obsidian"), { recursive: true });
    await writeFile(path.join(folder, "네트워크", "TCP.md"), "연결\r\n");
    await writeFile(path.join(folder, "a.md"), "text\n```handshake\n```");
    await writeFile(path.join(folder, "picture.png"), "x");
    await writeFile(path.join(folder, ".obsidian", "hidden.md"), "x");
    expect(await folderNotes(folder)("en")).toEqual({
      name: path.basename(folder),
      notes: { "네트워크/TCP.md": "연결\r\n", "a.md": "text\n```handshake\n```" },
      first: "a.md",
    });
  });

  it("opens first a note that holds a diagram, the three-way handshake before others", async () => {
    await writeFile(path.join(folder, "A.md"), "no diagram");
    await writeFile(path.join(folder, "B.md"), "> ```handshake\n> ```");
    await writeFile(path.join(folder, "C 3-Way Handshake.md"), "```handshake\n```");
    expect((await folderNotes(folder)("en")).first).toBe("C 3-Way Handshake.md");
  });

  it("is, by default, the plugin's own in the reader's language", async () => {
    const [en, ko] = [await ownNotes("en"), await ownNotes("ko")];
    expect(Object.keys(en.notes).length).toBeGreaterThan(0);
    expect(Object.keys(ko.notes)).toEqual(Object.keys(en.notes));
    expect(ko.notes).not.toEqual(en.notes);
  });
});

describe("merging an unsaved text with what another program wrote", () => {
  const base = "one\ntwo\nthree\n";
  it("keeps both changes when they stand apart", () => {
    expect(mergeTexts(base, "ONE\ntwo\nthree\n", "one\ntwo\nTHREE\n")).toBe("ONE\ntwo\nTHREE\n");
    expect(mergeTexts(base, "one\ntwo\nTHREE\n", "ONE\ntwo\nthree\n")).toBe("ONE\ntwo\nTHREE\n");
  });
  it("keeps the other program's where they meet", () => {
    expect(mergeTexts(base, "one\n2\nthree\n", "one\nTWO\nthree\n")).toBe("one\nTWO\nthree\n");
  });
});

it("leaves the folder of notes untouched", async () => {
  await writeFile(path.join(folder, "a.md"), "text");
  const { address } = await serve(0);
  await fetch(`${address}vault.json?lang=en`);
  expect(await readdir(folder)).toEqual(["a.md"]);
  expect(await readFile(path.join(folder, "a.md"), "utf8")).toBe("text");
});
