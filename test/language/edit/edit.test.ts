import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { PARAMETERS, edit, formatValue } from "../../../src/language/index.ts";
import type { Parameter } from "../../../src/language/index.ts";
import { problems, study, value } from "../reading.ts";

/** The text after an edit that must not be refused; outside the returned span nothing may differ. */
function after(text: string, key: string, to: number | string): string {
  const result = edit(text, key, to);
  if (result.kind === "refused") throw new Error(result.why);
  const { start, end } = result.span;
  expect(text.startsWith(result.text.slice(0, start))).toBe(true);
  expect(text.endsWith(result.text.slice(end))).toBe(true);
  expect(edit(result.text, key, to)).toMatchObject({ kind: "edited", text: result.text });
  return result.text;
}

describe("replacing a value", () => {
  it.each<[string, string, string, number | string, string]>([
    ["between braces", "network: { rtt: 100ms, loss: 0% }\n", "network.rtt", 150, "network: { rtt: 150ms, loss: 0% }\n"],
    ["on its own line, with a comment", "network:\n  rtt: 100ms   # slow\n  loss: 0%\n", "network.rtt", 150, "network:\n  rtt: 150ms   # slow\n  loss: 0%\n"],
    ["in its own unit", "network: { rtt: 1s }", "network.rtt", 1500, "network: { rtt: 1.5s }"],
    ["with its own spacing", "network: { rtt: 100 ms }", "network.rtt", 150, "network: { rtt: 150 ms }"],
    ["bare", "network: { rtt: 100 }", "network.rtt", 150, "network: { rtt: 150 }"],
    ["in single quotes", "network: { rtt: '100ms' }", "network.rtt", 150, "network: { rtt: '150ms' }"],
    ["in double quotes", 'network: { rtt: "100ms" }', "network.rtt", 150, 'network: { rtt: "150ms" }'],
    ["behind Windows line ends", "scenario: x\r\nnetwork: { rtt: 100ms }\r\n# end\r\n", "network.rtt", 150, "scenario: x\r\nnetwork: { rtt: 150ms }\r\n# end\r\n"],
    ["behind a byte order mark", "\uFEFFnetwork: { rtt: 100ms }", "network.rtt", 150, "\uFEFFnetwork: { rtt: 150ms }"],
    ["with a tag", "network: { rtt: !!str 100ms }", "network.rtt", 150, "network: { rtt: !!str 150ms }"],
    ["with an anchor", "network: { rtt: &t 100ms }", "network.rtt", 150, "network: { rtt: &t 150ms }"],
    ["behind an explicit key", "? network\n: rtt: 100ms\n  loss: 1%\n", "network.rtt", 150, "? network\n: rtt: 150ms\n  loss: 1%\n"],
    ["on the next line", "network:\n  rtt:\n    100ms\n", "network.rtt", 150, "network:\n  rtt:\n    150ms\n"],
    ["as a block scalar", "network:\n  rtt: >-\n    100ms\n\n  loss: 1%\n", "network.rtt", 150, "network:\n  rtt: 150ms\n\n  loss: 1%\n"],
    ["that makes no sense", "network: { rtt: fast }", "network.rtt", 150, "network: { rtt: 150ms }"],
    ["out of range", "network: { loss: 200% }", "network.loss", 5, "network: { loss: 5% }"],
    ["in hexadecimal", "client: { isn: 0xffffffff }", "client.isn", 0, "client: { isn: 0 }"],
    ["that is a word", "network: { rate: unlimited }", "network.rate", 10_000_000, "network: { rate: 10Mbps }"],
    ["by a word", "client: { isn: 100 }", "client.isn", "auto", "client: { isn: auto }"],
    ["of a size", "client: { mss: 536 bytes }", "client.mss", 1460, "client: { mss: 1460 bytes }"],
    ["of a choice", "stack: Textbook # c", "stack", "textbook", "stack: Textbook # c"],
    ["of a scenario", "scenario: lost-syn # c\n", "scenario", "three-way-handshake", "scenario: three-way-handshake # c\n"],
    ["of a name", "client: { name: A }", "client.name", "내 컴퓨터", "client: { name: 내 컴퓨터 }"],
    ["of a name that needs quotes between braces", "client: { name: A }", "client.name", "a, b", 'client: { name: "a, b" }'],
    ["of a name that needs quotes", "title: A", "title", "TCP: hello # 1", 'title: "TCP: hello # 1"'],
    ["of a name in single quotes", "title: 'A'", "title", "it's", "title: 'it''s'"],
    ["of a name in single quotes that cannot hold it", "title: 'A'", "title", "a\tb\u0007", 'title: "a\\tb\\u0007"'],
    ["of a name of several lines", "title: |\n  one\n  two\nlang: en\n", "title", "one", "title: one\nlang: en\n"],
  ])("%s", (_, text, key, to, expected) => {
    expect(after(text, key, to)).toBe(expected);
  });

  it("that is an alias replaces the alias, never what it names", () => {
    expect(after("client: { isn: &i 100 }\nserver: { isn: *i }\n", "server.isn", 300)).toBe("client: { isn: &i 100 }\nserver: { isn: 300 }\n");
  });

  it("that is anchored takes along those who asked to follow it", () => {
    expect(after("client: { isn: &i 100 }\nserver: { isn: *i }\n", "client.isn", 7)).toBe("client: { isn: &i 7 }\nserver: { isn: *i }\n");
  });

  it("of a section that is an alias keeps the rest of what it names", () => {
    const text = after("client: &h { isn: 100, mss: 700 }\nserver: *h\n", "server.isn", 300);
    expect(text).toBe("client: &h { isn: 100, mss: 700 }\nserver: { <<: *h, isn: 300 }\n");
    expect([value(text, "client.isn"), value(text, "server.isn"), value(text, "server.mss")]).toEqual([100, 300, 700]);
    expect(after(text, "server.mss", 800)).toBe("client: &h { isn: 100, mss: 700 }\nserver: { <<: *h, isn: 300, mss: 800 bytes }\n");
  });

  it("by the same value changes nothing", () => {
    expect(after("network: { rtt: 0.1s }", "network.rtt", 100)).toBe("network: { rtt: 0.1s }");
  });
});

describe("adding a key", () => {
  it.each<[string, string, string, number | string, string]>([
    ["to nothing", "", "network.rtt", 150, "network: { rtt: 150ms }"],
    ["to a byte order mark", "\uFEFF", "network.rtt", 150, "\uFEFFnetwork: { rtt: 150ms }"],
    ["to a line break", "\n", "network.rtt", 150, "\nnetwork: { rtt: 150ms }\n"],
    ["to a comment", "# c", "network.rtt", 150, "# c\nnetwork: { rtt: 150ms }"],
    ["to a comment and a line break", "# c\r\n", "network.rtt", 150, "# c\r\nnetwork: { rtt: 150ms }\r\n"],
    ["between document markers", "---\n# c\n...\n", "network.rtt", 150, "---\n# c\nnetwork: { rtt: 150ms }\n...\n"],
    ["behind a document marker", "---", "network.rtt", 150, "---\nnetwork: { rtt: 150ms }"],
    ["before a document's end", "scenario: lost-syn\n...\n", "network.rtt", 150, "scenario: lost-syn\nnetwork: { rtt: 150ms }\n...\n"],
    ["between two dashes' lines", "---\nscenario: lost-syn\n---\n", "network.rtt", 150, "---\nscenario: lost-syn\nnetwork: { rtt: 150ms }\n---\n"],
    ["without a section, at the end", "scenario: lost-syn", "network.rtt", 150, "scenario: lost-syn\nnetwork: { rtt: 150ms }"],
    ["without a section, with a line end", "scenario: lost-syn\n", "network.rtt", 150, "scenario: lost-syn\nnetwork: { rtt: 150ms }\n"],
    ["without a section, with Windows line ends", "scenario: lost-syn\r\n", "network.rtt", 150, "scenario: lost-syn\r\nnetwork: { rtt: 150ms }\r\n"],
    ["without a section, in its place", "scenario: lost-syn # c\n\n# the faults\nfaults:\n  - drop client SYN 1\n", "network.rtt", 150, "scenario: lost-syn # c\nnetwork: { rtt: 150ms }\n\n# the faults\nfaults:\n  - drop client SYN 1\n"],
    ["behind a list", "faults:\n  - drop client SYN 1 # c\n\n# end\n", "title", "T", "title: T\nfaults:\n  - drop client SYN 1 # c\n\n# end\n"],
    ["behind a section's last line", "client:\n  isn: 5 # c\n# d\nlinks: {}\n", "server.isn", 7, "client:\n  isn: 5 # c\nserver: { isn: 7 }\n# d\nlinks: {}\n"],
    ["first", "# c\ntitle: T\n", "scenario", "lost-syn", "# c\nscenario: lost-syn\ntitle: T\n"],
    ["behind keys that are not known", "foo: 1\nbar: 2\n", "network.rtt", 150, "foo: 1\nbar: 2\nnetwork: { rtt: 150ms }\n"],
    ["to an indented block", "  scenario: lost-syn\n  links: {}\n", "network.rtt", 150, "  scenario: lost-syn\n  network: { rtt: 150ms }\n  links: {}\n"],
    ["to a section", "network:\n    loss: 1%\n", "network.seed", 7, "network:\n    loss: 1%\n    seed: 7\n"],
    ["to a section, in its place", "network:\n  loss: 1%\n  seed: 5\n", "network.rtt", 150, "network:\n  rtt: 150ms\n  loss: 1%\n  seed: 5\n"],
    ["to a section without a final line break", "network:\n  rtt: 5ms", "network.loss", 5, "network:\n  rtt: 5ms\n  loss: 5%"],
    ["to an empty section", "network:\nfaults: []\n", "network.rtt", 150, "network: { rtt: 150ms }\nfaults: []\n"],
    ["to an empty section with a comment", "network: # c\nfaults: []\n", "network.rtt", 150, "network: { rtt: 150ms } # c\nfaults: []\n"],
    ["to an empty section with an anchor", "network: &n\n", "network.rtt", 150, "network: &n { rtt: 150ms }\n"],
    ["to an empty key", "network:\n  rtt:\n  loss: 5%\n", "network.rtt", 150, "network:\n  rtt: 150ms\n  loss: 5%\n"],
    ["to an empty key with a space", "network:\n  rtt: \n", "network.rtt", 150, "network:\n  rtt: 150ms \n"],
    ["between braces", "network: { rtt: 5ms }", "network.loss", 5, "network: { rtt: 5ms, loss: 5% }"],
    ["between braces, in its place", "network: {loss: 5%}", "network.rtt", 5, "network: {rtt: 5ms, loss: 5%}"],
    ["between empty braces", "network: {}", "network.rtt", 5, "network: { rtt: 5ms }"],
    ["between braces and a space", "network: { }", "network.rtt", 5, "network: { rtt: 5ms }"],
    ["behind a comma", "network: { rtt: 5ms, }", "network.loss", 5, "network: { rtt: 5ms, loss: 5%, }"],
    ["between braces on several lines", "network: {\n  rtt: 5ms # c\n}\n", "network.loss", 5, "network: {\n  rtt: 5ms, loss: 5% # c\n}\n"],
    ["between braces, to a key without a value", "network: {rtt, loss: 5%}", "network.rtt", 5, "network: {rtt: 5ms, loss: 5%}"],
    ["between braces, to a key with a colon", "network: { rtt:, loss: 5% }", "network.rtt", 5, "network: { rtt: 5ms, loss: 5% }"],
    ["to a block in braces", "{ scenario: lost-syn }", "network.rtt", 5, "{ scenario: lost-syn, network: { rtt: 5ms } }"],
    ["behind a block scalar", "title: |\n  one\n\nlang: en\n", "network.rtt", 5, "title: |\n  one\n\nlang: en\nnetwork: { rtt: 5ms }\n"],
    ["right behind a block scalar", "title: |\n  one\n", "network.rtt", 5, "title: |\n  one\nnetwork: { rtt: 5ms }\n"],
    ["right behind a block scalar without an end", "title: |\n  one", "network.rtt", 5, "title: |\n  one\nnetwork: { rtt: 5ms }"],
    ["to a section of merged keys alone", "client: &h { isn: 5 }\nserver: { <<: *h }\n", "server.mss", 700, "client: &h { isn: 5 }\nserver: { <<: *h, mss: 700 bytes }\n"],
  ])("%s", (_, text, key, to, expected) => {
    expect(after(text, key, to)).toBe(expected);
  });
});

describe("refusing an edit", () => {
  it.each<[string, string, string, number | string, string]>([
    ["an unknown key", "", "network.speed", 5, "unknown-key"],
    ["a list, which is no value", "", "faults", "drop client SYN 1", "unknown-key"],
    ["a text that is no YAML", "network: { rtt: 5ms", "network.rtt", 5, "unparsable"],
    ["two documents", "network: { rtt: 5ms }\n---\na: 1\n", "network.rtt", 6, "unparsable"],
    ["a text beyond the bounds", `# ${"x".repeat(20_000)}\n`, "network.rtt", 6, "unparsable"],
    ["a text that is no mapping", "- a\n", "network.rtt", 6, "not-a-mapping"],
    ["a section that is no mapping", "network: fast\n", "network.rtt", 6, "not-a-mapping"],
    ["a value that is a list", "network: { rtt: [1] }\n", "network.rtt", 6, "unparsable"],
    ["a value out of range", "network: { loss: 5% }\n", "network.loss", 101, "bad-value"],
    ["a value of another kind", "network: { loss: 5% }\n", "network.loss", "much", "bad-value"],
    ["a choice that is none", "", "stack", "windows", "bad-value"],
    ["an address that is none", "", "client.address", "localhost", "bad-value"],
    ["no number at all", "", "network.rtt", NaN, "bad-value"],
    ["a key without a colon behind a question mark", "? network\n", "network.rtt", 5, "unparsable"],
    ["a new key where another section would get it too", "client: &h { isn: 5 }\nserver: *h\n", "client.mss", 700, "unparsable"],
    ["a section that only the merged root has", "x: &x\n  network: { rtt: 5ms, loss: 1% }\n<<: *x\n", "network.rtt", 6, "unparsable"],
  ])("of %s", (_, text, key, to, why) => {
    expect(edit(text, key, to)).toEqual({ kind: "refused", why });
  });
});

describe("any edit of any block", () => {
  const numeric = PARAMETERS.filter((row) => row.kind !== "choice" && row.kind !== "text" && row.kind !== "address" && row.kind !== "names");

  const numberFor = (row: Parameter) =>
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()).map(([share, coarse]) => {
      const { min = 0, max = 1, slider } = row;
      const [low, high] = coarse && slider !== undefined ? [slider.min, slider.max] : [min, max];
      const digits = row.kind === "time" ? 1000 : row.kind === "ratio" ? 1_000_000 : 1;
      return Math.round((low + share * (high - low)) * digits) / digits;
    });
  const setting = fc.constantFrom(...numeric).chain((row) => numberFor(row).map((to) => ({ row, to })));
  const text = fc.string({ unit: "grapheme", maxLength: 12 }).map((each) => each.trim()).filter((each) => each !== "");

  /** A valid block: sections in either style, quotes, comments, blank lines, line ends. */
  const block = fc
    .record({
      settings: fc.uniqueArray(setting, { selector: ({ row }) => row.key, maxLength: 8 }),
      flow: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      quote: fc.array(fc.constantFrom("", "", "'", '"'), { minLength: 8, maxLength: 8 }),
      gap: fc.constantFrom("", " "),
      comment: fc.constantFrom("", " # c", "   # 한글: x"),
      between: fc.constantFrom("", "\n", "# c\n", "foo: 1\n", "faults:\n  - drop client SYN 1\n", "title: >\n  a\n  b\n", "title: \"x\"\n"),
      lineBreak: fc.constantFrom("\n", "\r\n"),
      final: fc.boolean(),
      head: fc.constantFrom("scenario: lost-syn\n", "", "# head\n", "---\n"),
    })
    .map(({ settings, flow, quote, gap, comment, between, lineBreak, final, head }) => {
      const sections = ["client", "server", "network"].flatMap((section, i) => {
        const inside = settings.filter(({ row }) => row.key.startsWith(`${section}.`));
        if (inside.length === 0) return [];
        const entries = inside.map(({ row, to }, j) => `${row.key.slice(section.length + 1)}: ${quote[j] ?? ""}${formatValue(row, to, gap)}${quote[j] ?? ""}`);
        return [flow[i] === true ? `${section}: { ${entries.join(", ")} }${comment}\n` : `${section}:${comment}\n${entries.map((each) => `  ${each}${comment}\n`).join("")}`];
      });
      const whole = head + sections.join(between === "foo: 1\n" || between.startsWith("title") || between.startsWith("faults") ? "" : between) + (between === "" ? "" : between);
      return (final ? whole : whole.replace(/\n$/, "")).replaceAll("\n", lineBreak);
    });

  it("gives exactly that value, and leaves every other one and every other byte", () => {
    fc.assert(
      fc.property(block, setting, (before, { row, to }) => {
        const was = study(before);
        const now = study(after(before, row.key, to));
        expect(now.parameters.get(row.key)).toMatchObject({ value: to, origin: "block" });
        for (const other of PARAMETERS) {
          if (other.key !== row.key) expect(now.parameters.get(other.key)?.value).toBe(was.parameters.get(other.key)?.value);
        }
        // A value may well be beyond another one, or not be for the stack that runs.
        const fallen = (each: typeof was): number => each.diagnostics.filter(({ code }) => code !== "out-of-range" && code !== "other-stack").length;
        expect(fallen(now)).toBeLessThanOrEqual(fallen(was));
        expect(now.title).toBe(was.title);
      }),
      { seed: 7, numRuns: 400 },
    );
  });

  it("writes any text so that it is read as the same", () => {
    fc.assert(
      fc.property(block, fc.constantFrom("title", "client.name", "server.name"), text, (before, key, to) => {
        const now = after(before, key, to);
        expect(key === "title" ? study(now).title : value(now, key)).toBe(to);
      }),
      { seed: 8, numRuns: 400 },
    );
  });

  it("undoes itself: the old value back gives the old text, where it was written as this plugin writes", () => {
    const before = "network: { rtt: 100ms, loss: 0% } # c\nclient:\n  isn: 100\n";
    for (const [key, old, to] of [["network.rtt", 100, 900], ["network.loss", 0, 50], ["client.isn", 100, 4_294_967_295]] as const) {
      expect(after(after(before, key, to), key, old)).toBe(before);
    }
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."network: {rtt,}[]&a*a\n  -#'\"|>?!%@<<5ms\t".split("")), maxLength: 60 }), setting, (before, { row, to }) => {
        const result = edit(before, row.key, to);
        if (result.kind === "edited") expect(value(result.text, row.key)).toBe(to);
      }),
      { seed: 9, numRuns: 1500 },
    );
  });
});

it("reports nothing new for a block that was clean", () => {
  expect(problems(after("scenario: lost-syn\n", "network.rtt", 150))).toEqual([]);
});
