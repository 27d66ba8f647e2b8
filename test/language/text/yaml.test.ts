import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { BOUNDS, compile } from "../../../src/language/index.ts";
import { PRESETS, problems, study, value } from "../reading.ts";

/** Where the text stops being YAML, and why. */
function broken(text: string): string {
  const [first, ...more] = study(text).diagnostics.filter(({ severity }) => severity === "error");
  if (first === undefined || more.length > 0) throw new Error(`not one error: ${problems(text).join("; ")}`);
  return `${String(first.line)}:${String(first.column)} ${first.code === "yaml-syntax" ? String(first.values["reason"]) : first.code} ${JSON.stringify(text.slice(first.span.start, first.span.end))}`;
}

describe("a text that is no YAML", () => {
  it.each([
    ["a tab as indentation", "network:\n\trtt: 5ms\n", '2:1 tab "\\trtt:"'],
    ["a quote that is not closed", 'title: "abc\nlang: en\n', '1:8 unclosed "\\"abc"'],
    ["a bracket that is not closed", "faults: [drop client SYN 1\n", '1:9 unclosed "[drop client SYN 1"'],
    ["a brace that is not closed", "network: { rtt: 5ms\nclient: { isn: 5 }\n", '1:10 unclosed "{ rtt: 5ms"'],
    ["a brace that is not opened", "network: rtt: 5ms }\n", '1:10 nested "rtt:"'],
    ["a colon in a value", "title: TCP: the handshake\n", '1:8 nested "TCP:"'],
    ["a line indented by accident", "scenario: lost-syn\n  network: { rtt: 5ms }\n", '1:11 nested "lost-syn"'],
    ["a line indented too little", "client:\n    isn: 5\n  mss: 5\n", '3:1 indent "  mss:"'],
    ["a line indented too much", "client:\n  isn: {}\n    mss: 5\n", '3:1 indent "    mss:"'],
    ["a line without a colon", "scenario: lost-syn\nrtt 5ms\n", '2:1 colon "rtt 5ms"'],
    ["a colon without a space", "scenario: lost-syn\nrtt:5ms\n", '2:1 colon "rtt:5ms"'],
    ["a first line without a colon", "scenario lost-syn\nnetwork: {}\n", '1:1 nested "scenario lost-syn"'],
    ["a comma too many", "network: { rtt: 5ms,, loss: 0% }\n", '1:21 unexpected ","'],
    ["a comma too few", "network: { rtt: 5ms loss: 0% }\n", '1:17 unexpected "5ms loss: 0% "'],
    ["text behind a quoted one", 'title: "a" b\n', '1:12 unexpected "b"'],
    ["text behind a bracket", "faults: [] x\n", '1:12 unexpected "x"'],
    ["a letter that YAML keeps for itself", "title: @home\n", '1:8 reserved "@home"'],
    ["another one", "network: { loss: %5 }\n", '1:18 reserved "%5"'],
    ["an escape that does not exist", 'title: "a\\qb"\n', '1:10 escape "\\\\qb\\""'],
    ["a surrogate beyond Unicode", 'title: "\\UFFFFFFFF"\n', '1:9 escape "\\\\UFFFFFFFF\\""'],
    ["a second document", "title: a\n---\ntitle: b\n", '2:1 documents "---"'],
    ["a directive", "%YAML\n---\ntitle: a\n", '1:1 directive "%YAML"'],
    ["an alias to nothing", "title: *a\n", '1:8 alias "*a"'],
    ["an alias to itself", "client: &a { isn: *a }\n", '1:19 alias "*a"'],
    ["an anchor without a name", "title: & a\n", '1:8 alias "&"'],
    ["a key that is a list", "network: { [a]: 5 }\n", '1:12 key "[a]"'],
    ["a list on the line of its key", "faults: - drop client SYN 1\n", '1:9 unexpected "-"'],
    ["a list in the place of a key", "title: a\n- b\n", '2:1 nested "-"'],
    ["a carriage return alone", "title: a\rlang: en\n", '1:8 nested "a"'],
    ["text behind the header of a block text", "title: | abc\n", '1:10 unexpected "abc"'],
  ])("is told of %s", (_, text, expected) => {
    expect(broken(text)).toBe(expected);
  });
});

describe("YAML's traps", () => {
  it.each<[string, string, string | number]>([
    ["network: { rtt: 0x10 }", "network.rtt", 16],
    ["network: { rtt: .5 }", "network.rtt", 0.5],
    ["network: { rtt: 1e3 }", "network.rtt", 1000],
    ["client: { isn: 017 }", "client.isn", 17],
    ["client: { isn: 0o17 }", "client.isn", 15],
    ["client: { isn: '100' }", "client.isn", 100],
    ["client: { name: yes }", "client.name", "yes"],
    ["client: { name: null }", "client.name", "null"],
    ["client: { name: 2025-09-17 }", "client.name", "2025-09-17"],
    ["client: { name: !!int 5 }", "client.name", "5"],
    ["client: { name: 내 컴퓨터 }", "client.name", "내 컴퓨터"],
    ["client: &h { isn: 7 }\nserver: *h", "server.isn", 7],
    ["client: &h { isn: 7, mss: 9 }\nserver: { <<: *h, mss: 8 }", "server.isn", 7],
    ["client: &h { isn: 7, mss: 9 }\nserver: { <<: *h, mss: 8 }", "server.mss", 8],
    ["client: &a { isn: 7 }\nnetwork: &b { rtt: 5 }\nserver: { <<: [*a, *b] }", "server.isn", 7],
    ["\uFEFFnetwork:\r\n  rtt: 5ms\r\n", "network.rtt", 5],
    ["---\nnetwork: { rtt: 5ms }\n---\n", "network.rtt", 5],
    ["network:\n  rtt: >-\n    5ms\n", "network.rtt", 5],
  ])("%j sets %s to %j", (text, key, expected) => {
    expect(value(text, key)).toBe(expected);
  });

  it.each([
    ["network: { rtt: 1:30 }", '1:17 wrong-type "1:30"'],
    ["network: { rtt: yes }", '1:17 wrong-type "yes"'],
    ["network: { rtt: 1_000 }", '1:17 wrong-type "1_000"'],
    ["network: { rtt: 2025-09-17 }", '1:17 wrong-type "2025-09-17"'],
    ["network: { rtt: ~ }", '1:17 wrong-type "~"'],
    ["network: { rtt: '' }", '1:17 wrong-type "\'\'"'],
    ["네트워크: { rtt: 5ms }", '1:1 unknown-key "네트워크"'],
    ["network: { rtt: 5ms, rtt: 6ms }", '1:22 duplicate-key "rtt"'],
    ["title: a\ntitle: b", '2:1 duplicate-key "title"'],
    ["network: { <<: 5 }", '1:16 not-a-mapping "5"'],
  ])("%j is told: %s", (text, expected) => {
    expect(problems(`${text}\nscenario: lost-syn`)).toEqual([expected]);
  });

  it("are warned of where a tag changes nothing", () => {
    expect(problems("scenario: !!int lost-syn")).toEqual(['!1:11 yaml-syntax "!!int"']);
    expect(problems("scenario: !!str lost-syn")).toEqual([]);
  });
});

describe("hostile texts", () => {
  const n = BOUNDS.textLength;

  it.each([
    ["a text beyond the bound", "#".repeat(n + 1), "too-long"],
    ["brackets", "[".repeat(n), "too-deep"],
    ["braces", "{".repeat(n), "too-deep"],
    ["maps in braces", "{a:".repeat(n / 4), "too-deep"],
    ["dashes", "- ".repeat(n / 2), "too-deep"],
    ["lines indented ever further", Array.from({ length: 190 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"), "too-deep"],
    ["aliases", `title: &a x\nfaults: [${"*a, ".repeat(60)}]`, "too-many-aliases"],
    ["a billion laughs", `a: &a [x]\n${Array.from("bcdefgh", (key, i) => `${key}: &${key} [${`*${"abcdefgh".charAt(i)}, `.repeat(7)}]`).join("\n")}\nfaults: *h`, "unknown-key"],
    ["merges of merges", `client: &a { isn: 1 }\n${Array.from("bcdefgh", (key, i) => `${key}: &${key} { <<: [${`*${"abcdefgh".charAt(i)}, `.repeat(7)}] }`).join("\n")}\nserver: *h`, "unknown-key"],
    ["question marks", "? ".repeat(n / 2), "too-deep"],
    ["colons", ": ".repeat(n / 2), "too-deep"],
    ["anchors", "&a ".repeat(n / 3), "yaml-syntax"],
    ["a key for each letter", Array.from({ length: 2400 }, (_, i) => `k${String(i)}:`).join("\n"), "unknown-key"],
    ["one key over and over", "a:\n".repeat(n / 3), "duplicate-key"],
    ["an open quote", `"${"\n".repeat(n - 1)}`, "yaml-syntax"],
    ["escapes that do not exist", `title: "${"\\q".repeat(n / 2 - 5)}"`, "yaml-syntax"],
    ["a statement of thousands of words", `script: [${"client ".repeat(2800)}]`, "bad-statement"],
    ["thousands of statements", `script:\n${"- client closes\n".repeat(1200)}`, "too-many"],
    ["thousands of bad statements", `script:\n${"- x\n".repeat(4000)}`, "bad-statement"],
    ["thousands of faults", `faults: [${"drop client SYN 1, ".repeat(1000)}]`, "too-many"],
    ["a number without end", `network: { rtt: ${"9".repeat(n - 30)} }`, "out-of-range"],
    ["a word without end", `scenario: ${"a".repeat(n - 30)}`, "unknown-scenario"],
    ["a key without end", `${"a".repeat(n - 30)}: 1`, "yaml-syntax"],
  ])("%s are met with a diagnostic", (_, text, code) => {
    const { scenario, diagnostics } = study(text);
    expect(scenario).toBeNull();
    expect(diagnostics.map((each) => each.code)).toContain(code);
    expect(diagnostics.length).toBeLessThanOrEqual(BOUNDS.diagnostics);
    for (const { values } of diagnostics) for (const each of Object.values(values)) expect(String(each).length).toBeLessThan(2000);
  });

  it("are read in time that grows with their length alone", () => {
    const comments = study(`scenario: lost-syn\n${"# x\n".repeat(4900)}`);
    expect(comments.diagnostics).toEqual([]);
    expect(comments.scenario).not.toBeNull();
  });

  /** Whatever comes out must be whole: places inside the text, a scenario or an error. */
  function holdsTogether(text: string): void {
    const { scenario, empty, diagnostics, controls } = compile(text, PRESETS);
    expect(scenario === null).toBe(diagnostics.some(({ severity }) => severity === "error"));
    if (empty) expect(diagnostics.map(({ code }) => code)).toEqual(["nothing-to-run"]);
    for (const { span, line, column } of diagnostics) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(text.length);
      expect(line).toBeGreaterThanOrEqual(1);
      expect(column).toBeGreaterThanOrEqual(1);
    }
    expect(new Set(controls).size).toBe(controls.length);
  }

  it("never make it throw: any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), holdsTogether), { seed: 14, numRuns: 2000 });
  });

  it("never make it throw: a valid block after accidents", () => {
    const whole = [
      "scenario: three-way-handshake       # a preset\ntitle: 사교계의 첫인사\nstack: textbook\nclient: { name: 내 컴퓨터, isn: 100 }\nserver: { name: 구글, isn: 300 }\n",
      "network: { rtt: 100ms, loss: 0%, seed: 7 }\nfaults:\n  - drop client SYN 1\n  - delay server SYN+ACK 1 by 300ms\nscript:\n  - client connects\n",
      "  - client sends 120 bytes \"GET / HTTP/1.1\"\n  - when server received fin server closes\n  - at 500ms client closes\ncontrols: [network.rtt, client.isn]\nlinks: { tcp: \"[[250917-TCP|TCP 프로토콜]]\" }\n",
    ].join("");
    const slip = fc.record({ at: fc.nat(), drop: fc.nat({ max: 8 }), put: fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom("\n", ": ", "- ", "[", "}", "\"", "&a ", "*a", "<<: ", "client ", "5kB", "\t", "#")) });
    fc.assert(
      fc.property(fc.array(slip, { maxLength: 5 }), (slips) => {
        holdsTogether(slips.reduce((now, { at, drop, put }) => now.slice(0, at % (now.length + 1)) + put + now.slice((at % (now.length + 1)) + drop), whole));
      }),
      { seed: 15, numRuns: 2000 },
    );
  });
});
