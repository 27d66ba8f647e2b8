// From text to a YAML document (YAML 1.2.2, failsafe schema: every scalar is a text), bounded before anything recursive reads it.

import type { CST, Document, ErrorCode, ParsedNode } from "yaml";
import { Composer, Parser, isScalar } from "yaml";

import { BOUNDS } from "./block.ts";
import type { Span, YamlReason } from "./block.ts";
import { excerpt } from "./findings.ts";
import type { Findings } from "./findings.ts";
import { lineEndOf } from "./place.ts";

export type YamlDocument = Document.Parsed;

/** What the package says of an error or a warning. */
interface Problem {
  readonly code: ErrorCode;
  readonly pos: readonly [number, number];
  readonly message: string;
}

/** The document that the text holds; null, with an error among the findings, when it is no YAML or beyond the bounds. */
export function readYaml(findings: Findings): YamlDocument | null {
  const { text } = findings;
  if (text.length > BOUNDS.textLength) {
    findings.error("too-long", { start: BOUNDS.textLength, end: text.length }, { length: text.length, max: BOUNDS.textLength });
    return null;
  }
  const tokens = Array.from(new Parser().parse(text));
  const open = firstUnclosed(tokens, findings);
  if (findings.hasErrors()) return null;

  const options = { schema: "failsafe", uniqueKeys: false, prettyErrors: false, logLevel: "silent" } as const;
  const documents = Array.from(new Composer<ParsedNode>(options).compose(tokens, true, text.length));
  // An empty document after the first is only a closing `---`, as a note's frontmatter has it.
  for (const second of documents.slice(1).filter((document) => !isBlank(document)).slice(0, 1)) {
    findings.error("yaml-syntax", restOfLine(text, second.range[0]), { found: excerpt(text.slice(second.range[0])), reason: "documents" });
  }
  const [document] = documents;
  if (document === undefined) return null;
  // What is never closed swallows the rest of the text: every other error is an echo of it.
  if (open !== null && document.errors.length > 0) findings.error("yaml-syntax", restOfLine(text, open), { found: excerpt(text.slice(open, lineEndOf(text, open))), reason: "unclosed" });
  else report(document.errors, "error", findings);
  report(document.warnings, "warning", findings);
  return findings.hasErrors() ? null : document;
}

/**
 * Walks the tokens without recursion: nesting deep enough to exhaust the stack must be refused before it is composed. Gives
 * the offset of the first quote, bracket or brace that is never closed, or null.
 */
function firstUnclosed(tokens: readonly CST.Token[], findings: Findings): number | null {
  let aliases = 0;
  let unclosed: number | null = null;
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (token.type === "alias") aliases += 1;
    const [tooMuch, max] = depth > BOUNDS.depth ? ["too-deep" as const, BOUNDS.depth] : ["too-many-aliases" as const, BOUNDS.aliases];
    if (depth > BOUNDS.depth || aliases > BOUNDS.aliases) {
      findings.error(tooMuch, { start: token.offset, end: token.offset + 1 }, { max });
      return null;
    }
    if (isUnclosed(token)) unclosed = Math.min(unclosed ?? Infinity, token.offset);
    if (token.type === "document" && token.value !== undefined) open.push({ token: token.value, depth });
    if (!("items" in token)) continue;
    for (const { key, value } of token.items) {
      if (key !== undefined && key !== null) open.push({ token: key, depth: depth + 1 });
      if (value !== undefined) open.push({ token: value, depth: depth + 1 });
    }
  }
  return unclosed;
}

function isUnclosed(token: CST.Token): boolean {
  if (token.type === "flow-collection") return !token.end.some(({ source }) => source === "]" || source === "}");
  if (token.type !== "double-quoted-scalar" && token.type !== "single-quoted-scalar") return false;
  return token.source.length < 2 || !token.source.endsWith(token.source.charAt(0));
}

/** One finding for each line: what follows on the same line is mostly an echo of the first. A place of one letter is widened to its word. */
function report(problems: readonly Problem[], severity: "error" | "warning", findings: Findings): void {
  let lineEnd = -1;
  for (const { code, pos, message } of problems) {
    if (pos[0] <= lineEnd) continue;
    const { text } = findings;
    const start = Math.min(pos[0], text.length);
    lineEnd = lineEndOf(text, start);
    const word = /^[ \t]*\S*/.exec(text.slice(start, lineEnd))?.[0].length ?? 0;
    const end = Math.max(start + word, Math.min(pos[1], lineEnd));
    findings.add(severity, "yaml-syntax", { start, end }, { found: excerpt(text.slice(start, end)), reason: reasonOf(code, message) });
  }
}

function reasonOf(code: ErrorCode, message: string): YamlReason {
  switch (code) {
    case "BAD_INDENT":
      return "indent";
    case "TAB_AS_INDENT":
      return "tab";
    case "MISSING_CHAR":
      // The library has one code for a missing quote, bracket, comma and colon.
      if (/closing|must end/.test(message)) return "unclosed";
      return /followed by map values/.test(message) ? "colon" : "unexpected";
    case "BLOCK_AS_IMPLICIT_KEY":
    case "MULTILINE_IMPLICIT_KEY":
      return "nested";
    case "UNEXPECTED_TOKEN":
    case "BLOCK_IN_FLOW":
      return "unexpected";
    case "BAD_SCALAR_START":
      return "reserved";
    case "BAD_DQ_ESCAPE":
      return "escape";
    case "MULTIPLE_DOCS":
      return "documents";
    case "BAD_DIRECTIVE":
      return "directive";
    case "ALIAS_PROPS":
    case "BAD_ALIAS":
    case "MULTIPLE_ANCHORS":
    case "BAD_PROP_ORDER":
      return "alias";
    case "MULTIPLE_TAGS":
    case "TAG_RESOLVE_FAILED":
    case "BAD_COLLECTION_TYPE":
      return "tag";
    case "KEY_OVER_1024_CHARS":
    case "NON_STRING_KEY":
    case "DUPLICATE_KEY":
      return "key";
    case "IMPOSSIBLE":
    case "RESOURCE_EXHAUSTION":
      return "other";
  }
}

/** True when a document holds nothing but comments. */
export function isBlank(document: YamlDocument): boolean {
  const { contents } = document;
  return contents === null || (isScalar(contents) && contents.value === "" && contents.range[0] === contents.range[1]);
}

function restOfLine(text: string, offset: number): Span {
  const start = Math.min(offset, text.length);
  return { start, end: lineEndOf(text, start) };
}
