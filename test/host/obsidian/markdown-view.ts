// The view of a note: an editor in Live Preview and a reading view of the same text, one of them shown.

import { Component } from "./component.ts";
import { editorFields } from "./editor-fields.ts";
import { Editor } from "./editor.ts";
import { getFrontMatterInfo } from "./frontmatter.ts";
import type { WorkspaceLeaf } from "./leaf.ts";
import { livePreview, redraw } from "./live-preview.ts";
import { mergeTexts } from "./merge.ts";
import { Notice } from "./notice.ts";
import { parseLinktext } from "./paths.ts";
import { freshDocId } from "./processors.ts";
import { MarkdownPreviewView } from "./reading.ts";
import { Keymap } from "./scope.ts";
import type { TFile } from "./vault.ts";
import { TextFileView } from "./views.ts";

/** Milliseconds after the last keystroke until the editor's text is written to the vault. */
const SAVE_DELAY = 2000;

export class MarkdownView extends TextFileView {
  readonly editor: Editor;
  readonly previewMode: MarkdownPreviewView;
  hoverPopover: Component | null = null;
  override icon = "file-text";
  readonly #sourceEl: HTMLElement;
  readonly #widgets = new Component();
  #mode: "source" | "preview" = "preview";
  #dirty = false;
  #timer = 0;

  constructor(leaf: WorkspaceLeaf) {
    super(leaf);
    this.#sourceEl = this.contentEl.createDiv("markdown-source-view mod-cm6 is-live-preview is-readable-line-width");
    const owner = { app: this.app, life: this.#widgets, docId: freshDocId(), path: () => this.file?.path ?? "", shown: () => this.#mode === "source" };
    this.editor = new Editor(this.#sourceEl, [livePreview(owner), editorFields(this)], (fromDisk) => { if (!fromDisk) this.#edited(); });
    this.previewMode = new MarkdownPreviewView(this.app, this.contentEl, () => this.file);
    this.addChild(this.#widgets);
    this.addChild(this.previewMode);
    this.#links();
    this.#showMode();
  }

  override onload(): void {
    const { vault, workspace, metadataCache } = this.app;
    this.registerEvent(vault.on("modify", (file: TFile) => { if (file === this.file) this.#changedOnDisk(); }));
    this.registerEvent(workspace.on("quick-preview", (file: TFile, data: string, from: MarkdownView) => {
      if (file === this.file && from !== this && this.#mode === "preview") this.previewMode.set(data, false);
    }));
    this.registerEvent(workspace.on("processors-changed", () => { this.#processorsChanged(); }));
    this.registerEvent(metadataCache.on("resolved", () => { this.#markLinks(); }));
    this.editor.setPluginExtensions(workspace.editorExtensions);
  }

  override onunload(): void {
    window.clearTimeout(this.#timer);
    if (this.#dirty) void this.save();
    this.editor.cm.destroy();
  }

  getViewType(): string { return "markdown"; }
  getMode(): "source" | "preview" { return this.#mode; }
  get currentMode(): MarkdownPreviewView | Editor { return this.#mode === "preview" ? this.previewMode : this.editor; }
  getViewData(): string { return this.#mode === "preview" && !this.#dirty ? this.data : this.editor.getValue(); }
  showSearch(): void { return undefined; }

  setViewData(data: string, clear: boolean): void {
    if (clear) this.clear();
    this.data = data;
    this.editor.setFromDisk(data);
    if (clear) this.editor.setCursor(this.editor.offsetToPos(getFrontMatterInfo(this.editor.getValue()).contentStart));
    if (this.#mode === "preview") this.previewMode.set(data, clear);
  }

  clear(): void {
    this.previewMode.clear();
    this.editor.setFromDisk("");
  }

  override getState(): Record<string, unknown> { return { file: this.file?.path ?? null, mode: this.#mode, source: false }; }

  override async setState(state: unknown, _result: unknown): Promise<void> {
    const { file: path, mode } = state as { file?: string; mode?: "source" | "preview" };
    const file = path === undefined ? null : this.app.vault.getFileByPath(path);
    if (file !== null && file !== this.file) {
      if (this.#dirty) await this.save();
      this.file = file;
      this.setViewData(await this.app.vault.read(file), true);
    }
    if (mode !== undefined && mode !== this.#mode) this.setMode(mode);
    this.leaf.showTitle();
  }

  override setEphemeralState(state: unknown): void {
    const { subpath, line } = state as { subpath?: string; line?: number };
    if (line !== undefined) {
      if (this.#mode === "preview") this.previewMode.showLine(line);
      else this.editor.scrollIntoView({ from: { line, ch: 0 } }, true);
    }
    if (subpath === undefined || subpath === "") return;
    const wanted = subpath.replace(/^#+/, "").toLowerCase();
    const headings = [...this.contentEl.querySelectorAll<HTMLElement>("[data-heading]")];
    headings.find((heading) => (heading.getAttribute("data-heading") ?? "").toLowerCase() === wanted)?.scrollIntoView();
  }

  /** Switches between the reading view and Live Preview. */
  setMode(mode: "source" | "preview"): void {
    const data = this.getViewData();
    this.#mode = mode;
    this.editor.cm.dispatch({ effects: redraw.of(null) });
    if (mode === "preview") this.previewMode.set(data, true);
    else this.previewMode.clear();
    this.#showMode();
    this.app.layoutChanged();
  }

  /** Writes the editor's text, if it was changed here. */
  async save(): Promise<void> {
    window.clearTimeout(this.#timer);
    if (!this.#dirty || this.file === null) return;
    this.#dirty = false;
    this.data = this.editor.getValue();
    await this.app.vault.modify(this.file, this.data);
  }

  readonly requestSave = (): void => {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => { void this.save(); }, SAVE_DELAY);
  };

  #edited(): void {
    this.#dirty = true;
    this.requestSave();
    this.app.workspace.trigger("editor-change", this.editor, this);
    this.app.suggest(this);
    this.app.workspace.trigger("quick-preview", this.file, this.editor.getValue(), this);
  }

  #changedOnDisk(): void {
    const text = this.file === null ? null : this.app.vault.peek(this.file.path);
    if (text === null || text === this.data) return;
    if (!this.#dirty) {
      this.setViewData(text, false);
      return;
    }
    const merged = mergeTexts(this.data, this.editor.getValue(), text);
    this.data = text;
    this.editor.setFromDisk(merged);
    new Notice(`“${this.file?.name ?? ""}” has been modified externally, merging changes automatically.`);
  }

  #showMode(): void {
    this.containerEl.setAttr("data-mode", this.#mode);
    this.#sourceEl.toggle(this.#mode === "source");
    this.previewMode.containerEl.toggle(this.#mode === "preview");
    if (this.#mode === "source") this.editor.cm.requestMeasure();
  }

  #processorsChanged(): void {
    this.editor.setPluginExtensions(this.app.workspace.editorExtensions);
    this.editor.cm.dispatch({ effects: redraw.of(null) });
    if (this.#mode === "preview") this.previewMode.rerender(true);
  }

  #markLinks(): void {
    for (const link of this.previewMode.containerEl.querySelectorAll<HTMLElement>("a.internal-link")) {
      const { path } = parseLinktext(link.getAttribute("data-href") ?? "");
      link.toggleClass("is-unresolved", path !== "" && this.app.metadataCache.getFirstLinkpathDest(path, this.file?.path ?? "") === null);
    }
  }

  #links(): void {
    const find = (event: Event): HTMLElement | null => (event.target as Element).closest<HTMLElement>("a.internal-link, .cm-hmd-internal-link");
    this.contentEl.addEventListener("click", (event) => {
      const link = find(event);
      if (link === null || event.defaultPrevented) return;
      event.preventDefault();
      void this.app.workspace.openLinkText(link.getAttribute("data-href") ?? link.getAttribute("href") ?? "", this.file?.path ?? "", Keymap.isModEvent(event));
    });
    this.contentEl.addEventListener("mouseover", (event) => {
      const targetEl = find(event);
      if (targetEl === null || targetEl.closest("[class*=block-language-]") !== null) return;
      this.app.workspace.trigger("hover-link", {
        event, source: this.#mode === "preview" ? "preview" : "editor", hoverParent: this, targetEl,
        linktext: targetEl.getAttribute("data-href") ?? "", sourcePath: this.file?.path ?? "",
      });
    });
  }
}
