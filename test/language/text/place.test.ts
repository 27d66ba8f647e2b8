import { describe, expect, it } from "vitest";

import { lineBreakOf, lineEndOf, lineStartOf, placeOf } from "../../../src/language/text/place.ts";

describe("line and column of an offset", () => {
  const text = "ab\ncd\r\nef\rgh";

  it.each([
    [0, 1, 1], [2, 1, 3], [3, 2, 1], [5, 2, 3], [7, 3, 1], [9, 3, 3], [10, 4, 1], [12, 4, 3],
  ])("offset %i is %i:%i", (offset, line, column) => {
    expect(placeOf(text, offset)).toEqual({ line, column });
  });

  it("counts columns in UTF-16 units, as editors do", () => {
    expect(placeOf("한글😀x", 4)).toEqual({ line: 1, column: 5 });
  });
});

describe("the line around an offset", () => {
  it.each([
    ["ab\ncd", 4, "cd"], ["ab\ncd", 2, "ab"], ["ab\r\ncd", 2, "ab"], ["ab\r\ncd", 4, "cd"], ["ab\rcd", 3, "cd"], ["", 0, ""],
  ])("of %j at %i is %j", (text, offset, line) => {
    expect(text.slice(lineStartOf(text, offset), lineEndOf(text, offset))).toBe(line);
  });
});

it("takes the first line break as the text's own", () => {
  expect(lineBreakOf("a\r\nb\nc")).toBe("\r\n");
  expect(lineBreakOf("a\nb\r\n")).toBe("\n");
  expect(lineBreakOf("a")).toBe("\n");
});
