// The collection of diagnostics while a block is read: in order of place, each place named by line and column.

import type { Diagnostic, DiagnosticCode, Span } from "./block.ts";
import { BOUNDS } from "./block.ts";
import { placeOf } from "./place.ts";
import { nearest } from "./suggest.ts";

type Values = Record<string, string | number>;

/** Collects what is wrong in one text. Beyond `BOUNDS.diagnostics` further findings are counted as errors but not kept. */
export class Findings {
  readonly text: string;
  private readonly found: Diagnostic[] = [];
  private errors = 0;
  /** Words that might still have followed where a line ends and is whole. */
  mayFollow: readonly string[] = [];

  constructor(text: string) {
    this.text = text;
  }

  error(code: DiagnosticCode, span: Span, values: Values = {}): void {
    this.add("error", code, span, values);
  }

  warning(code: DiagnosticCode, span: Span, values: Values = {}): void {
    this.add("warning", code, span, values);
  }

  add(severity: Diagnostic["severity"], code: DiagnosticCode, span: Span, values: Values): void {
    if (severity === "error") this.errors += 1;
    if (this.found.length >= BOUNDS.diagnostics) return;
    this.found.push({ severity, code, span, ...placeOf(this.text, span.start), values });
  }

  hasErrors(): boolean {
    return this.errors > 0;
  }

  /** All findings, in order of place. */
  list(): readonly Diagnostic[] {
    return this.found.toSorted((a, b) => a.span.start - b.span.start);
  }
}

/** The values of a finding about a word that is none of the allowed ones, with a suggestion where one is near. */
export function notAllowed(found: string, allowed: readonly string[]): { readonly found: string; readonly allowed: string; readonly suggestion?: string } {
  const suggestion = nearest(found, allowed);
  return { found: excerpt(found), allowed: allowed.join(", "), ...(suggestion === null ? {} : { suggestion }) };
}

/** A text short enough to stand in a message: one line, 60 characters at most. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = Array.from(line);
  return characters.length <= 60 ? line : `${characters.slice(0, 59).join("")}…`;
}
