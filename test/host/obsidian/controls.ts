// The app's form controls, with real elements and real listeners.

import { setIcon } from "./icons.ts";

export abstract class BaseComponent {
  disabled = false;
  then(callback: (component: this) => unknown): this { callback(this); return this; }
  setDisabled(disabled: boolean): this { this.disabled = disabled; return this; }
}

export abstract class ValueComponent<T> extends BaseComponent {
  abstract getValue(): T;
  abstract setValue(value: T): this;
  registerOptionListener(listeners: Record<string, (value?: T) => T>, key: string): this {
    listeners[key] = (value) => {
      if (value !== undefined) this.setValue(value);
      return this.getValue();
    };
    return this;
  }
}

export function setTooltip(el: HTMLElement, tooltip: string): void { el.setAttribute("aria-label", tooltip); }

export function displayTooltip(el: HTMLElement, content: string | DocumentFragment): void {
  const box = el.getBoundingClientRect();
  const tip = el.doc.body.createDiv({ cls: "tooltip", attr: { role: "tooltip" } });
  tip.setText(content);
  tip.setCssProps({ left: `${String(box.left + box.width / 2)}px`, top: `${String(box.bottom + 8)}px` });
  el.addEventListener("mouseleave", () => { tip.remove(); }, { once: true });
}

export class ButtonComponent extends BaseComponent {
  readonly buttonEl: HTMLButtonElement;
  constructor(parent: HTMLElement) { super(); this.buttonEl = parent.createEl("button"); }
  override setDisabled(disabled: boolean): this { this.buttonEl.disabled = disabled; return super.setDisabled(disabled); }
  setButtonText(text: string): this { this.buttonEl.setText(text); return this; }
  setIcon(icon: string): this { setIcon(this.buttonEl, icon); return this; }
  setTooltip(tooltip: string): this { setTooltip(this.buttonEl, tooltip); return this; }
  setClass(name: string): this { this.buttonEl.addClass(name); return this; }
  setCta(): this { return this.setClass("mod-cta"); }
  removeCta(): this { this.buttonEl.removeClass("mod-cta"); return this; }
  setWarning(): this { return this.setClass("mod-warning"); }
  setDestructive(): this { return this.setClass("mod-destructive"); }
  setLoading(loading: boolean): this { this.buttonEl.toggleClass("mod-loading", loading); return this; }
  onClick(callback: (event: MouseEvent) => unknown): this { this.buttonEl.addEventListener("click", callback); return this; }
}

export class ExtraButtonComponent extends BaseComponent {
  readonly extraSettingsEl: HTMLElement;
  constructor(parent: HTMLElement) {
    super();
    this.extraSettingsEl = parent.createDiv({ cls: "clickable-icon extra-setting-button", attr: { role: "button", tabindex: 0 } });
    setIcon(this.extraSettingsEl, "settings");
  }
  setIcon(icon: string): this { setIcon(this.extraSettingsEl, icon); return this; }
  setTooltip(tooltip: string): this { setTooltip(this.extraSettingsEl, tooltip); return this; }
  onClick(callback: () => unknown): this { this.extraSettingsEl.addEventListener("click", () => { callback(); }); return this; }
}

export class ToggleComponent extends ValueComponent<boolean> {
  readonly toggleEl: HTMLElement;
  readonly #input: HTMLInputElement;
  #changed: ((value: boolean) => unknown) | null = null;
  constructor(parent: HTMLElement) {
    super();
    this.toggleEl = parent.createDiv("checkbox-container");
    this.#input = this.toggleEl.createEl("input", { type: "checkbox", attr: { tabindex: 0 } });
    this.#input.addEventListener("change", () => { this.#show(); this.#changed?.(this.getValue()); });
    this.toggleEl.addEventListener("click", (event) => { if (event.target !== this.#input) this.onClick(); });
  }
  override setDisabled(disabled: boolean): this { this.#input.disabled = disabled; this.toggleEl.toggleClass("is-disabled", disabled); return super.setDisabled(disabled); }
  getValue(): boolean { return this.#input.checked; }
  setValue(on: boolean): this { this.#input.checked = on; this.#show(); return this; }
  setTooltip(tooltip: string): this { setTooltip(this.#input, tooltip); return this; }
  onClick(): void { if (!this.disabled) { this.setValue(!this.getValue()); this.#changed?.(this.getValue()); } }
  onChange(callback: (value: boolean) => unknown): this { this.#changed = callback; return this; }
  #show(): void { this.toggleEl.toggleClass("is-enabled", this.#input.checked); }
}

export class AbstractTextComponent<E extends HTMLInputElement | HTMLTextAreaElement> extends ValueComponent<string> {
  readonly inputEl: E;
  #changed: ((value: string) => unknown) | null = null;
  constructor(inputEl: E) {
    super();
    this.inputEl = inputEl;
    inputEl.addEventListener("input", () => { this.onChanged(); });
  }
  override setDisabled(disabled: boolean): this { this.inputEl.disabled = disabled; return super.setDisabled(disabled); }
  getValue(): string { return this.inputEl.value; }
  setValue(value: string): this { this.inputEl.value = value; return this; }
  setPlaceholder(text: string): this { this.inputEl.placeholder = text; return this; }
  onChanged(): void { this.#changed?.(this.getValue()); }
  onChange(callback: (value: string) => unknown): this { this.#changed = callback; return this; }
}

export class TextComponent extends AbstractTextComponent<HTMLInputElement> {
  constructor(parent: HTMLElement) { super(parent.createEl("input", { type: "text", attr: { spellcheck: "false" } })); }
}

export class SearchComponent extends AbstractTextComponent<HTMLInputElement> {
  constructor(parent: HTMLElement) { super(parent.createDiv("search-input-container").createEl("input", { type: "search" })); }
}

export class TextAreaComponent extends AbstractTextComponent<HTMLTextAreaElement> {
  constructor(parent: HTMLElement) { super(parent.createEl("textarea", { attr: { spellcheck: "false" } })); }
}

export class DropdownComponent extends ValueComponent<string> {
  readonly selectEl: HTMLSelectElement;
  constructor(parent: HTMLElement) { super(); this.selectEl = parent.createEl("select", "dropdown"); }
  override setDisabled(disabled: boolean): this { this.selectEl.disabled = disabled; return super.setDisabled(disabled); }
  addOption(value: string, display: string): this { this.selectEl.createEl("option", { value, text: display }); return this; }
  addOptions(options: Record<string, string>): this { for (const [value, display] of Object.entries(options)) this.addOption(value, display); return this; }
  getValue(): string { return this.selectEl.value; }
  setValue(value: string): this { this.selectEl.value = value; return this; }
  onChange(callback: (value: string) => unknown): this { this.selectEl.addEventListener("change", () => { callback(this.getValue()); }); return this; }
}

/** Tells its value when it is let go, as the app's does, unless `setInstant(true)`. */
export class SliderComponent extends ValueComponent<number> {
  readonly sliderEl: HTMLInputElement;
  readonly #value: HTMLElement;
  #instant = false;
  #format: (value: number) => string = String;
  #changed: ((value: number) => unknown) | null = null;
  constructor(parent: HTMLElement) {
    super();
    this.#value = parent.createSpan("slider-value");
    this.sliderEl = parent.createEl("input", { cls: "slider", type: "range" });
    this.sliderEl.addEventListener("input", () => { this.#show(); if (this.#instant) this.#changed?.(this.getValue()); });
    this.sliderEl.addEventListener("change", () => { if (!this.#instant) this.#changed?.(this.getValue()); });
  }
  override setDisabled(disabled: boolean): this { this.sliderEl.disabled = disabled; return super.setDisabled(disabled); }
  setInstant(instant: boolean): this { this.#instant = instant; return this; }
  setLimits(min: number | null, max: number | null, step: number | "any"): this {
    this.sliderEl.setAttrs({ min, max, step });
    return this;
  }
  getValue(): number { return this.sliderEl.valueAsNumber; }
  setValue(value: number): this { this.sliderEl.value = String(value); this.#show(); return this; }
  getValuePretty(): string { return this.#format(this.getValue()); }
  setDisplayFormat(format: (value: number) => string): this { this.#format = format; this.#show(); return this; }
  setDynamicTooltip(): this { return this; }
  onChange(callback: (value: number) => unknown): this { this.#changed = callback; return this; }
  #show(): void { this.#value.setText(this.getValuePretty()); }
}

export class ColorComponent extends ValueComponent<string> {
  readonly colorPickerEl: HTMLInputElement;
  constructor(parent: HTMLElement) { super(); this.colorPickerEl = parent.createEl("input", { type: "color" }); }
  override setDisabled(disabled: boolean): this { this.colorPickerEl.disabled = disabled; return super.setDisabled(disabled); }
  getValue(): string { return this.colorPickerEl.value; }
  setValue(value: string): this { this.colorPickerEl.value = value; return this; }
  onChange(callback: (value: string) => unknown): this { this.colorPickerEl.addEventListener("change", () => { callback(this.getValue()); }); return this; }
}

export class ProgressBarComponent extends ValueComponent<number> {
  readonly progressBar: HTMLProgressElement;
  constructor(parent: HTMLElement) { super(); this.progressBar = parent.createEl("progress", { attr: { max: 100 } }); }
  getValue(): number { return this.progressBar.value; }
  setValue(value: number): this { this.progressBar.value = value; return this; }
}

export class DisplayValueComponent extends BaseComponent {
  readonly displayEl: HTMLElement;
  constructor(parent: HTMLElement) { super(); this.displayEl = parent.createSpan("setting-display-value"); }
  setValue(value: string): this { this.displayEl.setText(value); return this; }
}
