// The line that a diagnostic shows, cut at the offending text.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excerpt } from "../../../src/obsidian/block/diagnostics-card.ts";

describe("the excerpt of a diagnostic", () => {
  const text = "scenario: x\nnetwrok: { rtt: 1 }\r\nlast";
  const at = (word: string): { start: number; end: number } => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });

  it("is the line of the span, in three parts", () => {
    expect(excerpt(text, at("netwrok"))).toEqual({ line: 2, before: "", found: "netwrok", after: ": { rtt: 1 }" });
    expect(excerpt(text, at("rtt"))).toEqual({ line: 2, before: "netwrok: { ", found: "rtt", after: ": 1 }" });
    expect(excerpt(text, at("last"))).toEqual({ line: 3, before: "", found: "last", after: "" });
  });

  it("is cut at the end of the first line of a longer span", () => {
    expect(excerpt("ab\ncd", { start: 1, end: 5 })).toEqual({ line: 1, before: "a", found: "b", after: "" });
  });

  it("has nothing found where something is missing", () => {
    expect(excerpt("a: \nb", { start: 3, end: 3 })).toEqual({ line: 1, before: "a: ", found: "", after: "" });
    expect(excerpt("", { start: 0, end: 0 })).toEqual({ line: 1, before: "", found: "", after: "" });
    expect(excerpt("a", { start: 9, end: 12 })).toEqual({ line: 1, before: "a", found: "", after: "" });
  });

  it("is always one whole line of the text", () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z ]{0,8}$/), { minLength: 1, maxLength: 5 }), fc.nat(40), fc.nat(20), (lines, start, length) => {
      const { line, before, found, after } = excerpt(lines.join("\n"), { start, end: start + length });
      expect(before + found + after).toBe(lines[line - 1]);
    }), { seed: 7 });
  });
});
