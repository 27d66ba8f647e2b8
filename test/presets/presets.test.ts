import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

import { compile } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";

const FOLDER = fileURLToPath(new URL("../../src/presets/", import.meta.url));

describe("the presets", () => {
  it("are the texts of the folder, each under its file's name", async () => {
    const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".yaml"));
    expect(files.map((file) => file.replace(/\.yaml$/, "")).sort()).toEqual(Array.from(PRESETS.keys()).sort());
    for (const [name, text] of PRESETS) expect(text).toBe(await readFile(`${FOLDER}${name}.yaml`, "utf8"));
  });

  it.each(Array.from(PRESETS))("%s compiles alone and by name, without a finding, and names no scenario itself", (name, text) => {
    const alone = compile(text, new Map());
    expect(alone.diagnostics).toEqual([]);
    expect(alone.preset).toBeNull();
    const named = compile(`scenario: ${name}\n`, PRESETS);
    expect(named.diagnostics).toEqual([]);
    expect(named.preset).toBe(name);
    expect(named.scenario).not.toBeNull();
    expect(named.scenario).toEqual(alone.scenario);
  });

  it.each(Array.from(PRESETS))("%s says nothing in a language of its own: no title, no names", (_, text) => {
    const { title, language, parameters } = compile(text, new Map());
    expect([title, language]).toEqual([null, null]);
    expect(parameters.get("client.name")?.origin).toBe("default");
  });

  it("have the study note's numbers in the three-way handshake", () => {
    const { parameters } = compile("scenario: three-way-handshake", PRESETS);
    expect(parameters.get("client.isn")).toEqual({ value: 100, origin: "preset", span: null });
    expect(parameters.get("server.isn")).toEqual({ value: 300, origin: "preset", span: null });
    expect(parameters.get("network.rtt")).toEqual({ value: 100, origin: "preset", span: null });
  });
});
