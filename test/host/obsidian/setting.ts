// Rows of settings.

import {
  ButtonComponent, ColorComponent, DisplayValueComponent, DropdownComponent, ExtraButtonComponent, ProgressBarComponent, SearchComponent,
  SliderComponent, TextAreaComponent, TextComponent, ToggleComponent, setTooltip, type BaseComponent,
} from "./controls.ts";

export class Setting {
  readonly settingEl: HTMLElement;
  readonly infoEl: HTMLElement;
  readonly nameEl: HTMLElement;
  readonly descEl: HTMLElement;
  readonly controlEl: HTMLElement;
  errorEl: HTMLElement | null = null;
  components: BaseComponent[] = [];

  constructor(container: HTMLElement) {
    this.settingEl = container.createDiv("setting-item");
    this.infoEl = this.settingEl.createDiv("setting-item-info");
    this.nameEl = this.infoEl.createDiv("setting-item-name");
    this.descEl = this.infoEl.createDiv("setting-item-description");
    this.controlEl = this.settingEl.createDiv("setting-item-control");
  }

  setName(name: string | DocumentFragment): this { this.nameEl.setText(name); return this; }
  setDesc(desc: string | DocumentFragment): this { this.descEl.setText(desc); return this; }
  setClass(name: string): this { this.settingEl.addClass(name); return this; }
  setTooltip(tooltip: string): this { setTooltip(this.nameEl, tooltip); return this; }
  setHeading(): this { return this.setClass("setting-item-heading"); }
  setDisabled(disabled: boolean): this {
    this.settingEl.toggleClass("is-disabled", disabled);
    for (const component of this.components) component.setDisabled(disabled);
    return this;
  }
  setErrorMessage(message: string | null): this {
    this.errorEl?.remove();
    this.errorEl = message === null || message === "" ? null : this.infoEl.createDiv({ cls: "setting-item-error", text: message, attr: { role: "alert" } });
    this.settingEl.toggleClass("is-invalid", this.errorEl !== null);
    return this;
  }
  then(callback: (setting: this) => unknown): this { callback(this); return this; }
  clear(): this { this.controlEl.empty(); this.components = []; return this; }

  addButton(build: (component: ButtonComponent) => unknown): this { return this.#add(new ButtonComponent(this.controlEl), build); }
  addExtraButton(build: (component: ExtraButtonComponent) => unknown): this { return this.#add(new ExtraButtonComponent(this.controlEl), build); }
  addToggle(build: (component: ToggleComponent) => unknown): this { return this.setClass("mod-toggle").#add(new ToggleComponent(this.controlEl), build); }
  addText(build: (component: TextComponent) => unknown): this { return this.#add(new TextComponent(this.controlEl), build); }
  addSearch(build: (component: SearchComponent) => unknown): this { return this.#add(new SearchComponent(this.controlEl), build); }
  addTextArea(build: (component: TextAreaComponent) => unknown): this { return this.#add(new TextAreaComponent(this.controlEl), build); }
  addDropdown(build: (component: DropdownComponent) => unknown): this { return this.#add(new DropdownComponent(this.controlEl), build); }
  addColorPicker(build: (component: ColorComponent) => unknown): this { return this.#add(new ColorComponent(this.controlEl), build); }
  addProgressBar(build: (component: ProgressBarComponent) => unknown): this { return this.#add(new ProgressBarComponent(this.controlEl), build); }
  addSlider(build: (component: SliderComponent) => unknown): this { return this.#add(new SliderComponent(this.controlEl), build); }
  addDisplayValue(build: (component: DisplayValueComponent) => unknown): this { return this.#add(new DisplayValueComponent(this.controlEl), build); }
  addComponent(build: (el: HTMLElement) => BaseComponent): this { this.components.push(build(this.controlEl)); return this; }

  #add<T extends BaseComponent>(component: T, build: (component: T) => unknown): this {
    this.components.push(component);
    const control = this.controlEl.querySelector("input, select, textarea, [role=button]:not([aria-label])");
    if (control !== null && !control.hasAttribute("aria-label") && this.nameEl.textContent !== "") control.setAttribute("aria-label", this.nameEl.textContent);
    build(component);
    return this;
  }
}

export class SettingGroup {
  readonly listEl: HTMLElement;
  readonly #headerEl: HTMLElement;
  readonly #groupEl: HTMLElement;
  constructor(container: HTMLElement) {
    this.#groupEl = container.createDiv("setting-group");
    this.#headerEl = this.#groupEl.createDiv("setting-item setting-item-heading");
    this.#headerEl.hide();
    this.listEl = this.#groupEl.createDiv("setting-items");
  }
  get groupEl(): HTMLElement { return this.#groupEl; }
  setHeading(text: string | DocumentFragment): this {
    this.#headerEl.show();
    this.#headerEl.createDiv("setting-item-name").setText(text);
    return this;
  }
  addClass(...names: string[]): this { this.#groupEl.addClass(...names); return this; }
  addSetting(build: (setting: Setting) => unknown): this { build(new Setting(this.listEl)); return this; }
  addSearch(build: (component: SearchComponent) => unknown): this { build(new SearchComponent(this.#headerEl)); return this; }
  addExtraButton(build: (component: ExtraButtonComponent) => unknown): this { build(new ExtraButtonComponent(this.#headerEl)); return this; }
}
