// The reading view: a note's sections, of which those whose text stays keep their elements.

import type { App } from "./app.ts";
import { Component } from "./component.ts";
import { readFrontMatter } from "./frontmatter.ts";
import { parseSections, toElements, type Section } from "./markdown.ts";
import { MarkdownRenderer, finishSection } from "./renderer.ts";
import { freshDocId, makeContext, type SectionInformation } from "./processors.ts";
import { drawProperties } from "./properties.ts";
import { answerSectionInfo } from "./section-info.ts";
import type { TFile } from "./vault.ts";

interface Shown { section: Section; readonly el: HTMLElement; readonly life: Component }

export class MarkdownPreviewView extends MarkdownRenderer {
  readonly app: App;
  hoverPopover: unknown = null;
  readonly #file: () => TFile | null;
  readonly #scroller: HTMLElement;
  readonly #sizer: HTMLElement;
  readonly #properties: HTMLElement;
  readonly #docId = freshDocId();
  #text = "";
  #shown: Shown[] = [];

  constructor(app: App, parent: HTMLElement, file: () => TFile | null) {
    super(parent.createDiv("markdown-reading-view"));
    this.app = app;
    this.#file = file;
    this.#scroller = this.containerEl.createDiv("markdown-preview-view markdown-rendered node-insert-event is-readable-line-width");
    this.#sizer = this.#scroller.createDiv("markdown-preview-sizer markdown-preview-section");
    this.#properties = this.#sizer.createDiv("mod-header mod-ui");
  }

  get file(): TFile | null { return this.#file(); }
  get(): string { return this.#text; }
  getScroll(): number { return this.#scroller.scrollTop; }
  applyScroll(scroll: number): void { this.#scroller.scrollTop = scroll; }

  clear(): void {
    for (const shown of this.#shown.splice(0)) this.#drop(shown);
    this.#text = "";
    this.#properties.empty();
  }

  rerender(full = false): void {
    const text = this.#text;
    if (full) this.clear();
    this.set(text, false);
  }

  /** Shows a text; sections equal at the front and at the end stay, those between are destroyed and made anew. */
  set(text: string, clear: boolean): void {
    if (clear) this.clear();
    this.#text = text;
    const next = parseSections(text);
    const old = this.#shown;
    let front = 0;
    while (front < old.length && front < next.length && old[front]?.section.source === next[front]?.source) front += 1;
    let back = 0;
    while (back < old.length - front && back < next.length - front && old.at(-1 - back)?.section.source === next.at(-1 - back)?.source) back += 1;
    const gone = old.slice(front, old.length - back);
    const kept = [...old.slice(0, front), ...old.slice(old.length - back)];
    [...next.slice(0, front), ...next.slice(next.length - back)].forEach((section, index) => {
      const shown = kept[index];
      if (shown !== undefined) shown.section = section;
    });
    const before: Element = kept[front - 1]?.el ?? this.#properties;
    const made = next.slice(front, next.length - back).map((section): Shown => {
      const life = this.addChild(new Component());
      return { section, life, el: this.containerEl.doc.createElement("div") };
    });
    this.#shown = [...kept.slice(0, front), ...made, ...kept.slice(front)];
    for (const shown of gone) this.#drop(shown);
    this.#drawProperties();
    for (const shown of made) this.#fill(shown);
    before.after(...made.map(({ el }) => el));
  }

  #fill(shown: Shown): void {
    const { el, section, life } = shown;
    el.className = `el-${section.kind}`;
    el.append(toElements(section.html, el.doc));
    const path = this.file?.path ?? "";
    const context = makeContext(path, this.#text, life, (inner) => answerSectionInfo(path, this.#locate(inner)), this.#docId);
    void finishSection(this.app, el, context, life);
  }

  #locate(inner: HTMLElement): SectionInformation | null {
    if (inner.closest(".callout, .internal-embed") !== null) return null;
    const found = this.#shown.find(({ el }) => el.contains(inner));
    if (found === undefined) return null;
    return { text: this.#text, lineStart: found.section.lineStart, lineEnd: found.section.lineEnd };
  }

  /** Brings a line of the note into view. */
  showLine(line: number): void {
    this.#shown.find(({ section }) => section.lineStart <= line && line <= section.lineEnd)?.el.scrollIntoView({ block: "center" });
  }

  #drop({ el, life }: Shown): void {
    el.remove();
    this.removeChild(life);
  }

  #drawProperties(): void {
    this.#properties.empty();
    const title = this.file?.basename;
    if (title !== undefined) this.#properties.createDiv({ cls: "inline-title", text: title });
    drawProperties(this.#properties, readFrontMatter(this.#text));
  }
}
