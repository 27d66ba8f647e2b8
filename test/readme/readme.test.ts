// The README says what is: its tables, commands, blocks, links and pictures are held against the project itself.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { messages } from "../../src/i18n/index.ts";
import { compile, findFences, KEYS, LANGUAGES, PARAMETERS, SUBJECTS } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import { simulate } from "../../src/simulation/index.ts";
import { keyTable, parameterTable, presetTable, TOPICS } from "./reference.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const FILES = { en: "README.md", ko: "README.ko.md" } as const;

describe.each(LANGUAGES)("the README in %s", (language) => {
  const text = read(FILES[language]);

  it("begins with the name of the manifest", () => {
    const manifest: unknown = JSON.parse(read("manifest.json"));
    expect(manifest).toMatchObject({ name: /^# (.+)$/mu.exec(text)?.[1] ?? "" });
    expect(text.startsWith("# ")).toBe(true);
  });

  it.each([["presets", presetTable], ["keys", keyTable]] as const)("has the table of %s as it is", (_name, table) => {
    expect(text).toContain(table(language));
  });

  it.each(TOPICS)("has the table of parameters about %s as it is", (topic) => {
    expect(text).toContain(parameterTable(language, topic));
  });

  it("has each parameter in one table", () => {
    const keys = TOPICS.flatMap((topic) => [...parameterTable(language, topic).matchAll(/^\| (.+?) \|/gmu)].flatMap(([, cell = ""]) => cell.match(/[a-z][a-z0-9.-]+(?=`)/gu) ?? []));
    expect(keys.sort()).toEqual(PARAMETERS.map(({ key }) => key).sort());
  });

  it("names every key, every subject and every command of the palette", () => {
    for (const word of [...KEYS, ...SUBJECTS]) expect(text).toContain(word);
    const { commands } = messages(language).shell;
    const flat = text.replace(/\s+/gu, " ");
    for (const command of Object.values(commands)) expect(flat).toContain(`*${command}*`);
  });

  it("has a table of the language whose every line is understood, with every verb of a host", () => {
    const head = language === "en" ? "| line | what happens |" : "| 문장 | 일어나는 일 |";
    const rows = text.slice(text.indexOf(head)).split("\n\n", 1)[0]?.split("\n").slice(2) ?? [];
    const lines = rows.flatMap((row) => {
      const examples = [...(row.split(" | ", 1)[0] ?? "").matchAll(/`([^`]+)`/gu)].map(([, example = ""]) => example);
      return examples.map((example, index) => {
        const begun = examples.slice(0, index).findLast((each) => !each.startsWith("…")) ?? "";
        return example.startsWith("… ") ? `${begun} ${example.slice(2)}` : example;
      });
    });
    expect(lines.length).toBeGreaterThan(50);
    for (const line of lines) {
      const fault = /^(?:drop|delay|duplicate|corrupt) /u.test(line);
      const block = fault ? `faults: ['${line}']\nscript: [client connects]` : `script: [client connects, '${line}']`;
      expect([line, compile(block, PRESETS).diagnostics]).toEqual([line, []]);
    }
    const verbs = String(compile("script: [client dances]", PRESETS).diagnostics[0]?.values["allowed"]).split(", ");
    for (const verb of verbs) expect(lines.some((line) => line.includes(` ${verb}`)), verb).toBe(true);
  });

  it("has blocks that run without a finding", () => {
    const fences = findFences(text);
    expect(fences.length).toBeGreaterThan(1);
    for (const { body } of fences) {
      const study = compile(body, PRESETS);
      expect(study.diagnostics).toEqual([]);
      expect(study.scenario === null ? null : simulate(study.scenario).truncated).toBeNull();
    }
  });

  it("names only commands that there are", () => {
    const manifest: unknown = JSON.parse(read("package.json"));
    const names = [...text.matchAll(/npm (?:run )?([a-z]+)/gu)].map(([, name = ""]) => name);
    expect(new Set(names).size).toBeGreaterThan(4);
    for (const name of names) expect(manifest).toHaveProperty(["scripts", name]);
  });

  it("links only to files that are there", () => {
    const targets = [...text.matchAll(/(?:\]\(|src="|srcset=")([^)"]+)/gu)].map(([, target = ""]) => target);
    expect(targets.length).toBeGreaterThan(4);
    for (const target of targets) expect(target.startsWith("https://obsidian.md") || existsSync(path.join(ROOT, target)), target).toBe(true);
  });

  it("promises nothing", () => {
    expect(text).not.toMatch(/TODO|FIXME|coming soon|will be added|예정/iu);
  });
});
