import { describe, expect, it } from "vitest";

import { findFences } from "../../../src/language/index.ts";

/** The bodies of a note's handshake fences with their lines. */
function found(...lines: readonly string[]): readonly string[] {
  return findFences(lines.join("\n")).map(({ lineStart, lineEnd, body }) => `${lineStart}-${lineEnd} ${JSON.stringify(body)}`);
}

const FENCE = "```handshake";

describe("finding the handshake fences of a note", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["on its own", [FENCE, "a: 1", "b: 2", "```"], ['0-3 "a: 1\\nb: 2"']],
    ["with text around", ["text", FENCE, "a: 1", "```", "more"], ['1-3 "a: 1"']],
    ["empty", [FENCE, "```"], ['0-1 ""']],
    ["with one blank line", [FENCE, "", "```"], ['0-2 ""']],
    ["of four marks, with three inside", ["````handshake", "```", "````"], ['0-2 "```"']],
    ["closed by more marks", [FENCE, "a: 1", "`````"], ['0-2 "a: 1"']],
    ["of tildes", ["~~~handshake", "a: 1", "```", "~~~"], ['0-3 "a: 1\\n```"']],
    ["with other letters' case and more words", ["```  Handshake  live {x}", "a: 1", "```"], ['0-2 "a: 1"']],
    ["of another language", ["```handshakes", "a: 1", "```", "```js", "a", "```", "```", "handshake", "```"], []],
    ["with a mark in the info string: no fence", ["```handshake `x`", "a: 1", "```"], []],
    ["never closed", ["text", FENCE, "a: 1", "b: 2"], ['1-3 "a: 1\\nb: 2"']],
    ["never closed, without a line", [FENCE], ['0-0 ""']],
    ["closing too deep, so not closed", [FENCE, "a: 1", "    ```", "```"], ['0-3 "a: 1\\n    ```"']],
    ["indented by three, its lines by less and more", ["   ```handshake", "  a: 1", "     b: 2", "   ```"], ['0-3 "a: 1\\n  b: 2"']],
    ["indented by four: code", ["", "    ```handshake", "    a: 1", "    ```"], []],
    ["right behind a paragraph", ["text", FENCE, "a: 1", "```"], ['1-3 "a: 1"']],
  ])("%s", (_, lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["in a quote", ["> ```handshake", "> a: 1", ">   b: 2", "> ```"], ['0-3 "a: 1\\n  b: 2"']],
    ["in a quote without spaces", [">```handshake", ">a: 1", ">```"], ['0-2 "a: 1"']],
    ["in a callout", ["> [!note] Title", "> ```handshake", "> a: 1", ">", "> b: 2", "> ```"], ['1-5 "a: 1\\n\\nb: 2"']],
    ["in a callout in a callout", ["> [!a]", "> > [!b]", "> > ```handshake", "> > a: 1", "> > ```"], ['2-4 "a: 1"']],
    ["in a quote that ends", ["> ```handshake", "> a: 1", "b: 2"], ['0-1 "a: 1"']],
    ["behind a quote's end", ["> text", FENCE, "a: 1", "```"], ['1-3 "a: 1"']],
    ["in a list item", ["- item", "  ```handshake", "  a: 1", "    b: 2", "  ```"], ['1-4 "a: 1\\n  b: 2"']],
    ["as a list item", ["- ```handshake", "  a: 1", "  ```"], ['0-2 "a: 1"']],
    ["in a numbered item", ["12. item", "", "    ```handshake", "    a: 1", "", "    b: 2", "    ```"], ['2-6 "a: 1\\n\\nb: 2"']],
    ["in an item of an item", ["- a", "  - b", "    ```handshake", "    a: 1", "    ```"], ['2-4 "a: 1"']],
    ["in an item indented by tabs", ["-\titem", "\t```handshake", "\ta: 1", "\t```"], ['1-3 "a: 1"']],
    ["in an item of an item indented by tabs", ["- a", "\t- b", "\t  ```handshake", "\t  a: 1", "\t  ```"], ['2-4 "a: 1"']],
    ["in an item, half a tab deep", ["- a", "\t```handshake", "\ta: 1", "\t\tb: 2", "\t```"], ['1-4 "a: 1\\n\\tb: 2"']],
    ["in an item that ends", ["- ```handshake", "  a: 1", "b: 2"], ['0-1 "a: 1"']],
    ["in a quote in an item", ["- > ```handshake", "  > a: 1", "  > ```"], ['0-2 "a: 1"']],
    ["in an item in a quote", ["> - ```handshake", ">   a: 1", ">   ```"], ['0-2 "a: 1"']],
    ["behind an item, not in it", ["- item", FENCE, "a: 1", "```"], ['1-3 "a: 1"']],
    ["in an item behind a lazy line", ["- item", "goes on", "  ```handshake", "  a: 1", "  ```"], ['2-4 "a: 1"']],
  ])("%s", (_, lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["another fence", ["````md", FENCE, "a: 1", "```", "````", FENCE, "b: 2", "```"], ['5-7 "b: 2"']],
    ["another fence that never closes", ["~~~", FENCE, "a: 1", "```"], []],
    ["frontmatter", ["---", "x: |", FENCE, "a: 1", "```", "---", FENCE, "b: 2", "```"], ['6-8 "b: 2"']],
    ["a comment of the app", ["%%", FENCE, "a: 1", "```", "%%", FENCE, "b: 2", "```"], ['5-7 "b: 2"']],
    ["a comment of the app that never ends", ["%% hidden", FENCE, "a: 1", "```"], []],
    ["an HTML comment", ["<!--", FENCE, "a: 1", "```", "-->", FENCE, "b: 2", "```"], ['5-7 "b: 2"']],
    ["preformatted HTML", ["<pre>", FENCE, "", "a: 1", "```", "</pre>", FENCE, "b: 2", "```"], ['6-8 "b: 2"']],
    ["a block of HTML, up to a blank line", ["<div>", FENCE, "a: 1", "```", "", FENCE, "b: 2", "```"], ['5-7 "b: 2"']],
    ["a lone tag, up to a blank line", ["<my-tag a='b'>", FENCE, "a: 1", "```", "", FENCE, "b: 2", "```"], ['5-7 "b: 2"']],
  ])("not inside %s", (_, lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["three dashes that open no frontmatter", ["---", FENCE, "a: 1", "```"], ['1-3 "a: 1"']],
    ["a comment within a line", ["%% hidden %%", FENCE, "a: 1", "```"], ['1-3 "a: 1"']],
    ["a percent sign twice", ["100%% sure", FENCE, "a: 1", "```"], ['1-3 "a: 1"']],
    ["an HTML comment within a line", ["<!-- x -->", FENCE, "a: 1", "```"], ['1-3 "a: 1"']],
    ["a heading, a rule and a table", ["# H", "***", "| a |", FENCE, "a: 1", "```"], ['3-5 "a: 1"']],
    ["a tag within a line", ["<b>bold</b> text", FENCE, "a: 1", "```"], ['1-3 "a: 1"']],
    ["marks of a comment inside its own body", [FENCE, "%%", "```", FENCE, "b: 2", "```"], ['0-2 "%%"', '3-5 "b: 2"']],
  ])("is not put off by %s", (_, lines, expected) => {
    expect(found(...lines)).toEqual(expected);
  });

  it("hands out bodies with LF line ends, whatever the note's", () => {
    expect(findFences("```handshake\r\na: 1\r\nb: 2\r\n```\r\n").map(({ body }) => body)).toEqual(["a: 1\nb: 2"]);
    expect(findFences("\uFEFF```handshake\ra: 1\r```").map(({ body }) => body)).toEqual(["a: 1"]);
  });
});
