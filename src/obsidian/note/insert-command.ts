// Inserting a diagram: a choice of preset, and its block at the cursor.

import { SuggestModal, type App, type Editor } from "obsidian";
import type { Messages } from "../../i18n/index.ts";
import { PRESETS } from "../../presets/index.ts";
import { insertionAt } from "./insertion.ts";

/** The dialogue that offers the presets. */
export class PresetModal extends SuggestModal<string> {
  readonly #words: Messages;
  readonly #pick: (name: string) => void;

  constructor(app: App, words: Messages, pick: (name: string) => void) {
    super(app);
    this.#words = words;
    this.#pick = pick;
    this.setPlaceholder(words.shell.chooser.placeholder);
    this.emptyStateText = words.shell.chooser.nothingFound;
  }

  /** Presets whose name, title or lesson has every word of the query. */
  getSuggestions(query: string): string[] {
    const wanted = query.toLowerCase().split(/\s+/u).filter((word) => word !== "");
    return [...PRESETS.keys()].filter((name) => {
      const { title, lesson } = this.#words.preset(name);
      const text = `${name} ${title} ${lesson}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
  }

  renderSuggestion(name: string, element: HTMLElement): void {
    const { title, lesson } = this.#words.preset(name);
    element.createDiv({ text: title });
    element.createEl("small", { cls: "handshake-suggestion-lesson", text: lesson });
  }

  onChooseSuggestion(name: string): void {
    this.#pick(name);
  }
}

/** Puts a block for `preset` at the cursor, on lines of its own. */
export function insertPreset(editor: Editor, preset: string): void {
  const lines = Array.from({ length: editor.lineCount() }, (_, line) => editor.getLine(line));
  const { from, to, text, cursor } = insertionAt(lines, editor.getCursor(), `scenario: ${preset}`);
  editor.transaction({ changes: [{ from, to, text }], selection: { from: cursor } });
  editor.focus();
}
