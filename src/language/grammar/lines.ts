// The lines of a list such as the script, each with its place in the block letter by letter where the source shows it so.

import type { Span } from "../text/block.ts";
import { contentEnd } from "../text/extent.ts";
import type { Findings } from "../text/findings.ts";
import { excerpt } from "../text/findings.ts";
import type { BlockNode } from "../text/tree.ts";
import { placeOfNode } from "../text/tree.ts";
import type { Line } from "./phrase.ts";

/** The lines of a list; a single text is a list of one. What cannot be a line is reported and left out. */
export function linesOf(key: string, node: BlockNode, findings: Findings, severity: "error" | "warning" = "error"): readonly Line[] {
  if (node.kind === "map") {
    report(key, node, "list", findings, severity);
    return [];
  }
  const lines: Line[] = [];
  for (const item of node.kind === "list" ? node.items : [node]) {
    const line = lineOf(item, findings.text);
    if (line === null) report(key, item, "statement", findings, severity);
    else lines.push(line);
  }
  return lines;
}

/**
 * A text is a line. So is what YAML takes for a one-line mapping because of a colon inside
 * (`- client sends 5 bytes "Host: a"`): it is read as it stands in the source.
 */
function lineOf(node: BlockNode, source: string): Line | null {
  if (node.kind === "text") {
    if (node.alias !== null || node.verbatimAt === null) return /[\n\r]/.test(node.text.trim()) ? null : hidden(node.text.trim(), placeOfNode(node));
    return /[\n\r]/.test(node.text) ? null : shown(node.text, node.verbatimAt);
  }
  if (node.kind !== "map" || node.flow || node.alias !== null) return null;
  const text = source.slice(node.span.start, contentEnd(node)).trimEnd();
  return /[\n\r]/.test(text) ? null : shown(text, node.span.start);
}

function shown(text: string, at: number): Line {
  return { text, place: (start, end) => ({ span: { start: at + start, end: at + end }, exact: true }) };
}

function hidden(text: string, span: Span): Line {
  return { text, place: () => ({ span, exact: false }) };
}

function report(key: string, node: BlockNode, expected: "list" | "statement", findings: Findings, severity: "error" | "warning"): void {
  const span = placeOfNode(node);
  findings.add(severity, "wrong-type", span, { key, found: excerpt(findings.text.slice(span.start, span.end)), expected });
}
