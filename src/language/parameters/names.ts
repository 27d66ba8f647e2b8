// Lists of names as a value: `[x25519, secp256r1]`, or the same between commas. They are kept as one text, `x25519, secp256r1`.

import type { Parameter, Span } from "../text/block.ts";
import type { Findings } from "../text/findings.ts";
import { excerpt, notAllowed } from "../text/findings.ts";
import type { BlockNode } from "../text/tree.ts";
import { placeOfNode } from "../text/tree.ts";
import { formatQuantity, parseQuantity } from "./quantity.ts";
import { NOTHING } from "./stream-parameters.ts";

/** An entry of a list as written. */
interface Entry {
  readonly text: string;
  readonly span: Span;
}

/** The names of a value that has been read. */
export function namesOf(value: string): readonly string[] {
  return value === NOTHING || value === "" ? [] : value.split(", ");
}

/** The value of a list; null, with an error among the findings, when it is none. */
export function readNames(row: Parameter, node: BlockNode, findings: Findings): string | null {
  const words = row.words ?? [];
  const whole = node.kind === "text" ? node.text.trim().toLowerCase() : "";
  const word = words.find((each) => each === whole);
  if (word !== undefined) return word;
  const entries = entriesOf(row, node);
  if (entries === null) return wrongType(row, placeOfNode(node), findings);
  if (entries.length === 0) return words.includes(NOTHING) ? NOTHING : wrongType(row, placeOfNode(node), findings);
  const read = entries.map((entry) => readEntry(row, entry, findings));
  return read.includes(null) ? null : read.join(", ");
}

/** A list's entries; of a map, as `ssh-work: { SSH_MSG_KEXINIT: 5ms }`, each name with its value. Null when something else stands there. */
function entriesOf(row: Parameter, node: BlockNode): readonly Entry[] | null {
  const span = placeOfNode(node);
  switch (node.kind) {
    case "text":
      return node.text.trim() === "" ? null : node.text.split(",").map((text) => ({ text: text.trim(), span }));
    case "list": {
      const entries = node.items.map((item) => (item.kind === "text" ? { text: item.text.trim(), span: placeOfNode(item) } : null));
      return entries.every((entry) => entry !== null && !entry.text.includes(",")) ? entries.filter((entry) => entry !== null) : null;
    }
    case "map": {
      const entries = node.entries.map(({ key, value }) => (value?.kind === "text" ? { text: `${key} ${value.text.trim()}`, span: placeOfNode(value) } : null));
      return row.items === "time" && entries.every((entry) => entry !== null) ? entries : null;
    }
  }
}

function readEntry(row: Parameter, { text, span }: Entry, findings: Findings): string | null {
  const { choices, items, min = 0, max = Infinity } = row;
  if (items === undefined) {
    const found = choices?.find((choice) => choice.toLowerCase() === text.toLowerCase());
    if (found !== undefined || (choices === undefined && text !== "")) return found ?? text;
    findings.error("unknown-choice", span, { key: row.key, ...notAllowed(text, choices ?? []) });
    return null;
  }
  // Of a name and a time, the time is the last word.
  const cut = items === "time" ? text.lastIndexOf(" ") : -1;
  const quantity = parseQuantity(text.slice(cut + 1), items);
  if (quantity.kind !== "value" || (items === "time" && cut <= 0)) return wrongType(row, span, findings);
  if (quantity.value < min || quantity.value > max) {
    findings.error("out-of-range", span, { key: row.key, found: excerpt(text), min: formatQuantity(items, min, ""), max: formatQuantity(items, max, "") });
    return null;
  }
  return items === "time" ? `${text.slice(0, cut).trim()} ${formatQuantity("time", quantity.value, "")}` : formatQuantity("size", quantity.value, "");
}

function wrongType(row: Parameter, span: Span, findings: Findings): null {
  findings.error("wrong-type", span, { key: row.key, found: excerpt(findings.text.slice(span.start, span.end)), expected: row.items === undefined ? "names" : row.items === "size" ? "sizes" : "times" });
  return null;
}
