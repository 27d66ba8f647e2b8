// The search for fences held against an independent reader of CommonMark.

import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { expect, it } from "vitest";

import { findFences } from "../../../src/language/index.ts";

const reader = new MarkdownIt("commonmark");

function bodiesByReader(note: string): readonly string[] {
  return reader.parse(note, {}).flatMap(({ type, info, content }) => (type === "fence" && info.trim().split(/\s/, 1)[0] === "handshake" ? [content.trimEnd()] : []));
}

/** The reader goes its own ways with a quote mark indented by four or more (where the specification has code) and with tabs behind one. */
function isReadAlike(line: string): boolean {
  return !/( {4}|\t) *>/.test(line) && !/>.*\t/.test(line);
}

const start = fc.constantFrom("", "", "", "> ", ">", "- ", "* ", "1. ", "1) ", "  ", "    ", "\t", "   ", " ", "-\t", "> > ", "- - ");
const end = fc.constantFrom("```handshake", "```handshake", "```", "```", "~~~", "~~~~handshake", "````", "a: 1", "text", "", "", "# H", "***", "---", "<div>", "<!--", "-->", "</div>", "<b>", "<pre>", "</pre>", "1. x", "  b: 2");
const line = fc.tuple(fc.array(start, { maxLength: 3 }), end).map(([starts, rest]) => starts.join("") + rest).filter(isReadAlike);

it("finds in any note the bodies that CommonMark finds", () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 9 }), (lines) => {
      const note = `text\n\n${lines.join("\n")}`;
      expect(findFences(note).map(({ body }) => body.trimEnd())).toEqual(bodiesByReader(note));
    }),
    { seed: 6, numRuns: 5000 },
  );
});
