// A link of the block to a note: `[[250917-TCP|TCP]]`, quoted or not, or the note's bare name.

import type { BlockNode } from "./tree.ts";

const WIKI_LINK = /^!?\[\[[^[\]|]+(\|[^[\]]*)?\]\]$/;

/** The link as a wiki link, or null when it is none. Unquoted, YAML takes it for a list in a list; the source has it whole. */
export function readLink(node: BlockNode, source: string): string | null {
  const { start, end } = node.span;
  const text = (node.kind === "text" ? node.text : source.slice(start, end)).trim();
  if (/[\n\r]/.test(text)) return null;
  if (WIKI_LINK.test(text)) return text;
  return node.kind === "text" && text !== "" && !/[[\]|]/.test(text) ? `[[${text}]]` : null;
}
