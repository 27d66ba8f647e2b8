// Which of the app's answers about a block's lines are believed.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fenceBlock, findFences } from "../../../src/language/index.ts";
import { believableSection, type Section } from "../../../src/obsidian/note/section-check.ts";

const BODY = "scenario: lost-syn";

function note(...parts: readonly string[]): string {
  return parts.map((part) => (part === "#" ? fenceBlock(BODY) : part)).join("\n");
}

/** The true section of the `nth` block of this body. */
function section(text: string, nth = 0): Section {
  const fence = findFences(text).filter(({ body }) => body === BODY)[nth];
  if (fence === undefined) throw new Error(`no block ${nth} in ${JSON.stringify(text)}`);
  return { text, lineStart: fence.lineStart, lineEnd: fence.lineEnd };
}

describe("the app's answer about a block's lines", () => {
  it("is believed as long as the note is the same", () => {
    const then = section(note("a", "#", "b"));
    expect(believableSection(then, then, BODY)).toBe(then);
  });

  it("is believed when nothing is known from before", () => {
    const now = section(note("a", "#"));
    expect(believableSection(null, now, BODY)).toBe(now);
  });

  it("stays nothing", () => {
    expect(believableSection(section(note("#")), null, BODY)).toBeNull();
  });

  it("is believed when the lines have moved with the text", () => {
    const now = section(note("new", "a", "#"));
    expect(believableSection(section(note("a", "#")), now, BODY)).toBe(now);
  });

  it("is believed when only text below has changed", () => {
    const now = section(note("a", "#", "changed", "#"));
    expect(believableSection(section(note("a", "#", "b")), now, BODY)).toBe(now);
  });

  it("is believed when a line above has changed, but not their number", () => {
    const now = section(note("A", "#", "b", "#"));
    expect(believableSection(section(note("a", "#", "b", "#")), now, BODY)).toBe(now);
  });

  it("is not believed when the text is new, the lines are old, and an equal block has come to stand on them", () => {
    const then = section(note("a", "#", "#"), 1);
    const text = note("a", "x", "y", "z", "#", "#");
    expect(section(text, 0).lineStart).toBe(then.lineStart);
    expect(believableSection(then, { ...then, text }, BODY)).toBeNull();
  });

  it("never leads to another block than the one that was meant, after lines were put in above", () => {
    const gap = fc.array(fc.constantFrom("a", "b", ""), { maxLength: 4 });
    fc.assert(fc.property(fc.array(gap, { minLength: 2, maxLength: 4 }), gap, fc.nat(3), (gaps, added, which) => {
      const parts = gaps.flatMap((each) => [...each, "#"]);
      const nth = which % gaps.length;
      const before = section(note(...parts), nth);
      const text = note(...added, ...parts);
      const stale: Section = { ...before, text };
      const believed = believableSection(before, stale, BODY);
      const there = findFences(text).filter(({ body }) => body === BODY).findIndex(({ lineStart }) => lineStart === believed?.lineStart);
      expect([nth, -1]).toContain(there);
    }), { seed: 8, numRuns: 400 });
  });
});
