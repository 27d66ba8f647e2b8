// What all blocks share, made when the first of them is shown: settings, runs, views, notes, the writer, the walkthrough.

import { Component, getLanguage, type App } from "obsidian";
import { messages, type ShellWords } from "../i18n/index.ts";
import { edit, type Language } from "../language/index.ts";
import { languageOf, runBlock, type BlockRun } from "./block/block-run.ts";
import { LiveBlocks, type LiveBlock } from "./block/live-blocks.ts";
import { ViewStore, type BlockRecord } from "./block/view-store.ts";
import { Draft, type WriteOutcome } from "./note/draft.ts";
import { NoteIndex } from "./note/note-index.ts";
import { NoteWriter } from "./note/note-writer.ts";
import type { Section } from "./note/section-check.ts";
import type { Settings } from "./settings.ts";
import { Walkthrough } from "./walkthrough/walkthrough.ts";

/** How many runs are kept for texts that are asked for again. */
const RUNS = 24;

/** A child of the plugin: what it listens to ends with it. */
export class Studio extends Component {
  readonly app: App;
  readonly notes: NoteIndex;
  readonly views: ViewStore;
  readonly blocks = new LiveBlocks();
  readonly walkthrough: Walkthrough;
  readonly #settings: () => Settings;
  readonly #writer: NoteWriter;
  readonly #sections = new WeakMap<BlockRecord, Section>();
  readonly #runs = new Map<string, BlockRun>();
  #ids = 0;

  constructor(app: App, settings: () => Settings) {
    super();
    this.app = app;
    this.#settings = settings;
    this.#writer = new NoteWriter(app, () => this.words);
    this.notes = this.addChild(new NoteIndex(app));
    this.views = new ViewStore((body, record) => this.#makeDraft(body, record));
    this.walkthrough = new Walkthrough((record, step) => { this.blocks.holding(record)?.goTo(step.at, step.packet); });
  }

  override onload(): void {
    this.registerEvent(this.app.vault.on("rename", (file, from) => { this.views.rename(from, file.path); }));
  }

  override onunload(): void {
    for (const block of this.blocks) block.unload();
  }

  get settings(): Settings {
    return this.#settings();
  }

  /** The app's language, as far as the plugin speaks it. */
  get language(): Language {
    return languageOf(getLanguage());
  }

  /** The shell's words in the app's language. */
  get words(): ShellWords {
    return messages(this.language).shell;
  }

  nextId(): string {
    this.#ids += 1;
    return `handshake-${this.#ids}`;
  }

  /** The run of a block's text; the same object for the same text as long as it is remembered. */
  run(text: string): BlockRun {
    const { language } = this;
    const key = `${language} ${text}`;
    const run = this.#runs.get(key) ?? runBlock(text, language);
    this.#runs.delete(key);
    this.#runs.set(key, run);
    for (const old of [...this.#runs.keys()].slice(0, Math.max(0, this.#runs.size - RUNS))) this.#runs.delete(old);
    return run;
  }

  /** The value of a parameter when only the block's preset and stack have their say; null when there is none. */
  base(run: BlockRun, key: string): number | string | null {
    const { preset, parameters } = run.study;
    const stack = key === "stack" ? undefined : parameters.get("stack");
    const lines = [
      ...(preset === null ? [] : [`scenario: ${preset}`]),
      ...(stack?.origin === "block" ? [`stack: ${stack.value}`] : []),
    ];
    return this.run(lines.join("\n")).study.parameters.get(key)?.value ?? null;
  }

  /** Puts `body` in the place of the text of `record`'s block in the note. */
  async rewrite(record: BlockRecord, body: string): Promise<void> {
    const outcome = await this.#write(record, record.draft.body, body, () => { record.draft.adopt(body); });
    if (outcome !== "written") this.#writer.tell(outcome);
  }

  /** A block has come into the page: the walkthrough that was at its place goes on in it. */
  blockAttached(block: LiveBlock): void {
    if (this.walkthrough.walk?.record === block.record) this.walkthrough.showStep();
  }

  /** An element has gone; another may have come in its place before, in the same pane. */
  blockEnded({ record }: LiveBlock): void {
    for (const block of this.blocks) if (block.record.path === record.path && block.record.docId === record.docId) block.reclaim();
  }

  /** Shows every block anew: the settings have changed. */
  redraw(): void {
    for (const block of this.blocks) block.redraw();
  }

  #makeDraft(body: string, record: () => BlockRecord): Draft {
    return new Draft(body, {
      edit,
      write: (rendered, next, decided) => this.#write(record(), rendered, next, decided),
      refused: (refusal) => { this.#writer.tell(refusal); },
      changed: () => { this.blocks.holding(record())?.show(); },
      setTimer: (run, time) => window.setTimeout(run, time),
      clearTimer: (timer) => { window.clearTimeout(timer); },
    });
  }

  #write(record: BlockRecord, rendered: string, body: string, decided: () => void): Promise<WriteOutcome> {
    const section = (): Section | null => {
      const found = this.blocks.holding(record)?.section() ?? null;
      if (found !== null) this.#sections.set(record, found);
      return found ?? this.#sections.get(record) ?? null;
    };
    section();
    return this.#writer.write({
      path: record.path, section, rendered, body,
      decided: () => {
        this.blocks.holding(record)?.rememberView();
        this.views.wrote(record, body);
        decided();
      },
    });
  }
}
