// One value of the block held against its row of the parameter table: kind, unit and range.

import { isAddress } from "../text/address.ts";
import type { Parameter, Span } from "../text/block.ts";
import type { Findings } from "../text/findings.ts";
import { excerpt, notAllowed } from "../text/findings.ts";
import type { BlockNode, TextNode } from "../text/tree.ts";
import { placeOfNode } from "../text/tree.ts";
import { readNames } from "./names.ts";
import { formatValue, wordOf } from "./parameters.ts";
import type { QuantityKind } from "./quantity.ts";
import { parseQuantity, unitsOf } from "./quantity.ts";

/** The value that a node gives to a parameter, in its own unit; null, with an error among the findings, when it gives none. */
export function readValue(row: Parameter, node: BlockNode, findings: Findings): number | string | null {
  if (row.kind === "names") return readNames(row, node, findings);
  if (node.kind !== "text") return wrongType(row, node, findings);
  switch (row.kind) {
    case "text":
      return node.text.trim();
    case "address":
      return isAddress(node.text) ? node.text : wrongType(row, node, findings);
    case "choice":
      return readChoice(row.key, row.choices ?? [], node, "unknown-choice", findings);
    default:
      return readNumber(row, row.kind, node, findings);
  }
}

/** One of the allowed words, whatever its case, in the spelling given here. */
export function readChoice<W extends string>(key: string, choices: readonly W[], node: TextNode, code: "unknown-choice" | "unknown-scenario", findings: Findings, severity: "error" | "warning" = "error"): W | null {
  const choice = wordOf(choices, node.text);
  if (choice !== undefined) return choice;
  findings.add(severity, code, placeOfNode(node), { key, ...notAllowed(node.text, choices) });
  return null;
}

function readNumber(row: Parameter, kind: QuantityKind, node: TextNode, findings: Findings): number | string | null {
  const text = node.text.trim();
  const word = wordOf(row.words ?? [], text);
  if (word !== undefined) return word;
  const quantity = parseQuantity(text, kind);
  switch (quantity.kind) {
    case "not-a-quantity":
      return wrongType(row, node, findings);
    case "wrong-unit": {
      const values = { key: row.key, found: excerpt(quantity.unit), allowed: unitsOf(kind).join(", ") };
      findings.error("wrong-unit", unitSpan(node, quantity.unitAt), values);
      return null;
    }
    case "value": {
      const { min = -Infinity, max = Infinity } = row;
      if (quantity.value >= min && quantity.value <= max) return quantity.value;
      findings.error("out-of-range", placeOfNode(node), { key: row.key, found: excerpt(text), min: formatValue(row, min), max: formatValue(row, max) });
      return null;
    }
  }
}

/** The place of the unit itself, where the source shows it letter by letter. */
function unitSpan(node: TextNode, unitAt: number): Span {
  if (node.alias !== null || node.verbatimAt === null) return placeOfNode(node);
  const start = node.verbatimAt + node.text.length - node.text.trimStart().length + unitAt;
  return { start, end: node.verbatimAt + node.text.trimEnd().length };
}

function wrongType(row: Parameter, node: BlockNode, findings: Findings): null {
  const span = placeOfNode(node);
  findings.error("wrong-type", span, { key: row.key, found: excerpt(findings.text.slice(span.start, span.end)), expected: row.kind });
  return null;
}
