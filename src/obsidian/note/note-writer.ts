// The way of a block's new text into its note: into the right block or into none, in one atomic change.

import { MarkdownView, Notice, type App, type TFile } from "obsidian";
import type { ShellWords } from "../../i18n/index.ts";
import { writeBack } from "../../language/index.ts";
import type { Refusal, WriteOutcome } from "./draft.ts";
import type { Section } from "./section-check.ts";

/** One change of one block. */
export interface Change {
  readonly path: string;
  /** Where the app believes the block to be; asked for at the very moment of writing. */
  readonly section: () => Section | null;
  /** The text that the block has, as last rendered. */
  readonly rendered: string;
  readonly body: string;
  /** Called as soon as the change is certain, before anyone can see the new text. */
  readonly decided: () => void;
}

/** Writes blocks into notes. What went wrong is told to the reader by `tell` and nowhere else. */
export class NoteWriter {
  readonly #app: App;
  readonly #words: () => ShellWords;

  constructor(app: App, words: () => ShellWords) {
    this.#app = app;
    this.#words = words;
  }

  /** Never rejects. */
  async write(change: Change): Promise<WriteOutcome> {
    const file = this.#app.vault.getFileByPath(change.path);
    if (file === null) return { why: "no-file", reason: "" };
    try {
      let why = await this.#tryToWrite(file, change);
      if (why === "not-found" && await this.#saveEditors(file)) why = await this.#tryToWrite(file, change);
      return why === null ? "written" : { why, reason: "" };
    } catch (error) {
      return { why: "failed", reason: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Says why nothing was written. */
  tell({ why, reason }: Refusal): void {
    const { notices } = this.#words();
    const words = {
      "not-found": notices.notFound, "ambiguous": notices.ambiguous, "no-file": notices.noFile,
      "unreadable": notices.unreadable, "failed": notices.failed(reason),
    };
    new Notice(words[why]);
  }

  async #tryToWrite(file: TFile, change: Change): Promise<"not-found" | "ambiguous" | null> {
    const outcome: { why: "not-found" | "ambiguous" | null } = { why: null };
    await this.#app.vault.process(file, (note) => {
      const result = writeBack(note, change.section(), change.rendered, change.body);
      if (result.kind === "refused") {
        outcome.why = result.why;
        return note;
      }
      change.decided();
      return result.text;
    });
    return outcome.why;
  }

  /** An editor keeps what was typed for a moment before it writes: has it written now. True when there was an editor. */
  async #saveEditors(file: TFile): Promise<boolean> {
    const views = this.#app.workspace.getLeavesOfType("markdown").map((leaf) => leaf.view);
    const open = views.filter((view) => view instanceof MarkdownView).filter((view) => view.file === file);
    for (const view of open) await view.save();
    return open.length > 0;
  }
}
