// Where a new entry of a map goes, and how it is written there: one line of a block map, one entry between braces.

import { entryEnd } from "../text/extent.ts";
import { lineBreakOf, lineEndOf, lineStartOf } from "../text/place.ts";
import type { Entry, MapNode } from "../text/tree.ts";
import type { Change } from "./change.ts";
import { insertAt } from "./change.ts";

/** A key and its value's text; `value` is asked how to write itself, since braces around it, and its indentation, matter. */
export interface NewEntry {
  readonly key: string;
  readonly value: (flow: boolean, indent: string) => string;
}

/** Puts an entry into a map behind those that come before it in `order`; unknown keys stay where they are. */
export function insertEntry(text: string, map: MapNode, order: readonly string[], entry: NewEntry): Change {
  const [first] = map.written;
  if (first === undefined) return map.flow ? insertAt(map.span.start + 1, betweenBraces(text, map, entry)) : insertLine(text, map.span.start, "", entry);
  const before = predecessor(map.written, order, entry.key);
  if (map.flow) {
    const written = writeEntry(entry, true, "");
    return before === null ? insertAt(first.keySpan.start, `${written}, `) : insertAt(entryEnd(before), `, ${written}`);
  }
  const indent = indentOf(text, first);
  if (before !== null) return insertLine(text, entryEnd(before), indent, entry);
  return insertAt(first.keySpan.start, writeEntry(entry, false, indent) + lineBreakOf(text) + indent);
}

/** Puts a value behind a key that has none. */
export function fillGap(text: string, { gap }: Entry, value: string): Change {
  const at = text.slice(0, gap.at).replace(/[ \t]+$/, "").length;
  return insertAt(at, gap.colon ? ` ${value}` : `: ${value}`);
}

/** The white space before a key, as many columns as stand before it where other marks do. */
export function indentOf(text: string, entry: Entry): string {
  const before = text.slice(lineStartOf(text, entry.keySpan.start), entry.keySpan.start);
  return before.replace(/^\uFEFF/, "").replace(/[^ \t]/g, " ");
}

/** The last entry that the order puts before a key; the last of all when it knows none of them; null when the key comes first. */
function predecessor(entries: readonly Entry[], order: readonly string[], key: string): Entry | null {
  const rank = order.indexOf(key);
  const before = entries.findLast((entry) => order.includes(entry.key) && order.indexOf(entry.key) < rank);
  if (before !== undefined) return before;
  return entries.some((entry) => order.includes(entry.key)) ? null : (entries.at(-1) ?? null);
}

/** A line of its own behind the line that `at` lies on, or right there where a line begins. */
function insertLine(text: string, at: number, indent: string, entry: NewEntry): Change {
  const written = indent + writeEntry(entry, false, indent);
  const lineBreak = lineBreakOf(text);
  const atLineStart = text.slice(0, at).replace(/^\uFEFF/, "") === "" || lineStartOf(text, at) === at;
  if (!atLineStart) return insertAt(lineEndOf(text, at), lineBreak + written);
  return insertAt(at, at === text.length && !text.endsWith("\n") ? written : written + lineBreak);
}

function betweenBraces(text: string, map: MapNode, entry: NewEntry): string {
  const written = ` ${writeEntry(entry, true, "")}`;
  return text.charAt(map.span.start + 1) === "}" ? `${written} ` : written;
}

function writeEntry({ key, value }: NewEntry, flow: boolean, indent: string): string {
  const written = value(flow, indent);
  return /^\r?\n/.test(written) ? `${key}:${written}` : `${key}: ${written}`;
}
