// How far a node of the tree reaches in the text: up to its last letter, without the comments and blank lines behind it.

import type { BlockNode, Entry } from "./tree.ts";

/** The offset behind the last letter of a node. A block scalar reaches to the line break that ends it. */
export function contentEnd(node: BlockNode): number {
  if (node.alias !== null) return node.alias.end;
  if (node.kind === "text" || node.flow) return node.span.end;
  if (node.kind === "map") {
    const last = node.written.at(-1);
    return last === undefined ? node.span.end : entryEnd(last);
  }
  const last = node.items.at(-1);
  return last === undefined ? node.span.end : contentEnd(last);
}

/** The offset behind the last letter of an entry. */
export function entryEnd(entry: Entry): number {
  return entry.value === null ? entry.gap.at : contentEnd(entry.value);
}
