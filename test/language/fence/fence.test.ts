import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { fenceBlock, findFences, locateFence, offsetInNote, replaceBody, writeBack } from "../../../src/language/index.ts";
import type { SectionLines } from "../../../src/language/index.ts";

/** The note after its only fence has got another body. */
function rewritten(note: string, body: string): string {
  const [fence] = findFences(note);
  if (fence === undefined) throw new Error("no fence");
  return replaceBody(note, fence, body);
}

describe("putting another body into a fence", () => {
  it.each([
    ["one value", "x\n```handshake\na: 1\nb: 2\n```\ny", "a: 1\nb: 3", "x\n```handshake\na: 1\nb: 3\n```\ny"],
    ["a line more", "```handshake\na: 1\n```\n", "a: 1\nb: 2", "```handshake\na: 1\nb: 2\n```\n"],
    ["a line more in front", "```handshake\na: 1\n```\n", "b: 2\na: 1", "```handshake\nb: 2\na: 1\n```\n"],
    ["a line less", "```handshake\na: 1\nb: 2\n```\n", "b: 2", "```handshake\nb: 2\n```\n"],
    ["a first line", "```handshake\n```\n", "a: 1", "```handshake\na: 1\n```\n"],
    ["no line any more", "```handshake\na: 1\n```", "", "```handshake\n\n```"],
    ["Windows line ends", "```handshake\r\na: 1\r\n```\r\n", "a: 2\nb: 2", "```handshake\r\na: 2\r\nb: 2\r\n```\r\n"],
    ["mixed line ends, each kept", "```handshake\na: 1\r\nb: 2\nc: 3\n```", "a: 1\nb: 5\nc: 3", "```handshake\na: 1\r\nb: 5\nc: 3\n```"],
    ["no final line break", "```handshake\na: 1\n```", "a: 2", "```handshake\na: 2\n```"],
    ["no closing fence", "```handshake\na: 1", "a: 1\nb: 2", "```handshake\na: 1\nb: 2"],
    ["no closing fence, but a final line break", "```handshake\na: 1\n", "a: 1\nb: 2", "```handshake\na: 1\nb: 2\n"],
    ["nothing but the opening", "```handshake", "a: 1", "```handshake\na: 1"],
    ["a longer fence and its info string", "`````HandShake  x\na: 1\n``````", "a: 2", "`````HandShake  x\na: 2\n``````"],
    ["tildes", "~~~handshake\na: 1\n~~~~", "a: 2\n```", "~~~handshake\na: 2\n```\n~~~~"],
    ["a quote", "> ```handshake\n> a: 1\n> ```", "a: 2\nb:\n  c: 3", "> ```handshake\n> a: 2\n> b:\n>   c: 3\n> ```"],
    ["a quote without spaces", ">```handshake\n>a: 1\n>```", "a: 1\nb:\n  c: 3", ">```handshake\n>a: 1\n>b:\n>   c: 3\n>```"],
    ["a quote in a quote", "> > ```handshake\n> > a: 1\n> > ```", "a: 1\n\nb: 2", "> > ```handshake\n> > a: 1\n> >\n> > b: 2\n> > ```"],
    ["a blank line of a quote", "> ```handshake\n> a: 1\n>\n> ```", "a: 1\nb: 2", "> ```handshake\n> a: 1\n> b: 2\n> ```"],
    ["a list item", "- x\n  ```handshake\n  a: 1\n  ```", "a: 1\nb: 2", "- x\n  ```handshake\n  a: 1\n  b: 2\n  ```"],
    ["an empty fence that is a list item", "1. ```handshake\n   ```", "a: 1", "1. ```handshake\n   a: 1\n   ```"],
    ["an empty fence in a list in a quote", "> - ```handshake\n>   ```", "a: 1", "> - ```handshake\n>   a: 1\n>   ```"],
    ["a list indented by tabs", "-\tx\n\t```handshake\n\ta: 1\n\t```", "a: 1\nb: 2", "-\tx\n\t```handshake\n\ta: 1\n\tb: 2\n\t```"],
    ["lines indented less than their fence", "  ```handshake\na: 1\n  ```", "a: 2\nb:\n  c: 3", "  ```handshake\na: 2\n  b:\n    c: 3\n  ```"],
    ["half a tab of a prefix", "- x\n  ```handshake\n\ta: 1\n  ```", "  a: 2", "- x\n  ```handshake\n\ta: 2\n  ```"],
    ["half a tab of a prefix that does not fit any more", "- x\n  ```handshake\n\ta: 1\n  ```", "a: 2", "- x\n  ```handshake\n  a: 2\n  ```"],
    ["a blank line at the end", "```handshake\na: 1\n\n```", "a: 2\n", "```handshake\na: 2\n\n```"],
  ])("keeps everything else: %s", (_, note, body, expected) => {
    expect(rewritten(note, body)).toBe(expected);
    expect(findFences(expected).map((fence) => fence.body)).toEqual([body]);
  });

  it("changes only the letters that differ", () => {
    const note = "> ```handshake\r\n> a: 100ms # c\r\n> ```\r\n";
    const result = writeBack(note, null, "a: 100ms # c", "a: 150ms # c");
    expect(result).toMatchObject({ change: { start: note.indexOf("00ms"), end: note.indexOf("0ms"), insert: "5" } });
  });

  it("keeps a text out of the note that would end the fence early", () => {
    expect(writeBack("```handshake\na: 1\n```\n", null, "a: 1", "a: 1\n```\nb: 2")).toEqual({ kind: "refused", why: "not-found" });
  });
});

describe("finding the fence that is meant", () => {
  const block = (body: string): string => `\`\`\`handshake\n${body}\n\`\`\`\n`;
  const lineOf = (note: string, section: SectionLines | null, rendered: string): number | string => {
    const fence = locateFence(note, section, rendered);
    return typeof fence === "string" ? fence : fence.lineStart;
  };

  it("takes the section's lines when the fence there holds the text last rendered", () => {
    const note = block("a: 1") + block("a: 1");
    expect(lineOf(note, { lineStart: 0, lineEnd: 2 }, "a: 1")).toBe(0);
    expect(lineOf(note, { lineStart: 3, lineEnd: 5 }, "a: 1")).toBe(3);
  });

  it("does not take them when it holds another text: then the only equal one", () => {
    const note = block("a: 1") + block("b: 2");
    expect(lineOf(note, { lineStart: 0, lineEnd: 2 }, "b: 2")).toBe(3);
  });

  it.each<[string, SectionLines | null]>([
    ["no section is known", null],
    ["the section lies elsewhere", { lineStart: 40, lineEnd: 42 }],
  ])("refuses among equals when %s", (_, section) => {
    expect(lineOf(block("a: 1") + block("a: 1"), section, "a: 1")).toBe("ambiguous");
  });

  it("refuses when nothing holds the text last rendered", () => {
    expect(lineOf(block("a: 1"), { lineStart: 0, lineEnd: 2 }, "a: 2")).toBe("not-found");
    expect(lineOf("text", null, "a: 2")).toBe("not-found");
  });

  it("takes the one fence inside a section that is wider, as of a callout or list", () => {
    const note = `${block("a: 1")}> [!note]\n> \`\`\`handshake\n> a: 1\n> \`\`\`\n`;
    expect(lineOf(note, { lineStart: 3, lineEnd: 6 }, "a: 1")).toBe(4);
  });

  it("follows a block whose note has changed above or below since its lines were counted", () => {
    const text = block("a: 1") + block("a: 1");
    expect(lineOf(`new\n\nlines\n${text}`, { lineStart: 3, lineEnd: 5, text }, "a: 1")).toBe(6);
    expect(lineOf(`${text}new\nlines\n`, { lineStart: 3, lineEnd: 5, text }, "a: 1")).toBe(3);
    expect(lineOf(`new\n${text}new\n`, { lineStart: 3, lineEnd: 5, text }, "a: 1")).toBe("ambiguous");
  });

  it("compares bodies without regard to line ends, and to blank lines at the end if nothing fits better", () => {
    expect(lineOf("```handshake\r\na: 1\r\nb: 2\r\n```\r\n", null, "a: 1\nb: 2\n")).toBe(0);
    expect(lineOf(block("a: 1\n") + block("a: 1"), null, "a: 1")).toBe(4);
    expect(lineOf(block("a: 1\n"), null, "a: 1")).toBe(0);
  });

  it("keeps blank lines at the end of the body that the text last rendered did not show", () => {
    expect(writeBack(block("a: 1\n\n"), null, "a: 1", "a: 2")).toMatchObject({ text: block("a: 2\n\n") });
    expect(writeBack(block("a: 1"), null, "a: 1\n", "a: 2\n")).toMatchObject({ text: block("a: 2") });
  });
});

describe("any note with several blocks", () => {
  const line = fc.constantFrom("a: 1", "b:", "  c: 2", "", "# note", "t: 'x'", "\"q\"", "  - d", "    e: 3 ");
  const body = fc.array(line, { maxLength: 5 }).map((lines) => lines.join("\n"));
  const prefix = fc.constantFrom("", "", "> ", "> > ", ">", "  ", "   ", "- ", "1. ", "> - ", "- > ", "-\t", "* - ");
  const fence = fc.constantFrom("```", "````", "~~~", "~~~~~");
  const filler = fc.constantFrom("text", "", "# Heading", "- item", "> quote", "```js\nx\n```", "%% c %%", "---", "| t |", "1. one", "    code");
  const part = fc.record({ body, prefix, fence, filler });
  const note = fc.record({ parts: fc.array(part, { minLength: 1, maxLength: 5 }), lineBreak: fc.constantFrom("\n", "\r\n"), final: fc.boolean() });

  /** A block with its prefix on every line, list markers only on the first. */
  function written({ body: text, prefix: before, fence: marks }: { readonly body: string; readonly prefix: string; readonly fence: string }): string {
    const rest = before.replace(/[-*]|\d\./g, (marker) => " ".repeat(marker.length));
    return [`${marks}handshake`, ...(text === "" ? [] : text.split("\n")), marks].map((each, i) => (i === 0 ? before : each === "" ? rest.trimEnd() : rest) + each).join("\n");
  }

  it("keeps every byte outside the changed stretch, and every other block", () => {
    fc.assert(
      fc.property(note, fc.nat(), body, ({ parts, lineBreak, final }, pick, fresh) => {
        const text = (parts.flatMap((each) => [each.filler, "", written(each), ""]).join("\n") + (final ? "\n" : "")).replaceAll("\n", lineBreak);
        const fences = findFences(text);
        const target = fences[pick % Math.max(1, fences.length)];
        if (target === undefined) return;
        const result = writeBack(text, { lineStart: target.lineStart, lineEnd: target.lineEnd }, target.body, fresh);
        if (result.kind === "refused") throw new Error(result.why);
        const { start, end, insert } = result.change;
        expect(result.text).toBe(text.slice(0, start) + insert + text.slice(end));
        expect(start).toBeGreaterThanOrEqual(target.openingEnd);
        expect(end).toBeLessThanOrEqual(target.lines.at(-1)?.end ?? target.openingEnd);
        const after = findFences(result.text);
        expect(after.map((each) => each.body)).toEqual(fences.map((each) => (each === target ? fresh : each.body)));
        expect(insert.replaceAll(lineBreak, "")).not.toMatch(/[\r\n]/);
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  it("is searched without an error, whatever it holds", () => {
    const scrap = fc.constantFrom("```handshake", "```", "~~~", "> ", "- ", "1. ", "\t", "  ", "\n", "\r\n", "%%", "<!--", "-->", "---", "a: 1", "<div>", "\uFEFF");
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 40 }).map((scraps) => scraps.join("")), body, (text, fresh) => {
        for (const each of findFences(text)) {
          expect(text.slice(each.openingEnd)).toContain(each.lines.at(-1)?.text.trim() ?? "");
          const result = writeBack(text, { lineStart: each.lineStart, lineEnd: each.lineEnd }, each.body, fresh);
          if (result.kind === "edited") expect(findFences(result.text).find(({ lineStart }) => lineStart === each.lineStart)?.body).toBe(fresh);
        }
      }),
      { seed: 5, numRuns: 1500 },
    );
  });
});

describe("places of a body in its note", () => {
  it("are found behind the prefixes", () => {
    const text = "x\r\n> ```handshake\r\n> ab: 1\r\n> cd: 2\r\n> ```\r\n";
    const [fence] = findFences(text);
    if (fence === undefined) throw new Error("no fence");
    for (const word of ["ab", "1", "cd", "2"]) {
      expect(offsetInNote(fence, fence.body.indexOf(word))).toBe(text.indexOf(word));
    }
    expect(offsetInNote(fence, fence.body.length)).toBe(text.lastIndexOf("2") + 1);
  });
});

describe("a new fenced block", () => {
  it.each([
    ["a: 1\nb: 2\n", "", "\n", "```handshake\na: 1\nb: 2\n```"],
    ["", "", "\n", "```handshake\n```"],
    ["a: 1", "> ", "\r\n", "> ```handshake\r\n> a: 1\r\n> ```"],
    ["a: |\n  ```\n  x", "", "\n", "````handshake\na: |\n  ```\n  x\n````"],
  ])("of %j", (body, prefix, lineBreak, expected) => {
    expect(fenceBlock(body, prefix, lineBreak)).toBe(expected);
  });
});
