// What is wrong in a block, as each language must put it: effect and cause in the message, then the remedy.

import type { Diagnostic, DiagnosticCode, Expected, YamlReason } from "../language/index.ts";

export interface DiagnosticText {
  /** What was found and what it does to the diagram. */
  readonly message: string;
  /** What is allowed, or what to do; empty where the message says it all. */
  readonly remedy: string;
}

/** The values of a diagnostic, each as text; empty where it carries none. */
export interface Found {
  readonly found: string;
  readonly key: string;
  readonly section: string;
  readonly allowed: string;
  readonly suggestion: string;
  readonly belongs: string;
  readonly min: string;
  readonly max: string;
  readonly length: string;
  readonly subject: string;
  readonly stack: string;
  readonly expected: string;
  readonly reason: string;
}

export interface DiagnosticWords {
  readonly codes: Readonly<Record<DiagnosticCode, (found: Found) => DiagnosticText>>;
  readonly expected: Readonly<Record<Expected, string>>;
  readonly reasons: Readonly<Record<YamlReason, DiagnosticText>>;
  /** Added to the message of what does not stop the run. */
  readonly passedOver: string;
}

/** Puts a diagnostic into words. */
export function diagnosticText(words: DiagnosticWords, diagnostic: Diagnostic): DiagnosticText {
  const value = (name: string): string => String(diagnostic.values[name] ?? "");
  const expected = value("expected");
  const reason = value("reason");
  const text = diagnostic.code === "yaml-syntax" && isKey(words.reasons, reason)
    ? words.reasons[reason]
    : words.codes[diagnostic.code]({
        found: value("found"), key: value("key"), section: value("section"), allowed: value("allowed"), suggestion: value("suggestion"),
        belongs: value("belongs"), min: value("min"), max: value("max"), length: value("length"), subject: value("subject"), stack: value("stack"),
        expected: isKey(words.expected, expected) ? words.expected[expected] : expected, reason,
      });
  return diagnostic.severity === "error" ? text : { ...text, message: `${text.message} ${words.passedOver}` };
}

/** Whether it is one word of a line of the script or the faults, so that the place says more than the key. */
export function inLine({ key }: Found): boolean {
  return key === "script" || key === "faults";
}

/** How many allowed words a remedy lists before it breaks off. */
const LISTED = 8;

/** The allowed words as a remedy lists them: a few of many, and none of many where one of them is likely meant. */
export function listed({ allowed, suggestion }: Found): string {
  const words = allowed.split(", ");
  if (words.length <= LISTED) return allowed;
  return suggestion === "" ? `${words.slice(0, LISTED).join(", ")}, …` : "";
}

/** Whether what is allowed is shown by an example, such as `100 bytes`, and not by the very words. */
export function isExample({ allowed }: Found): boolean {
  return allowed !== "" && allowed.split(", ").every((word) => /^\d/u.test(word));
}

function isKey<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}
