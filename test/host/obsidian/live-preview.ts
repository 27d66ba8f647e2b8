// Live Preview: a CodeMirror editor whose Markdown is drawn as it will look, save where the cursor is.
// A fence with a processor is a block widget: destroyed and made anew whenever its text changes, and replaced by its source
// when the cursor enters.

import { ensureSyntaxTree } from "@codemirror/language";
import { StateEffect, StateField, type EditorState, type Extension, type Range } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, keymap, type DecorationSet } from "@codemirror/view";
import type { App } from "./app.ts";
import { Component } from "./component.ts";
import { getFrontMatterInfo, readFrontMatter } from "./frontmatter.ts";
import { setIcon } from "./icons.ts";
import { hasCodeBlockProcessor, makeContext, processorGeneration, runCodeBlock } from "./processors.ts";
import { drawProperties } from "./properties.ts";
import { renderInto } from "./renderer.ts";
import { answerSectionInfo } from "./section-info.ts";
import { inlineDecorations } from "./live-inline.ts";

/** What the widgets need to know of the editor's surroundings. */
export interface LiveOwner {
  readonly app: App;
  readonly life: Component;
  readonly docId: string;
  path(): string;
  /** False while the reading view is shown instead: then nothing is drawn. */
  shown(): boolean;
}

/** Draws everything anew: processors came or went. */
export const redraw = StateEffect.define();

class PropertiesWidget extends WidgetType {
  readonly text: string;
  readonly title: string;
  constructor(text: string, title: string) { super(); this.text = text; this.title = title; }
  override eq(other: PropertiesWidget): boolean { return other.text === this.text && other.title === this.title; }
  override toDOM(view: EditorView): HTMLElement {
    const el = view.dom.ownerDocument.createElement("div");
    el.className = "metadata-widget";
    el.createDiv({ cls: "inline-title", text: this.title });
    drawProperties(el, readFrontMatter(this.text));
    return el;
  }
}

/** A fence drawn by its processor. */
class CodeBlockWidget extends WidgetType {
  readonly owner: LiveOwner;
  readonly language: string;
  readonly source: string;
  constructor(owner: LiveOwner, language: string, source: string) {
    super();
    this.owner = owner;
    this.language = language;
    this.source = source;
  }
  override eq(other: CodeBlockWidget): boolean { return other.source === this.source && other.language === this.language; }
  override toDOM(view: EditorView): HTMLElement {
    const el = view.dom.ownerDocument.createElement("div");
    el.className = `cm-preview-code-block cm-embed-block markdown-rendered cm-lang-${this.language}`;
    const block = el.createDiv(`block-language-${this.language}`);
    const life = this.owner.life.addChild(new Component());
    lives.set(el, life);
    const path = this.owner.path();
    const context = makeContext(path, view.state.doc.toString(), life, () => answerSectionInfo(path, locate(view, el)), this.owner.docId);
    void runCodeBlock(this.language, this.source, block, context);
    const edit = el.createDiv({ cls: "edit-block-button", attr: { "aria-label": "Edit this block", role: "button" } });
    setIcon(edit, "code-2");
    edit.addEventListener("click", () => {
      const line = view.state.doc.lineAt(view.posAtDOM(el)).number + 1;
      view.dispatch({ selection: { anchor: view.state.doc.line(Math.min(line, view.state.doc.lines)).from } });
      view.focus();
    });
    return el;
  }
  override destroy(dom: HTMLElement): void { endLife(this.owner, dom); }
  override ignoreEvent(): boolean { return true; }
}

/** A callout, table or embed, rendered as in the reading view. */
class RenderedWidget extends WidgetType {
  readonly owner: LiveOwner;
  readonly source: string;
  readonly generation = processorGeneration();
  constructor(owner: LiveOwner, source: string) { super(); this.owner = owner; this.source = source; }
  override eq(other: RenderedWidget): boolean { return other.source === this.source && other.generation === this.generation; }
  override toDOM(view: EditorView): HTMLElement {
    const el = view.dom.ownerDocument.createElement("div");
    el.className = "cm-embed-block markdown-rendered";
    const life = this.owner.life.addChild(new Component());
    lives.set(el, life);
    void renderInto(this.owner.app, this.source, el, this.owner.path(), life);
    el.addEventListener("mousedown", (event) => {
      if ((event.target as Element).closest("a, button, input, .callout-title, [tabindex], [class*=block-language-]") !== null) return;
      event.preventDefault();
      view.dispatch({ selection: { anchor: view.posAtDOM(el) } });
      view.focus();
    });
    return el;
  }
  override destroy(dom: HTMLElement): void { endLife(this.owner, dom); }
  override ignoreEvent(): boolean { return true; }
}

const lives = new WeakMap<HTMLElement, Component>();

function endLife(owner: LiveOwner, dom: HTMLElement): void {
  const life = lives.get(dom);
  if (life !== undefined) owner.life.removeChild(life);
}

/** Where the fence behind a widget stands at this moment; null when the widget is no longer drawn. */
function locate(view: EditorView, el: HTMLElement): { text: string; lineStart: number; lineEnd: number } | null {
  if (!view.contentDOM.contains(el)) return null;
  const { doc } = view.state;
  const first = doc.lineAt(view.posAtDOM(el));
  const mark = /^\s*(`{3,}|~{3,})/.exec(first.text)?.[1];
  if (mark === undefined) return null;
  let last = first.number + 1;
  while (last < doc.lines && !doc.line(last).text.trimStart().startsWith(mark)) last += 1;
  return { text: doc.toString(), lineStart: first.number - 1, lineEnd: Math.min(last, doc.lines) - 1 };
}

function decorate(state: EditorState, owner: LiveOwner): DecorationSet {
  if (!owner.shown()) return Decoration.none;
  const ranges: Range<Decoration>[] = [];
  const { doc } = state;
  const text = doc.toString();
  const top = getFrontMatterInfo(text).contentStart;
  const title = owner.path().split("/").at(-1)?.replace(/\.md$/, "") ?? "";
  const header = new PropertiesWidget(text.slice(0, top), title);
  if (top > 0) ranges.push(Decoration.replace({ widget: header, block: true }).range(0, top - (text[top - 1] === "\n" ? 1 : 0)));
  else ranges.push(Decoration.widget({ widget: header, block: true, side: -1 }).range(0));
  const touched = (from: number, to: number): boolean => state.selection.ranges.some((range) => range.from <= to && range.to >= from);
  const taken: { from: number; to: number }[] = [{ from: 0, to: top }];
  const replace = (from: number, to: number, widget: WidgetType): void => {
    taken.push({ from, to });
    ranges.push(Decoration.replace({ widget, block: true }).range(from, to));
  };
  const tree = ensureSyntaxTree(state, doc.length, 2000);
  tree?.topNode.cursor().iterate((node) => {
    if (node.type.isTop || node.from < top) return node.type.isTop;
    const from = doc.lineAt(node.from).from;
    const to = doc.lineAt(node.to).to;
    const source = doc.sliceString(from, to);
    if (node.name === "FencedCode") {
      const parts = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^\n]*\n(?:([\s\S]*)\n)? {0,3}\1[`~]*\s*$/.exec(source);
      const language = parts?.[2] ?? "";
      if (parts !== null && hasCodeBlockProcessor(language) && !touched(from, to)) replace(from, to, new CodeBlockWidget(owner, language, parts[3] ?? ""));
      else {
        taken.push({ from, to });
        for (let line = doc.lineAt(from); ; line = doc.line(line.number + 1)) {
          ranges.push(Decoration.line({ class: "HyperMD-codeblock cm-codeblock" }).range(line.from));
          if (line.to >= to) break;
        }
      }
    } else if ((node.name === "Table" || (node.name === "Blockquote" && /^>\s*\[!/.test(source)) || /^!\[\[[^\]]+\]\]\s*$/.test(source)) && !touched(from, to)) {
      replace(from, to, new RenderedWidget(owner, source));
    }
    return false;
  });
  if (tree !== null) ranges.push(...inlineDecorations(state, tree, (from, to) => taken.some((one) => from < one.to && to > one.from), touched, owner));
  return Decoration.set(ranges, true);
}

/** The whole of Live Preview as one extension. */
export function livePreview(owner: LiveOwner): Extension {
  const field = StateField.define<DecorationSet>({
    create: (state) => decorate(state, owner),
    update: (value, transaction) =>
      transaction.docChanged || transaction.selection !== undefined || transaction.effects.some((effect) => effect.is(redraw))
        ? decorate(transaction.state, owner)
        : value,
    provide: (self) => EditorView.decorations.from(self),
  });
  const step = (by: 1 | -1) => (view: EditorView): boolean => {
    const { doc, selection } = view.state;
    if (!selection.main.empty) return false;
    const here = doc.lineAt(selection.main.head).number;
    const next = here + by;
    if (next < 1 || next > doc.lines) return false;
    const line = doc.line(next);
    const hidden: number[] = [];
    view.state.field(field).between(line.from, line.to, (from, to, decoration) => {
      const spec = decoration.spec as { block?: boolean };
      if (spec.block === true && to > from && from > 0) hidden.push(from);
    });
    if (hidden.length === 0) return false;
    view.dispatch({ selection: { anchor: line.from }, scrollIntoView: true });
    return true;
  };
  return [field, keymap.of([{ key: "ArrowDown", run: step(1) }, { key: "ArrowUp", run: step(-1) }])];
}
