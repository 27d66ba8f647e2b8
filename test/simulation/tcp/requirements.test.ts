// The table of requirements.md, held against the numbers of RFC 9293 appendix B and against the tests that it names.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import REQUIREMENTS from "../../../src/simulation/tcp/requirements.md";

interface Row { readonly number: string; readonly statuses: readonly string[]; readonly evidence: string }

/** How many of each kind the appendix has, numbered from 1 without gaps. */
const KINDS = { MUST: 69, SHLD: 31, MAY: 18, REC: 1 };

const ROWS: readonly Row[] = REQUIREMENTS.split("\n").flatMap((line): Row[] => {
  const cells = line.split("|").map((cell) => cell.trim());
  const [, number, , , textbook, linux, evidence] = cells;
  if (cells.length !== 8 || number === undefined || !/^[A-Z]+-\d+$/.test(number)) return [];
  return [{ number, statuses: [textbook ?? "", linux ?? ""], evidence: evidence ?? "" }];
});

const isDone = (status: string): boolean => status === "yes" || status === "differs";

/** `file › group › test`, each of them. */
const named = (evidence: string): (readonly string[])[] => evidence.split("<br>").map((one) => one.split(" › ")).filter((one) => one.length === 3);

describe("the requirements of RFC 9293 (appendix B)", () => {
  it("occur once each, in order", () => {
    const all = Object.entries(KINDS).flatMap(([kind, count]) => Array.from({ length: count }, (_, index) => `${kind}-${String(index + 1)}`));
    expect(ROWS.map((row) => row.number)).toEqual(all);
  });

  it("have a status for each stack, and a test or a reason", () => {
    for (const { number, statuses, evidence } of ROWS) {
      for (const status of statuses) expect(["yes", "no", "differs", "left out"], number).toContain(status);
      expect(evidence, number).not.toBe("");
    }
  });

  it("are told where Linux differs", () => {
    const told = REQUIREMENTS.split("\n").flatMap((line) => /^\| ([A-Z]+-\d+) \| [^|]+ \|$/.exec(line)?.[1] ?? []);
    expect(ROWS.filter((row) => row.statuses[1] === "differs").map((row) => row.number)).toEqual(told);
  });

  it("that are fulfilled are shown by tests that exist", async () => {
    const texts = new Map<string, string>();
    for (const { number, statuses, evidence } of ROWS) {
      const tests = named(evidence);
      if (statuses.some(isDone) && number !== "SHLD-13") expect(tests, number).not.toEqual([]);
      for (const [file = "", group = "", test = ""] of tests) {
        const text = texts.get(file) ?? await readFile(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8");
        texts.set(file, text);
        const begins = text.indexOf(`("${group}", `);
        const next = text.indexOf("\ndescribe", begins);
        const body = begins < 0 ? "" : text.slice(begins, next < 0 ? undefined : next);
        expect(body.includes(`("${test}", `), `${number}: ${file} › ${group} › ${test}`).toBe(true);
      }
    }
  });
});
