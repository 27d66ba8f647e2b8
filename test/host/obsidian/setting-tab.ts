// A plugin's page of settings, drawn from its declared definitions, and the modal that shows it.

import type { SettingControl, SettingDefinition, SettingDefinitionItem } from "obsidian";
import type { App } from "./app.ts";
import { Modal } from "./modal.ts";
import type { Plugin } from "./plugin.ts";
import type { Setting} from "./setting.ts";
import { SettingGroup } from "./setting.ts";

type Definition = SettingDefinitionItem | SettingDefinition;

export abstract class SettingTab {
  icon = "settings";
  readonly app: App;
  readonly containerEl = createDiv("vertical-tab-content");
  settingItems: SettingDefinitionItem[] = [];
  #predicates: (() => void)[] = [];
  #cleanups: (() => void)[] = [];

  constructor(app: App) { this.app = app; }

  getSettingDefinitions(): SettingDefinitionItem[] { return []; }
  getControlValue(_key: string): unknown { return undefined; }
  setControlValue(_key: string, _value: unknown): void | Promise<void> { return undefined; }
  display(): void { return undefined; }

  hide(): void {
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    this.#predicates = [];
    this.containerEl.empty();
  }

  /** Asks for the definitions again and draws them if the page is open. */
  update(): void {
    this.settingItems = this.getSettingDefinitions();
    if (this.containerEl.isConnected) this.render();
  }

  refreshDomState(): void { for (const predicate of this.#predicates) predicate(); }

  /** Draws the page: by definitions, or by `display` when there are none. */
  render(): void {
    this.hide();
    this.settingItems = this.getSettingDefinitions();
    if (this.settingItems.length === 0) this.display();
    else this.#items(this.settingItems, new SettingGroup(this.containerEl), this.containerEl);
    this.refreshDomState();
  }

  #items(items: readonly Definition[], group: SettingGroup, container: HTMLElement): void {
    for (const item of items) {
      if ("type" in item && (item.type === "group" || item.type === "list")) {
        const inner = new SettingGroup(container);
        if (item.heading !== undefined) inner.setHeading(item.heading);
        if (item.cls !== undefined) inner.addClass(...item.cls.split(" "));
        for (const button of item.extraButtons ?? []) inner.addExtraButton(button as never);
        this.#items(item.items ?? [], inner, container);
        this.#visible(item.visible, inner.groupEl);
      } else if ("type" in item && item.type === "page") {
        group.addSetting((setting) => {
          setting.setName(item.name).setClass("mod-navigable");
          if (item.desc !== undefined) setting.setDesc(item.desc);
          setting.settingEl.addEventListener("click", () => {
            this.containerEl.empty();
            this.#items(item.items ?? [], new SettingGroup(this.containerEl), this.containerEl);
          });
          this.#visible(item.visible, setting.settingEl);
        });
      } else this.#row(item as SettingDefinition, group);
    }
  }

  #row(item: SettingDefinition, group: SettingGroup): void {
    group.addSetting((setting) => {
      setting.setName(item.name);
      if (item.desc !== undefined) setting.setDesc(item.desc);
      this.#visible(item.visible, setting.settingEl);
      if (item.render !== undefined) {
        const cleanup = item.render(setting as never, group as never);
        if (typeof cleanup === "function") this.#cleanups.push(cleanup);
      } else if (item.action !== undefined) {
        const { action } = item;
        setting.settingEl.addClass("mod-clickable");
        setting.settingEl.addEventListener("click", () => { action(setting.settingEl, [...group.listEl.children].indexOf(setting.settingEl)); });
      } else if (item.control !== undefined) {
        this.#control(item.control, setting);
        const { disabled } = item.control;
        if (disabled !== undefined) this.#predicates.push(() => { setting.setDisabled(typeof disabled === "function" ? disabled() : disabled); });
      }
    });
  }

  #control(control: SettingControl, setting: Setting): void {
    const stored: unknown = this.getControlValue(control.key) ?? control.defaultValue;
    const text = typeof stored === "string" || typeof stored === "number" ? String(stored) : "";
    const store = (value: unknown): void => {
      const validate = control.validate as ((value: unknown) => unknown) | undefined;
      void Promise.resolve(validate?.(value)).then((message) => {
        setting.setErrorMessage(typeof message === "string" ? message : null);
        if (setting.errorEl === null) void this.setControlValue(control.key, value);
      });
    };
    switch (control.type) {
      case "toggle": setting.addToggle((one) => one.setValue(stored === true).onChange(store)); break;
      case "dropdown": setting.addDropdown((one) => one.addOptions(control.options).setValue(text).onChange(store)); break;
      case "slider":
        setting.addSlider((one) => {
          if (control.displayFormat !== undefined) one.setDisplayFormat(control.displayFormat);
          return one.setLimits(control.min, control.max, control.step).setValue(Number(stored)).onChange(store);
        });
        break;
      case "textarea": setting.addTextArea((one) => one.setValue(text).setPlaceholder(control.placeholder ?? "").onChange(store)); break;
      case "color": setting.addColorPicker((one) => one.setValue(text).onChange(store)); break;
      case "number":
        setting.addText((one) => {
          one.inputEl.setAttrs({ type: "number", min: control.min ?? null, max: control.max ?? null, step: control.step ?? null });
          return one.setValue(text).onChange((typed) => { store(Number.isNaN(Number(typed)) ? (control.defaultValue ?? 0) : Number(typed)); });
        });
        break;
      default: setting.addText((one) => one.setValue(text).setPlaceholder(control.placeholder ?? "").onChange(store));
    }
  }

  #visible(visible: boolean | (() => boolean) | undefined, el: HTMLElement): void {
    if (visible !== undefined) this.#predicates.push(() => { el.toggle(typeof visible === "function" ? visible() : visible); });
  }
}

export abstract class PluginSettingTab extends SettingTab {
  readonly plugin: Plugin;
  constructor(app: App, plugin: Plugin) { super(app); this.plugin = plugin; }

  override getControlValue(key: string): unknown { return (this.plugin.settings as Record<string, unknown> | undefined)?.[key]; }

  override async setControlValue(key: string, value: unknown): Promise<void> {
    const settings = (this.plugin.settings ??= {}) as Record<string, unknown>;
    settings[key] = value;
    await this.plugin.saveData(settings);
  }
}

export abstract class SettingPage {
  readonly rootEl = createDiv();
  readonly titlebarEl = this.rootEl.createDiv();
  readonly containerEl = this.rootEl.createDiv();
  title = "";
  abstract display(): void;
  hide(): void { this.containerEl.empty(); }
}

/** The settings window with the plugin's tab in it. */
export class SettingModal extends Modal {
  readonly #tab: SettingTab;
  constructor(app: App, tab: SettingTab, title: string) {
    super(app);
    this.#tab = tab;
    this.modalEl.addClass("mod-settings");
    this.setTitle(title);
  }
  override onOpen(): void { this.contentEl.append(this.#tab.containerEl); this.#tab.render(); }
  override onClose(): void { this.#tab.hide(); }
}
