// One block in one note, as long as its element stands in the page: everything that lives in it belongs to this.

import { MarkdownRenderChild, type HoverParent, type HoverPopover, type MarkdownPostProcessorContext } from "obsidian";
import type { ViewState } from "../diagram/index.ts";
import type { Span } from "../language/index.ts";
import { whenAttached } from "./attachment.ts";
import { BlockFace } from "./block-face.ts";
import type { BlockRun } from "./block-run.ts";
import type { Keeping } from "./controls.ts";
import { restoreFocus, watchFocus } from "./focus-keeper.ts";
import type { LiveBlock } from "./live-blocks.ts";
import { believableSection, type Section } from "./section-check.ts";
import type { Studio } from "./studio.ts";
import type { BlockRecord } from "./view-store.ts";

/** The element of a block, drawn whole by `draw`. */
export class BlockChild extends MarkdownRenderChild implements LiveBlock, HoverParent {
  hoverPopover: HoverPopover | null = null;
  readonly source: string;
  readonly record: BlockRecord;
  readonly #studio: Studio;
  readonly #context: MarkdownPostProcessorContext;
  readonly #face: BlockFace;
  #section: Section | null = null;
  #frame: number | null = null;
  #seen = false;
  #run: BlockRun | null = null;

  constructor(container: HTMLElement, source: string, context: MarkdownPostProcessorContext, studio: Studio) {
    super(container);
    this.source = source;
    this.#studio = studio;
    this.#context = context;
    this.#section = this.#ask();
    this.record = studio.views.claim(
      { path: context.sourcePath, body: source, docId: context.docId, line: this.#section?.lineStart ?? null },
      this,
    );
    const { record } = this;
    const root = container.createDiv({ cls: "handshake-block" });
    this.#face = new BlockFace(root, {
      app: studio.app,
      notes: studio.notes,
      hoverParent: this,
      sourcePath: context.sourcePath,
      writable: this.writable,
      prefix: studio.nextId(),
      get settings() { return studio.settings; },
      get view() { return record.view; },
      get width() { return record.width; },
      base: (run, key) => studio.base(run, key),
      viewed: (view) => { this.#viewed(view); },
      fix: (span, replacement) => { this.#fix(span, replacement); },
      pick: (preset) => { this.#rewrite(presetBody(this.record.draft.body, preset)); },
      preview: (key, value) => { this.#preview(key, value); },
      release: () => { this.#keep(); },
      settle: () => { if (this.#keepsItself) this.record.draft.settle(); },
      leave: () => { this.record.draft.flush(); },
      reset: (key) => { this.#reset(key); },
    });
  }

  /** True while the element is in the page, or has not come into it yet. */
  get alive(): boolean {
    if (!this.containerEl.isConnected) return !this.#seen;
    this.#seen = true;
    return true;
  }

  /** Whether changes can go into a note. */
  get writable(): boolean {
    const { sourcePath } = this.#context;
    return sourcePath !== "" && this.#studio.app.vault.getFileByPath(sourcePath) !== null;
  }

  /** What is shown at the moment. */
  get run(): BlockRun | null {
    return this.#run;
  }

  /** Draws everything, at once. */
  draw(): void {
    const { record } = this;
    const { root } = this.#face;
    const { focus } = record;
    this.show();
    watchFocus(root, (name) => { record.focus = name; });
    for (const name of ["pointerdown", "focusin"] as const) root.addEventListener(name, () => { this.#studio.views.use(record); });
    root.addEventListener("scroll", () => { this.rememberView(); }, { capture: true, passive: true });
    this.register(whenAttached(this.containerEl, () => {
      this.#seen = true;
      if (focus !== null && record.holder === this) restoreFocus(root, focus);
      this.#studio.blockAttached(this);
    }));
    if (record.draft.pending.size > 0 && this.#keepsItself) record.draft.settle();
  }

  override onload(): void {
    const { app, notes, blocks } = this.#studio;
    blocks.add(this);
    this.registerEvent(app.metadataCache.on("changed", (file, data) => {
      if (file.path !== this.#context.sourcePath) return;
      const section = believableSection(this.#section, this.#ask(), this.record.draft.body);
      if (section !== null && section.text === data) this.#section = section;
    }));
    this.registerEvent(app.workspace.on("css-change", () => { this.redraw(); }));
    this.register(notes.onChange(() => { this.#face.refreshNotes(); }));
    this.register(this.containerEl.onWindowMigrated(() => { this.redraw(); }));
    const sizes = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) this.record.width = entry.contentRect.width;
    });
    sizes.observe(this.#face.root);
    this.register(() => { sizes.disconnect(); });
  }

  override onunload(): void {
    const { record } = this;
    this.#studio.blocks.delete(this);
    if (this.#frame !== null) this.containerEl.win.cancelAnimationFrame(this.#frame);
    this.#studio.views.release(record, this);
    this.#face.destroy();
    if (record.holder === null && record.draft.pending.size > 0 && this.#keepsItself) record.draft.settle();
  }

  /** Shows the block's text with the reader's unsaved values in it. */
  show(): void {
    const { record } = this;
    const run = this.#studio.run(record.draft.text);
    const before = record.lastGood === null ? null : this.#studio.run(record.lastGood);
    if (run.picture !== null && before !== null && before.study.preset !== run.study.preset) record.view = null;
    if (run.picture !== null) record.lastGood = run.text;
    this.#run = run;
    this.#face.show(run, run.picture === null ? before : null, this.#keeping());
    this.#studio.walkthrough.changed(record, run);
  }

  /** Shows the block by new elements: another window, theme, language or voice. */
  redraw(): void {
    this.#face.invalidate();
    this.show();
  }

  /** Brings the picture to a moment and a packet. */
  goTo(at: number, packet: number | null): void {
    this.#face.diagram?.seek(at);
    this.#face.diagram?.select(packet);
    this.rememberView();
  }

  /** The picture also moves without telling: when it shows another run, and when it is scrolled. */
  rememberView(): void {
    const view = this.#face.diagram?.view;
    if (view !== undefined && this.record.holder === this) this.record.view = view;
  }

  /** Where the app believes the block to be right now, as far as that can be believed. */
  section(): Section | null {
    return believableSection(this.#section, this.#ask(), this.record.draft.body) ?? this.#section;
  }

  get #keepsItself(): boolean {
    return this.#studio.settings.keep && this.writable;
  }

  #ask(): Section | null {
    const found = this.#context.getSectionInfo(this.containerEl);
    return found === null ? null : { text: found.text, lineStart: found.lineStart, lineEnd: found.lineEnd };
  }

  #keeping(): Keeping {
    const { draft } = this.record;
    if (draft.pending.size === 0 || this.#keepsItself) return { kind: "automatic" };
    if (!this.writable) return { kind: "impossible" };
    return { kind: "offer", keep: () => { void draft.commit(); }, discard: () => { draft.discard(); } };
  }

  #viewed(view: ViewState): void {
    if (this.record.holder !== this) return;
    this.record.view = view;
    this.#studio.walkthrough.viewed(this.record, view);
  }

  #preview(key: string, value: number | string): void {
    const { draft } = this.record;
    if (this.#studio.run(draft.body).study.parameters.get(key)?.value === value) draft.drop(key);
    else draft.put(key, value);
    this.#frame ??= this.containerEl.win.requestAnimationFrame(() => {
      this.#frame = null;
      this.show();
    });
  }

  #keep(): void {
    if (this.#keepsItself) void this.record.draft.commit();
  }

  #reset(key: string): void {
    const base = this.#run === null ? null : this.#studio.base(this.#run, key);
    if (base === null) return;
    this.#preview(key, base);
    this.#keep();
  }

  #fix(span: Span, replacement: string): void {
    const { body } = this.record.draft;
    this.#rewrite(body.slice(0, span.start) + replacement + body.slice(span.end));
  }

  #rewrite(body: string): void {
    void this.#studio.rewrite(this.record, body);
  }
}

/** An empty block's text with a preset chosen in it; comments stay. */
function presetBody(body: string, preset: string): string {
  const kept = body.trimEnd();
  return kept === "" ? `scenario: ${preset}` : `${kept}\nscenario: ${preset}`;
}
