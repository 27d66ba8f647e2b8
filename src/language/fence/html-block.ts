// Blocks of HTML in a note, in which a fence is no fence (CommonMark 0.31 §4.6).

/** How a block of HTML ends: with a line that holds the text, or before a blank line. */
export type HtmlEnd = { readonly kind: "text"; readonly end: RegExp } | { readonly kind: "blank" };

const STARTS: readonly { readonly start: RegExp; readonly end: RegExp }[] = [
  { start: /^<(?:script|pre|style|textarea)(?:\s|>|$)/i, end: /<\/(?:script|pre|style|textarea)>/i },
  { start: /^<!--/, end: /-->/ },
  { start: /^<\?/, end: /\?>/ },
  { start: /^<![a-z]/i, end: />/ },
  { start: /^<!\[CDATA\[/, end: /\]\]>/ },
];

const BLOCK_TAGS =
  "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul";
const BLOCK_TAG = new RegExp(`^</?(?:${BLOCK_TAGS})(?:\\s|/?>|$)`, "i");
const LONE_TAG = /^<(?:\/[a-z][a-z0-9-]*\s*|[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?)>\s*$/i;

/** How the block of HTML that begins with this line ends, or null when none begins. */
export function htmlStart(line: string, inParagraph: boolean): HtmlEnd | null {
  for (const { start, end } of STARTS) {
    if (start.test(line)) return { kind: "text", end };
  }
  return BLOCK_TAG.test(line) || (!inParagraph && LONE_TAG.test(line)) ? { kind: "blank" } : null;
}
