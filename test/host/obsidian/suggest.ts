// Suggestions under the cursor: a list that follows what is typed in an editor or a field.

import type { App } from "./app.ts";
import type { Editor, EditorPosition } from "./editor.ts";
import { Scope } from "./scope.ts";
import type { TFile } from "./vault.ts";

interface TriggerInfo { readonly start: EditorPosition; readonly end: EditorPosition; readonly query: string }
export interface EditorSuggestContext extends TriggerInfo { readonly editor: Editor; readonly file: TFile }

/** A list in a window of its own; arrows and Enter choose, Escape closes. */
export abstract class PopoverSuggest<T> {
  readonly app: App;
  readonly scope: Scope;
  readonly suggestEl = createDiv({ cls: "suggestion-container", attr: { role: "listbox" } });
  #values: T[] = [];
  #selected = 0;
  #open = false;

  constructor(app: App, scope?: Scope) {
    this.app = app;
    this.scope = scope ?? new Scope(app.scope);
    this.scope.register([], "ArrowDown", () => { this.#select(this.#selected + 1); return false; });
    this.scope.register([], "ArrowUp", () => { this.#select(this.#selected - 1); return false; });
    this.scope.register([], "Escape", () => { this.close(); return false; });
    for (const key of ["Enter", "Tab"]) {
      this.scope.register([], key, (event) => {
        if (event.isComposing) return true;
        const value = this.#values[this.#selected];
        if (value !== undefined) this.selectSuggestion(value, event);
        return false;
      });
    }
  }

  abstract renderSuggestion(value: T, el: HTMLElement): void;
  abstract selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void;

  open(): void {
    if (this.#open) return;
    this.#open = true;
    this.app.keymap.pushScope(this.scope);
    activeDocument.body.append(this.suggestEl);
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.app.keymap.popScope(this.scope);
    this.suggestEl.remove();
  }

  /** Shows values at a place; none closes the list. */
  show(values: T[], at: { left: number; bottom: number }): void {
    this.#values = values;
    this.suggestEl.empty();
    if (values.length === 0) {
      this.close();
      return;
    }
    for (const [index, value] of values.entries()) {
      const el = this.suggestEl.createDiv({ cls: "suggestion-item", attr: { role: "option" } });
      this.renderSuggestion(value, el);
      el.addEventListener("mousedown", (event) => { event.preventDefault(); });
      el.addEventListener("click", (event) => { this.selectSuggestion(value, event); });
      el.addEventListener("mousemove", () => { this.#select(index); });
    }
    this.open();
    this.suggestEl.setCssProps({ left: `${String(at.left)}px`, top: `${String(at.bottom + 4)}px` });
    this.#select(0);
  }

  #select(index: number): void {
    if (this.#values.length === 0) return;
    this.#selected = (index + this.#values.length) % this.#values.length;
    [...this.suggestEl.children].forEach((el, at) => {
      el.classList.toggle("is-selected", at === this.#selected);
      el.setAttribute("aria-selected", String(at === this.#selected));
    });
    this.suggestEl.children[this.#selected]?.scrollIntoView({ block: "nearest" });
  }
}

export abstract class EditorSuggest<T> extends PopoverSuggest<T> {
  context: EditorSuggestContext | null = null;
  limit = 100;

  abstract onTrigger(cursor: EditorPosition, editor: Editor, file: TFile | null): TriggerInfo | null;
  abstract getSuggestions(context: EditorSuggestContext): T[] | Promise<T[]>;

  setInstructions(_instructions: readonly { command: string; purpose: string }[]): void { return undefined; }

  override close(): void {
    super.close();
    this.context = null;
  }

  /** Asks whether there is something to suggest where the cursor is; true when this one takes it. */
  trigger(editor: Editor, file: TFile | null): boolean {
    const info = file === null ? null : this.onTrigger(editor.getCursor(), editor, file);
    if (info === null || file === null) {
      this.close();
      return false;
    }
    const context: EditorSuggestContext = { ...info, editor, file };
    this.context = context;
    void Promise.resolve(this.getSuggestions(context)).then((values) => {
      const at = editor.cm.coordsAtPos(editor.posToOffset(info.start));
      if (this.context === context && at !== null) this.show(values.slice(0, this.limit), at);
    });
    return true;
  }
}

/** Suggestions below an input field. */
export abstract class AbstractInputSuggest<T> extends PopoverSuggest<T> {
  limit = 100;
  readonly #input: HTMLInputElement;
  #chosen: ((value: T, event: MouseEvent | KeyboardEvent) => unknown) | null = null;

  constructor(app: App, input: HTMLInputElement) {
    super(app);
    this.#input = input;
    const update = (): void => {
      void Promise.resolve(this.getSuggestions(input.value)).then((values) => { this.show(values.slice(0, this.limit), input.getBoundingClientRect()); });
    };
    input.addEventListener("input", update);
    input.addEventListener("focus", update);
    input.addEventListener("blur", () => { this.close(); });
  }

  protected abstract getSuggestions(query: string): T[] | Promise<T[]>;
  getValue(): string { return this.#input.value; }
  setValue(value: string): void { this.#input.value = value; }
  onSelect(callback: (value: T, event: MouseEvent | KeyboardEvent) => unknown): this { this.#chosen = callback; return this; }
  selectSuggestion(value: T, event: MouseEvent | KeyboardEvent): void { this.#chosen?.(value, event); }
}
