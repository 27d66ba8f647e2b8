// What is wrong in a block, shown so that it can be put right: the line, a caret below the offending text, the remedy.

import { setIcon } from "obsidian";
import type { Diagnostic, Span } from "../../language/index.ts";
import { shieldPointer } from "../controls/pointer-shield.ts";

/** What a card is made from. */
export interface DiagnosticsPlan {
  /** The block's text. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly severity: "error" | "warning";
  readonly words: DiagnosticsWords;
  readonly explain: (diagnostic: Diagnostic) => { readonly message: string; readonly remedy: string };
  /** Puts `replacement` in the place of `span`; null where the note cannot be written to. */
  readonly fix: ((span: Span, replacement: string) => void) | null;
}

/** The words of the card. */
export interface DiagnosticsWords {
  errors(count: number): string;
  warnings(count: number): string;
  line(line: number): string;
  use(suggestion: string): string;
  more(count: number): string;
}

/** How many are shown at once: the rest often follows from the first. */
const SHOWN = 3;

/** Adds the card to `parent`. */
export function drawDiagnostics(parent: HTMLElement, plan: DiagnosticsPlan): HTMLElement {
  const { diagnostics, severity, words } = plan;
  const card = parent.createDiv({ cls: `handshake-diagnostics mod-${severity}`, attr: { role: severity === "error" ? "alert" : "note" } });
  const title = card.createDiv({ cls: "handshake-diagnostics-title" });
  setIcon(title.createSpan({ cls: "handshake-diagnostics-icon" }), severity === "error" ? "circle-alert" : "info");
  title.createSpan({ text: severity === "error" ? words.errors(diagnostics.length) : words.warnings(diagnostics.length) });
  const list = card.createEl("ul");
  diagnostics.slice(0, SHOWN).forEach((diagnostic, index) => { drawOne(list.createEl("li"), diagnostic, index, plan); });
  if (diagnostics.length > SHOWN) card.createDiv({ cls: "handshake-diagnostics-more", text: words.more(diagnostics.length - SHOWN) });
  return card;
}

function drawOne(item: HTMLElement, diagnostic: Diagnostic, index: number, { text, words, explain, fix }: DiagnosticsPlan): void {
  const { message, remedy } = explain(diagnostic);
  item.createDiv({ cls: "handshake-diagnostic-message", text: message });
  drawExcerpt(item, text, diagnostic, words);
  const foot = item.createDiv({ cls: "handshake-diagnostic-remedy" });
  if (remedy !== "") foot.createSpan({ text: remedy });
  const { suggestion } = diagnostic.values;
  if (suggestion === undefined || fix === null) return;
  const replacement = String(suggestion);
  const button = foot.createEl("button", { text: words.use(replacement), attr: { "type": "button", "data-focus": `fix:${index}` } });
  shieldPointer(button);
  button.addEventListener("click", () => { fix(diagnostic.span, replacement); });
}

/** The line in mono, the offending text marked, and below it a row of carets as wide as the text itself. */
function drawExcerpt(item: HTMLElement, text: string, diagnostic: Diagnostic, words: DiagnosticsWords): void {
  const { line, before, found, after } = excerpt(text, diagnostic.span);
  const row = item.createDiv({ cls: "handshake-excerpt" });
  row.createSpan({ cls: "handshake-excerpt-line", text: String(line), attr: { "aria-label": words.line(line) } });
  const code = row.createEl("code");
  code.appendText(before);
  const offence = code.createEl("mark", { cls: found === "" ? "handshake-offence is-empty" : "handshake-offence", text: found });
  // More carets than needed; the style sheet cuts them to the width of the text, whatever script it is in.
  offence.createSpan({ cls: "handshake-carets", text: "^".repeat(2 * found.length + 1), attr: { "aria-hidden": "true" } });
  code.appendText(after);
}

/** The first line that a span touches, cut into what is before it, in it and after it. */
export function excerpt(text: string, span: Span): { readonly line: number; readonly before: string; readonly found: string; readonly after: string } {
  const start = Math.min(span.start, text.length);
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", start);
  const to = next < 0 ? text.length : next;
  const end = Math.max(start, Math.min(span.end, to));
  const line = text.slice(0, from).split("\n").length;
  return { line, before: text.slice(from, start), found: text.slice(start, end), after: text.slice(end, to).replace(/\r$/u, "") };
}
