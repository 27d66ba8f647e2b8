// Inserting a block at the cursor. `|` marks the cursor before and after.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFences } from "../../../src/language/index.ts";
import { insertionAt, type Insertion } from "../../../src/obsidian/note/insertion.ts";

const BODY = "scenario: three-way-handshake";

function insert(marked: string, body = BODY): string {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const before = marked.slice(0, offset).split("\n");
  const place = { line: before.length - 1, ch: (before.at(-1) ?? "").length };
  return apply(text, insertionAt(text.split("\n"), place, body));
}

function apply(text: string, insertion: Insertion): string {
  const lines = text.split("\n");
  const head = (lines[insertion.from.line] ?? "").slice(0, insertion.from.ch);
  const tail = (lines[insertion.to.line] ?? "").slice(insertion.to.ch);
  const result = [...lines.slice(0, insertion.from.line), ...(head + insertion.text + tail).split("\n"), ...lines.slice(insertion.to.line + 1)];
  const target = result[insertion.cursor.line];
  if (target === undefined || insertion.cursor.ch > target.length) throw new Error(`the cursor is outside the note: ${JSON.stringify(insertion)}`);
  result[insertion.cursor.line] = `${target.slice(0, insertion.cursor.ch)}|${target.slice(insertion.cursor.ch)}`;
  return result.join("\n");
}

const lines = (...each: string[]): string => each.join("\n");
const FENCE = ["```handshake", BODY, "```"];

describe("inserting a block", () => {
  it("takes an empty line, and leaves a line for the cursor", () => {
    expect(insert("|")).toBe(lines(...FENCE, "|"));
  });

  it("takes an empty line between others", () => {
    expect(insert("one\n|\ntwo")).toBe(lines("one", ...FENCE, "|two"));
  });

  it("goes below a line at whose end the cursor stands", () => {
    expect(insert("one|\n\ntwo")).toBe(lines("one", ...FENCE, "|", "two"));
  });

  it("goes above a line at whose beginning the cursor stands", () => {
    expect(insert("zero\n|one")).toBe(lines("zero", ...FENCE, "|one"));
  });

  it("splits a line in two", () => {
    expect(insert("one |two")).toBe(lines("one", ...FENCE, "|two"));
  });

  it("stays in the item of a list", () => {
    expect(insert("- one| two\n- three")).toBe(lines("- one", "  ```handshake", `  ${BODY}`, "  ```", "  |two", "- three"));
  });

  it("goes below the mark of an empty item", () => {
    expect(insert("- |\n- two")).toBe(lines("- ", "  ```handshake", `  ${BODY}`, "  ```", "- |two"));
  });

  it("is indented by the width of an item's number", () => {
    expect(insert("10. ten|\n")).toBe(lines("10. ten", "    ```handshake", `    ${BODY}`, "    ```", "|"));
  });

  it("is indented by the mark of a task, not by its box", () => {
    expect(insert("- [ ] do|\nx")).toBe(lines("- [ ] do", "  ```handshake", `  ${BODY}`, "  ```", "|x"));
  });

  it("stays in a nested item", () => {
    expect(insert("- a\n  - b|\n- c")).toBe(lines("- a", "  - b", "    ```handshake", `    ${BODY}`, "    ```", "- |c"));
  });

  it("keeps the indent of a further line of an item", () => {
    expect(insert("- a\n  more|\n")).toBe(lines("- a", "  more", "  ```handshake", `  ${BODY}`, "  ```", "|"));
  });

  it("stays in a callout", () => {
    expect(insert("> [!note] Title\n> one| two")).toBe(lines("> [!note] Title", "> one", "> ```handshake", `> ${BODY}`, "> ```", "> |two"));
  });

  it("takes an empty line of a callout", () => {
    expect(insert("> a\n> |\n> b")).toBe(lines("> a", "> ```handshake", `> ${BODY}`, "> ```", "> |b"));
  });

  it("stays in a callout that ends the note", () => {
    expect(insert("> a|")).toBe(lines("> a", "> ```handshake", `> ${BODY}`, "> ```", "> |"));
  });

  it("stays in a list within a callout", () => {
    expect(insert("> - a|\n> - b")).toBe(lines("> - a", ">   ```handshake", `>   ${BODY}`, ">   ```", "> - |b"));
  });

  it("stays in a quote within a list", () => {
    expect(insert("- > a|\nb")).toBe(lines("- > a", "  > ```handshake", `  > ${BODY}`, "  > ```", "|b"));
  });

  it("does not split the mark of an item", () => {
    expect(insert("-| one")).toBe(lines("- ", "  ```handshake", `  ${BODY}`, "  ```", "  |one"));
  });

  it("goes below the code block that the cursor is in", () => {
    expect(insert("```js\nlet a|;\n```\nx")).toBe(lines("```js", "let a;", "```", ...FENCE, "|x"));
  });

  it("goes below a code block with a long fence, and is not misled by a short one in it", () => {
    expect(insert("````\n```\n|\n````\nx")).toBe(lines("````", "```", "", "````", ...FENCE, "|x"));
  });

  it("goes below the properties", () => {
    expect(insert("---\ntags: [a|]\n---\nx")).toBe(lines("---", "tags: [a]", "---", ...FENCE, "|x"));
  });

  it("goes below a table", () => {
    const table = ["| a |", "| - |", "| 1 |", "x"];
    expect(apply(table.join("\n"), insertionAt(table, { line: 0, ch: 3 }, BODY))).toBe(lines("| a |", "| - |", "| 1 |", ...FENCE, "|x"));
  });

  it("does not take a rule for a list", () => {
    expect(insert("- - -|\nx")).toBe(lines("- - -", ...FENCE, "|x"));
  });

  it("gets a longer fence when its body holds one", () => {
    expect(insert("|", "a: |\n  ```\n".replace("|", "¦"))).toBe(lines("````handshake", "a: ¦", "  ```", "````", "|"));
  });

  it("keeps every word of the note, in order", () => {
    const line = fc.oneof(fc.constantFrom("", "text", "- item", "> quote", "> - both", "  indented", "1. one", "# Head", "- [ ] task"), fc.stringMatching(/^[a-z ]{0,12}$/));
    const words = (text: string): string[] => text.split(/[\s>|]+/u).filter((each) => /[a-z0-9#]/iu.test(each));
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), (note, l, c) => {
      const at = { line: l % note.length, ch: c % ((note[l % note.length] ?? "").length + 1) };
      const result = apply(note.join("\n"), insertionAt(note, at, "zzz: 1"));
      expect(findFences(result.replace("|", "")).map(({ body }) => body)).toEqual(["zzz: 1"]);
      const inserted = words(result).filter((word) => !["```handshake", "```", "zzz:", "1"].includes(word) || note.some((each) => words(each).includes(word)));
      expect(inserted.join("")).toBe(words(note.join("\n")).join(""));
      expect(result.match(/^[ >]*```handshake$/gmu)).toHaveLength(1);
    }), { seed: 3, numRuns: 500 });
  });
});
