import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { addFault, formatFault, removeFault } from "../../../src/language/index.ts";
import type { Edit } from "../../../src/language/index.ts";
import { PRESETS, study } from "../reading.ts";

function textOf(before: string, result: Edit): string {
  if (result.kind === "refused") throw new Error(result.why);
  const { start, end } = result.span;
  expect(before.startsWith(result.text.slice(0, start))).toBe(true);
  expect(before.endsWith(result.text.slice(end))).toBe(true);
  return result.text;
}

function added(before: string, line = "drop client ACK 1"): string {
  return textOf(before, addFault(before, line, PRESETS));
}

function removed(before: string, index: number): string {
  return textOf(before, removeFault(before, index, PRESETS));
}

/** The faults that hold, as lines. */
function faults(text: string): readonly string[] {
  return study(text).scenario?.faults.map(formatFault) ?? [];
}

const HANDSHAKE = "scenario: three-way-handshake\n";

describe("adding a fault", () => {
  it.each([
    ["where there is none", HANDSHAKE, `${HANDSHAKE}faults:\n  - drop client ACK 1\n`],
    ["where there is none, in its place", `${HANDSHAKE}controls: []\n`, `${HANDSHAKE}faults:\n  - drop client ACK 1\ncontrols: []\n`],
    ["without a final line break", "scenario: three-way-handshake", `${HANDSHAKE}faults:\n  - drop client ACK 1`],
    ["with Windows line ends", "scenario: three-way-handshake\r\n", "scenario: three-way-handshake\r\nfaults:\r\n  - drop client ACK 1\r\n"],
    ["to a list", `${HANDSHAKE}faults:\n  - drop client SYN 1 # c\n# d\n`, `${HANDSHAKE}faults:\n  - drop client SYN 1 # c\n  - drop client ACK 1\n# d\n`],
    ["to a list that is not indented", `${HANDSHAKE}faults:\n-   drop client SYN 1\ntitle: x\n`, `${HANDSHAKE}faults:\n-   drop client SYN 1\n-   drop client ACK 1\ntitle: x\n`],
    ["to a list in brackets", `${HANDSHAKE}faults: [drop client SYN 1]\n`, `${HANDSHAKE}faults: [drop client SYN 1, drop client ACK 1]\n`],
    ["to an empty list", `${HANDSHAKE}faults: []\n`, `${HANDSHAKE}faults: [drop client ACK 1]\n`],
    ["to a single line without a list", `${HANDSHAKE}faults: drop client SYN 1 # c\n`, `${HANDSHAKE}faults: [drop client SYN 1, drop client ACK 1] # c\n`],
    ["to a key without a value", `${HANDSHAKE}faults:\ntitle: x\n`, `${HANDSHAKE}faults:\n  - drop client ACK 1\ntitle: x\n`],
    ["to a block in braces", "{ scenario: three-way-handshake }", "{ scenario: three-way-handshake, faults: [drop client ACK 1] }"],
    ["to a list that is an alias", `${HANDSHAKE}x: &f [drop client SYN 1]\nfaults: *f\n`, `${HANDSHAKE}x: &f [drop client SYN 1]\nfaults: [drop client SYN 1, drop client ACK 1]\n`],
    ["to the preset's own, which are written out", "scenario: lost-syn\n", "scenario: lost-syn\nfaults:\n  - drop client SYN 1\n  - drop client ACK 1\n"],
  ])("%s", (_, before, expected) => {
    expect(added(before)).toBe(expected);
  });

  it.each([
    ["a line that is no fault", HANDSHAKE, "drop everything", "bad-value"],
    ["two lines", HANDSHAKE, "drop client SYN 1\n- drop client ACK 1", "bad-value"],
    ["a text that is no YAML", "faults: [", "drop client SYN 1", "unparsable"],
    ["a list with a line that is no fault", `${HANDSHAKE}faults: [lose it]\n`, "drop client SYN 1", "unparsable"],
    ["a text that is no mapping", "- a", "drop client SYN 1", "not-a-mapping"],
  ])("is refused for %s", (_, before, line, why) => {
    expect(addFault(before, line, PRESETS)).toEqual({ kind: "refused", why });
  });
});

describe("removing a fault", () => {
  const list = `${HANDSHAKE}faults:\n  - drop client SYN 1 # a\n  # b\n  - drop client ACK 1\n  - drop client data 1\ntitle: x\n`;

  it.each([
    ["the first", list, 0, list.replace("  - drop client SYN 1 # a\n", "")],
    ["one in the middle", list, 1, list.replace("  - drop client ACK 1\n", "")],
    ["the last", list, 2, list.replace("  - drop client data 1\n", "")],
    ["the last line of the text", `${HANDSHAKE}faults:\n  - drop client SYN 1\n  - drop client ACK 1`, 1, `${HANDSHAKE}faults:\n  - drop client SYN 1`],
    ["the first in brackets", `${HANDSHAKE}faults: [drop client SYN 1, drop client ACK 1]`, 0, `${HANDSHAKE}faults: [drop client ACK 1]`],
    ["the last in brackets", `${HANDSHAKE}faults: [drop client SYN 1, drop client ACK 1]`, 1, `${HANDSHAKE}faults: [drop client SYN 1]`],
    ["the only one: the key goes", `${HANDSHAKE}faults:\n  - drop client SYN 1\ntitle: x\n`, 0, `${HANDSHAKE}title: x\n`],
    ["the only one in brackets: the key goes", `${HANDSHAKE}faults: [drop client SYN 1]\n`, 0, HANDSHAKE],
    ["the only one, in braces", "{ scenario: three-way-handshake, faults: [drop client SYN 1] }", 0, "{ scenario: three-way-handshake, faults: [] }"],
    ["the preset's only one: an empty list keeps it away", "scenario: lost-syn\n", 0, "scenario: lost-syn\nfaults: []\n"],
    ["the only one in place of the preset's", "scenario: lost-syn\nfaults:\n  - drop client ACK 1\n", 0, "scenario: lost-syn\nfaults: []\n"],
    ["the only one in place of the preset's, in brackets", "scenario: lost-syn\nfaults: [ drop client ACK 1 ] # c\n", 0, "scenario: lost-syn\nfaults: [] # c\n"],
  ])("%s", (_, before, index, expected) => {
    expect(removed(before, index)).toBe(expected);
  });

  it("is refused where there is none at that index", () => {
    expect(removeFault(HANDSHAKE, 0, PRESETS)).toEqual({ kind: "refused", why: "unknown-key" });
    expect(removeFault("scenario: lost-syn", 1, PRESETS)).toEqual({ kind: "refused", why: "unknown-key" });
  });
});

it("adds and removes the lines that are meant, in any order", () => {
  const start = fc.constantFrom(HANDSHAKE, "scenario: lost-syn", `${HANDSHAKE}faults: []\nlinks: {}\n`, "scenario: lost-syn\r\nfaults:\r\n- drop client ACK 2 # c\r\n");
  const step = fc.oneof(fc.constantFrom("drop client SYN 2", "delay server SYN+ACK 1 by 300ms", "duplicate client data 2", "corrupt client ACK 1", "drop server packet 3 onwards", "drop client data 2 to 4"), fc.nat({ max: 3 }));
  fc.assert(
    fc.property(start, fc.array(step, { maxLength: 6 }), (text, steps) => {
      let now: string = text;
      for (const each of steps) {
        const before = faults(now);
        const expected = typeof each === "string" ? [...before, each] : before.filter((_, i) => i !== each);
        if (typeof each === "number" && each >= before.length) continue;
        now = typeof each === "string" ? added(now, each) : removed(now, each);
        expect(faults(now)).toEqual(expected);
        expect(study(now).diagnostics).toEqual([]);
      }
    }),
    { seed: 10, numRuns: 100 },
  );
});
