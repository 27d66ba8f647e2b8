// Modals and the modals that suggest: attached to the window in use, closed by Escape, the cross or a click beside.

import type { App } from "./app.ts";
import { setIcon } from "./icons.ts";
import { Scope } from "./scope.ts";
import { prepareFuzzySearch, renderMatches, sortSearchResults, type FuzzyMatch } from "./search.ts";

export class Modal {
  readonly app: App;
  readonly scope = new Scope();
  readonly containerEl = createDiv("modal-container mod-dim");
  readonly modalEl: HTMLElement;
  readonly titleEl: HTMLElement;
  readonly contentEl: HTMLElement;
  shouldRestoreSelection = true;
  #before: HTMLElement | null = null;
  #onClosed: (() => unknown) | null = null;
  #open = false;

  constructor(app: App) {
    this.app = app;
    this.containerEl.createDiv("modal-bg").addEventListener("click", () => { this.close(); });
    this.modalEl = this.containerEl.createDiv({ cls: "modal", attr: { role: "dialog", "aria-modal": "true", tabindex: -1 } });
    const cross = this.modalEl.createEl("button", { cls: "modal-close-button clickable-icon", attr: { "aria-label": app.words.close } });
    setIcon(cross, "x");
    cross.addEventListener("click", () => { this.close(); });
    const header = this.modalEl.createDiv("modal-header");
    this.titleEl = header.createDiv("modal-title");
    this.contentEl = this.modalEl.createDiv("modal-content");
    this.scope.register([], "Escape", () => { this.close(); return false; });
  }

  open(): void {
    if (this.#open) return;
    this.#open = true;
    this.#before = activeDocument.activeElement as HTMLElement | null;
    activeDocument.body.append(this.containerEl);
    this.app.keymap.pushScope(this.scope);
    this.modalEl.focus();
    void this.onOpen();
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.app.keymap.popScope(this.scope);
    this.containerEl.remove();
    if (this.shouldRestoreSelection) this.#before?.focus();
    this.onClose();
    this.#onClosed?.();
  }

  onOpen(): Promise<void> | void { return undefined; }
  onClose(): void { return undefined; }
  setTitle(title: string): this { this.titleEl.setText(title); return this; }
  setContent(content: string | DocumentFragment): this { this.contentEl.setText(content); return this; }
  setCloseCallback(callback: () => unknown): this { this.#onClosed = callback; return this; }
}

/** A field to type in and a list that answers. */
export abstract class SuggestModal<T> extends Modal {
  limit = 100;
  emptyStateText = "No results found.";
  readonly inputEl: HTMLInputElement;
  readonly resultContainerEl: HTMLElement;
  readonly #instructions: HTMLElement;
  #values: T[] = [];
  #selected = 0;
  #asked = 0;

  constructor(app: App) {
    super(app);
    this.containerEl.addClass("mod-suggest");
    this.modalEl.addClass("prompt");
    this.modalEl.empty();
    const field = this.modalEl.createDiv("prompt-input-container");
    this.inputEl = field.createEl("input", { cls: "prompt-input", type: "text", attr: { autocomplete: "off", spellcheck: "false" } });
    this.resultContainerEl = this.modalEl.createDiv({ cls: "prompt-results", attr: { role: "listbox" } });
    this.#instructions = this.modalEl.createDiv("prompt-instructions");
    this.inputEl.addEventListener("input", () => { void this.#update(); });
    this.scope.register([], "ArrowDown", () => { this.#select(this.#selected + 1); return false; });
    this.scope.register([], "ArrowUp", () => { this.#select(this.#selected - 1); return false; });
    this.scope.register(null, "Enter", (event) => {
      if (event.isComposing) return true;
      this.selectActiveSuggestion(event);
      return false;
    });
  }

  setPlaceholder(text: string): void { this.inputEl.placeholder = text; }

  setInstructions(instructions: { command: string; purpose: string }[]): void {
    this.#instructions.empty();
    for (const { command, purpose } of instructions) {
      const one = this.#instructions.createDiv("prompt-instruction");
      one.createSpan({ cls: "prompt-instruction-command", text: command });
      one.createSpan({ text: purpose });
    }
  }

  override open(): void {
    super.open();
    this.inputEl.focus();
    void this.#update();
  }

  onNoSuggestion(): void {
    this.resultContainerEl.empty();
    this.resultContainerEl.createDiv({ cls: "suggestion-empty", text: this.emptyStateText });
  }

  selectActiveSuggestion(event: MouseEvent | KeyboardEvent): void {
    const value = this.#values[this.#selected];
    if (this.#values.length > 0) this.selectSuggestion(value as T, event);
  }

  selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void {
    this.close();
    this.onChooseSuggestion(value, event);
  }

  abstract getSuggestions(query: string): T[] | Promise<T[]>;
  abstract renderSuggestion(value: T, el: HTMLElement): void;
  abstract onChooseSuggestion(item: T, event: MouseEvent | KeyboardEvent): void;

  async #update(): Promise<void> {
    const asked = (this.#asked += 1);
    const values = await this.getSuggestions(this.inputEl.value);
    if (asked !== this.#asked) return;
    this.#values = values.slice(0, this.limit);
    this.resultContainerEl.empty();
    if (this.#values.length === 0) {
      this.onNoSuggestion();
      return;
    }
    this.#values.forEach((value, index) => {
      const el = this.resultContainerEl.createDiv({ cls: "suggestion-item", attr: { role: "option" } });
      this.renderSuggestion(value, el);
      el.addEventListener("click", (event) => { this.selectSuggestion(value, event); });
      el.addEventListener("mousemove", () => { this.#select(index); });
    });
    this.#select(0);
  }

  #select(index: number): void {
    if (this.#values.length === 0) return;
    this.#selected = (index + this.#values.length) % this.#values.length;
    [...this.resultContainerEl.children].forEach((el, at) => {
      el.classList.toggle("is-selected", at === this.#selected);
      el.setAttribute("aria-selected", String(at === this.#selected));
    });
    this.resultContainerEl.children[this.#selected]?.scrollIntoView({ block: "nearest" });
  }
}

/** Suggests by fuzzy search over the items' texts. */
export abstract class FuzzySuggestModal<T> extends SuggestModal<FuzzyMatch<T>> {
  abstract getItems(): T[];
  abstract getItemText(item: T): string;
  abstract onChooseItem(item: T, event: MouseEvent | KeyboardEvent): void;

  getSuggestions(query: string): FuzzyMatch<T>[] {
    const search = prepareFuzzySearch(query);
    const found: FuzzyMatch<T>[] = [];
    for (const item of this.getItems()) {
      const match = search(this.getItemText(item));
      if (match !== null) found.push({ item, match });
    }
    if (query !== "") sortSearchResults(found);
    return found;
  }

  renderSuggestion(value: FuzzyMatch<T>, el: HTMLElement): void { renderMatches(el, this.getItemText(value.item), value.match.matches); }
  onChooseSuggestion(value: FuzzyMatch<T>, event: MouseEvent | KeyboardEvent): void { this.onChooseItem(value.item, event); }
}
