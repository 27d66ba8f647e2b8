// What is wrong in a block, said in both languages so that it can be put right.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messages } from "../../src/i18n/index.ts";
import { compile, LANGUAGES, type Diagnostic, type DiagnosticCode } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";

/** A block for each kind of mistake. */
const MISTAKES: Readonly<Record<DiagnosticCode, string>> = {
  "too-long": `title: ${"x".repeat(20_001)}`,
  "too-deep": `a: ${"[".repeat(40)}${"]".repeat(40)}`,
  "too-many-aliases": `a: &a 1\nb: [${Array<string>(60).fill("*a").join(", ")}]`,
  "too-many": `scenario: lost-syn\nfaults:\n${"  - drop client SYN 1\n".repeat(201)}`,
  "yaml-syntax": "title: \"open",
  "not-a-mapping": "three-way-handshake",
  "duplicate-key": "scenario: lost-syn\nscenario: lost-ack",
  "unknown-key": "scenario: lost-syn\nnetwork: { rrt: 100ms }",
  "empty-value": "scenario: lost-syn\ntitle:",
  "unknown-scenario": "scenario: three-way-handshak",
  "unknown-choice": "scenario: lost-syn\nstack: textbok",
  "other-stack": "scenario: lost-syn\nclient: { congestion: cubic }",
  "wrong-type": "scenario: lost-syn\nnetwork: { rtt: fast }",
  "wrong-unit": "scenario: lost-syn\nnetwork: { rtt: 100 bytes }",
  "out-of-range": "scenario: lost-syn\nnetwork: { loss: 120% }",
  "bad-statement": "script:\n  - client connnects",
  "unknown-host": "script:\n  - cleint connects",
  "bad-fault": "scenario: lost-syn\nfaults:\n  - dropp client SYN 1",
  "bad-link": "scenario: lost-syn\nlinks: { tcp: \"[[\" }",
  "unknown-control": "scenario: lost-syn\ncontrols: [rtt]",
  "no-connection": "script: [client sends 5 bytes]",
  "nothing-to-run": "title: empty",
};

function diagnosticsOf(text: string): readonly Diagnostic[] {
  return compile(text, PRESETS).diagnostics;
}

describe.each(LANGUAGES)("diagnostics in %s", (language) => {
  const words = messages(language);

  it.each(Object.entries(MISTAKES))("%s says what is wrong and what to do", (code, text) => {
    const found = diagnosticsOf(text).find((diagnostic) => diagnostic.code === code);
    expect(found).toBeDefined();
    if (found === undefined) return;
    const { message, remedy } = words.diagnostic(found);
    expect(message).toMatch(/\.$/u);
    expect(remedy).toMatch(/[.?…]$/u);
    expect(message + remedy).not.toMatch(/undefined|NaN|‘’| {2}|이라는\/라는|을\/를|은\/는|이\/가/u);
    if (found.values["suggestion"] !== undefined) expect(remedy).toContain(String(found.values["suggestion"]));
  });

  it("says of a warning that the run goes on without it", () => {
    const [found] = diagnosticsOf("scenario: lost-syn\ncontrols: [rtt]");
    expect(found?.severity).toBe("warning");
    expect(found === undefined ? "" : words.diagnostic(found).message).toMatch(language === "en" ? /This part is ignored\.$/u : /이 부분은 무시합니다\.$/u);
  });

  it("names few of many allowed words, and none where one is likely meant", () => {
    const allowed = Array.from({ length: 30 }, (_, index) => `key${String(index)}`).join(", ");
    const remedy = (values: Diagnostic["values"]): string => words.diagnostic({
      severity: "warning", code: "unknown-control", span: { start: 0, end: 0 }, line: 1, column: 1, values: { found: "key", allowed, ...values },
    }).remedy;
    expect(remedy({})).toMatch(/key7, …$/u);
    expect(remedy({ suggestion: "key3" })).toMatch(/^[^,]*‘key3’[^,]*\?$/u);
    expect(remedy({ suggestion: "key3", allowed: "key1, key3" })).toMatch(/\? .+: key1, key3\.$/u);
  });

  it("is never at a loss, whatever the text", () => {
    const line = fc.oneof(fc.string({ unit: "grapheme", maxLength: 30 }), fc.constantFrom("network: {", "faults:", "- drop", "script: [", "client: { isn: x }", "a: *b", "%X"));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        for (const diagnostic of diagnosticsOf(lines.join("\n"))) {
          const { message, remedy } = words.diagnostic(diagnostic);
          expect(message).not.toBe("");
          expect(message + remedy).not.toMatch(/\bundefined\b|NaN/u);
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe("diagnostics", () => {
  it("read like this", () => {
    const say = (text: string): readonly string[] => diagnosticsOf(text).flatMap((diagnostic) => LANGUAGES.map((language) => {
      const { message, remedy } = messages(language).diagnostic(diagnostic);
      return `${message} ${remedy}`;
    }));
    expect(say("scenario: lost-syn\nnetwork: { rtt: 100 bytes }")).toEqual([
      "‘bytes’ is not a unit of ‘network.rtt’. Allowed units: ms, us, s, min.",
      "‘bytes’는 ‘network.rtt’에 쓸 수 있는 단위가 아닙니다. 쓸 수 있는 단위: ms, us, s, min.",
    ]);
    expect(say("scenario: lost-syn\nrtt: 100ms")).toEqual([
      "A block has no key ‘rtt’. ‘rtt’ belongs to ‘network’.",
      "블록에는 ‘rtt’라는 키가 없습니다. ‘rtt’는 ‘network’ 아래에 적습니다.",
    ]);
    expect(say("script:\n  - client connnects")).toEqual([
      "This line of the script cannot go on with ‘connnects’. Did you mean ‘connects’?",
      "‘script’의 이 줄은 ‘connnects’에서 더 읽을 수 없습니다. 혹시 ‘connects’를 쓰려고 하셨나요?",
    ]);
    expect(say("script:\n  - at soon client connects")).toEqual([
      "This line of the script cannot go on with ‘soon’. Write, for example: 100ms.",
      "‘script’의 이 줄은 ‘soon’에서 더 읽을 수 없습니다. 예를 들어 이렇게 적어 주세요: 100ms.",
    ]);
  });
});
