// One block in one note, as long as its element stands in the page: everything that lives in it belongs to this.

import { MarkdownRenderChild, Notice, type HoverParent, type HoverPopover, type MarkdownPostProcessorContext } from "obsidian";
import type { ViewState } from "../../diagram/index.ts";
import { believableSection, type Section } from "../note/section-check.ts";
import type { Studio } from "../studio.ts";
import { whenAttached } from "./attachment.ts";
import { BlockEdits } from "./block-edits.ts";
import { BlockFace } from "./block-face.ts";
import type { BlockRun } from "./block-run.ts";
import { restoreFocus, watchFocus } from "./focus-keeper.ts";
import type { LiveBlock } from "./live-blocks.ts";
import type { BlockRecord } from "./view-store.ts";

/** The element of a block, drawn whole by `draw`. */
export class BlockChild extends MarkdownRenderChild implements LiveBlock, HoverParent {
  hoverPopover: HoverPopover | null = null;
  readonly source: string;
  readonly #studio: Studio;
  readonly #context: MarkdownPostProcessorContext;
  readonly #edits: BlockEdits;
  readonly #face: BlockFace;
  #record: BlockRecord;
  #section: Section | null;
  #frame: number | null = null;
  #seen = false;
  #run: BlockRun | null = null;

  constructor(container: HTMLElement, source: string, context: MarkdownPostProcessorContext, studio: Studio) {
    super(container);
    this.source = source;
    this.#studio = studio;
    this.#context = context;
    this.#section = this.#ask();
    this.#record = studio.views.claim(this.#claim(), this);
    const root = container.createDiv({ cls: "handshake-block" });
    this.#edits = new BlockEdits({
      studio,
      record: () => this.#own(),
      writable: () => this.#writable,
      showSoon: () => { this.#showSoon(); },
    });
    this.#face = new BlockFace(root, {
      app: studio.app,
      notes: studio.notes,
      edits: this.#edits,
      hoverParent: this,
      prefix: studio.nextId(),
      sourcePath: () => this.#record.path,
      writable: () => this.#writable,
      settings: () => studio.settings,
      view: () => this.#record.view,
      width: () => this.#record.width,
      base: (run, key) => studio.base(run, key),
      viewed: (view) => { this.#viewed(view); },
      copy: (text) => { void this.#copy(text); },
    });
  }

  get record(): BlockRecord {
    return this.#record;
  }

  get run(): BlockRun | null {
    return this.#run;
  }

  get alive(): boolean {
    if (!this.containerEl.isConnected) return !this.#seen;
    this.#seen = true;
    return true;
  }

  /** Draws everything, at once. */
  draw(): void {
    const { root } = this.#face;
    this.show();
    const { focus } = this.#record;
    watchFocus(root, (name) => { if (this.#holds) this.#record.focus = name; });
    for (const name of ["pointerdown", "focusin"] as const) root.addEventListener(name, () => { this.#studio.views.use(this.#record); });
    root.addEventListener("scroll", () => { this.rememberView(); }, { capture: true, passive: true });
    this.register(whenAttached(this.containerEl, () => { this.#attached(focus); }));
    if (this.#record.draft.pending.size > 0) this.#edits.settle();
  }

  override onload(): void {
    const { app, notes, blocks } = this.#studio;
    blocks.add(this);
    this.registerEvent(app.metadataCache.on("changed", (file, data) => {
      if (file.path !== this.#record.path) return;
      const section = believableSection(this.#section, this.#ask(), this.#record.draft.body);
      if (section !== null && section.text === data) this.#learn(section);
    }));
    this.registerEvent(app.workspace.on("css-change", () => { this.redraw(); }));
    this.register(notes.onChange(() => { this.#face.refreshNotes(); }));
    this.register(this.containerEl.onWindowMigrated(() => { this.redraw(); }));
    const sizes = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) this.#record.width = entry.contentRect.width;
    });
    sizes.observe(this.#face.root);
    this.register(() => { sizes.disconnect(); });
  }

  override onunload(): void {
    this.#studio.blocks.delete(this);
    if (this.#frame !== null) this.containerEl.win.cancelAnimationFrame(this.#frame);
    if (this.#holds && this.#record.draft.pending.size > 0) this.#edits.settle();
    this.#studio.views.release(this.#record, this);
    this.#face.destroy();
    this.#studio.blockEnded(this);
  }

  show(): void {
    const record = this.#record;
    const run = this.#studio.run(record.draft.text);
    const before = record.lastGood === null ? null : this.#studio.run(record.lastGood);
    if (run.picture !== null && before !== null && before.study.preset !== run.study.preset) record.view = null;
    if (run.picture !== null) record.lastGood = run.text;
    this.#run = run;
    this.#face.show(run, run.picture === null ? before : null, this.#edits.keeping);
    this.#studio.walkthrough.changed(record, run);
  }

  redraw(): void {
    const { root } = this.#face;
    const focus = root.contains(root.doc.activeElement) ? this.#record.focus : null;
    this.rememberView();
    this.#face.invalidate();
    this.show();
    if (focus !== null) restoreFocus(root, focus);
  }

  reclaim(standing = true): void {
    const earlier = this.#studio.views.reclaim(this.#record, this.#claim(), this, standing);
    if (earlier === this.#record) return;
    this.#record = earlier;
    this.#face.invalidate();
    this.show();
    if (earlier.focus !== null && this.containerEl.isConnected) restoreFocus(this.#face.root, earlier.focus);
    if (earlier.draft.pending.size > 0) this.#edits.settle();
  }

  goTo(at: number, packet: number | null): void {
    this.#face.diagram?.seek(at);
    this.#face.diagram?.select(packet);
    this.rememberView();
  }

  /** The picture also moves without telling: when it shows another run, and when it is scrolled. */
  rememberView(): void {
    const view = this.#face.diagram?.view;
    if (view !== undefined && this.#holds) this.#record.view = view;
  }

  section(): Section | null {
    return believableSection(this.#section, this.#ask(), this.#record.draft.body) ?? this.#section;
  }

  /** Whether this is the element that shows the block; a later one takes the record over. */
  get #holds(): boolean {
    return this.#record.holder === this;
  }

  /**
   * The record, if this element may change it. One that was out of the page for a while, and whose record was taken for
   * that of another element of the same text, gets one of its own again; one that shows an old text gets none.
   */
  #own(): BlockRecord | null {
    if (this.#holds) return this.#record;
    if (!this.containerEl.isConnected || this.#record.draft.body !== this.source) return null;
    this.#record = this.#studio.views.claim(this.#claim(), this);
    this.rememberView();
    return this.#record;
  }

  /** Whether changes can go into a note: a canvas card may have none. */
  get #writable(): boolean {
    const { path } = this.#record;
    return path !== "" && this.#studio.app.vault.getFileByPath(path) !== null;
  }

  #claim(): { readonly path: string; readonly body: string; readonly docId: string; readonly line: number | null } {
    const { sourcePath, docId } = this.#context;
    return { path: sourcePath, body: this.source, docId, line: this.#section?.lineStart ?? null };
  }

  #ask(): Section | null {
    const found = this.#context.getSectionInfo(this.containerEl);
    return found === null ? null : { text: found.text, lineStart: found.lineStart, lineEnd: found.lineEnd };
  }

  #learn(section: Section): void {
    this.#section = section;
    this.#record.line = section.lineStart;
  }

  /** Only in the page can the app tell where a block stands. */
  #attached(focus: string | null): void {
    this.#seen = true;
    const section = this.#ask();
    if (this.#section === null && section !== null) this.#learn(section);
    this.reclaim(false);
    if (focus !== null && this.#holds) restoreFocus(this.#face.root, focus);
    this.#studio.blockAttached(this);
  }

  #viewed(view: ViewState): void {
    const record = this.#own();
    if (record === null) return;
    record.view = view;
    this.#studio.walkthrough.viewed(record, view);
  }

  #showSoon(): void {
    this.#frame ??= this.containerEl.win.requestAnimationFrame(() => {
      this.#frame = null;
      this.show();
    });
  }

  async #copy(text: string): Promise<void> {
    const { notices } = this.#studio.words;
    try {
      await this.containerEl.win.navigator.clipboard.writeText(text);
      new Notice(notices.copied);
    } catch {
      new Notice(notices.notCopied);
    }
  }
}
