// Inline Markdown in Live Preview: marks are hidden where the cursor is not, words between them are drawn as they will look.

import type { EditorState, Range } from "@codemirror/state";
import { Decoration } from "@codemirror/view";
import type { SyntaxNode, Tree } from "@lezer/common";
import type { LiveOwner } from "./live-preview.ts";
import { parseLinktext } from "./paths.ts";

const STYLED: Readonly<Record<string, string>> = { StrongEmphasis: "cm-strong", Emphasis: "cm-em", InlineCode: "cm-inline-code", Strikethrough: "cm-strikethrough" };
const HIDDEN = new Set(["EmphasisMark", "CodeMark", "StrikethroughMark", "HeaderMark", "LinkMark", "URL"]);
const hide = Decoration.replace({});

type Test = (from: number, to: number) => boolean;

/** The decorations of everything that is not a block widget. `taken` says what belongs to a block already. */
export function inlineDecorations(state: EditorState, tree: Tree, taken: Test, touched: Test, owner: LiveOwner): Range<Decoration>[] {
  const ranges: Range<Decoration>[] = [];
  const { doc } = state;
  tree.iterate({
    enter(node) {
      if (node.name === "Document") return true;
      if (node.name === "FencedCode" || node.name === "Table" || taken(node.from, node.to)) return node.name !== "FencedCode" && node.name !== "Table" && !taken(node.from, node.to);
      const line = doc.lineAt(node.from);
      const level = /^ATXHeading(\d)$/.exec(node.name)?.[1];
      if (level !== undefined) ranges.push(Decoration.line({ class: `HyperMD-header HyperMD-header-${level}` }).range(line.from));
      if (node.name === "Blockquote") eachLine(state, node.from, node.to, (from) => ranges.push(Decoration.line({ class: "HyperMD-quote" }).range(from)));
      if (node.name === "ListItem") {
        const depth = Math.floor((node.from - line.from) / 2);
        eachLine(state, node.from, node.from, (from) => ranges.push(Decoration.line({ class: `HyperMD-list-line HyperMD-list-line-${String(depth + 1)}`, attributes: { style: `--depth: ${String(depth)}` } }).range(from)));
        if (line.from < node.from) ranges.push(hide.range(line.from, node.from));
      }
      if (node.name === "ListMark") {
        const bullet = /^[-*+]$/.test(doc.sliceString(node.from, node.to));
        ranges.push(Decoration.mark({ class: bullet ? "list-bullet" : "list-number" }).range(node.from, node.to));
      }
      if (node.name === "HorizontalRule" && !touched(line.from, line.to)) ranges.push(Decoration.line({ class: "HyperMD-hr" }).range(line.from));
      const style = STYLED[node.name];
      if (style !== undefined && node.to > node.from) ranges.push(Decoration.mark({ class: style }).range(node.from, node.to));
      if (node.name === "Link") ranges.push(Decoration.mark({ class: "cm-link" }).range(node.from, node.to));
      if (HIDDEN.has(node.name) && isHideable(state, node, touched)) {
        const to = node.name === "HeaderMark" ? Math.min(node.to + 1, line.to) : node.to;
        if (to > node.from) ranges.push(hide.range(node.from, to));
      }
      return true;
    },
  });
  for (const match of doc.toString().matchAll(/(!?)\[\[([^[\]|\n]+)(\|[^[\]\n]*)?\]\]/g)) {
    const from = match.index;
    const to = from + match[0].length;
    if (taken(from, to) || match[1] === "!" || isCode(tree, from)) continue;
    const linktext = match[2] ?? "";
    const { path } = parseLinktext(linktext);
    const resolved = path === "" || owner.app.metadataCache.getFirstLinkpathDest(path, owner.path()) !== null;
    const labelFrom = match[3] === undefined ? from + 2 : from + 2 + linktext.length + 1;
    if (!touched(from, to)) {
      ranges.push(hide.range(from, labelFrom), hide.range(to - 2, to));
    }
    ranges.push(Decoration.mark({ class: `cm-hmd-internal-link${resolved ? "" : " is-unresolved"}`, attributes: { "data-href": linktext } }).range(labelFrom, to - 2));
  }
  return ranges;
}

function isHideable(state: EditorState, node: { name: string; from: number; to: number; node: { parent: { name: string; from: number; to: number } | null } }, touched: Test): boolean {
  const { parent } = node.node;
  if (parent === null) return false;
  if ((node.name === "LinkMark" || node.name === "URL") && parent.name !== "Link") return false;
  const whole = node.name === "HeaderMark" ? state.doc.lineAt(node.from) : parent;
  return !touched(whole.from, whole.to);
}

function isCode(tree: Tree, at: number): boolean {
  const names: string[] = [];
  for (let node: SyntaxNode | null = tree.resolveInner(at, 1); node !== null; node = node.parent) names.push(node.name);
  return names.some((name) => name.includes("Code"));
}

function eachLine(state: EditorState, from: number, to: number, visit: (from: number) => void): void {
  for (let line = state.doc.lineAt(from); ; line = state.doc.line(line.number + 1)) {
    visit(line.from);
    if (line.to >= to || line.number >= state.doc.lines) return;
  }
}
