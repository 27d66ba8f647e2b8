// The settings tab, declared: the app draws it, searches it and binds it to the plugin's settings.

import { PluginSettingTab, type App, type Plugin, type SettingDefinitionItem } from "obsidian";
import type { ShellWords } from "../i18n/index.ts";
import { readSettings, SPEED_CHOICES, VOICES, type Settings } from "./settings.ts";

/** What the tab needs from the plugin. */
export interface SettingsDesk {
  readonly words: ShellWords;
  readonly settings: Settings;
  change(settings: Settings): Promise<void>;
}

/** The plugin's tab. */
export class HandshakeSettingTab extends PluginSettingTab {
  readonly #desk: SettingsDesk;

  constructor(app: App, plugin: Plugin, desk: SettingsDesk) {
    super(app, plugin);
    this.#desk = desk;
  }

  override getSettingDefinitions(): SettingDefinitionItem[] {
    const { settings: words } = this.#desk.words;
    return [
      {
        name: words.voice,
        desc: words.voiceDescription,
        control: { type: "dropdown", key: "voice", options: Object.fromEntries(VOICES.map((voice) => [voice, words.voices[voice]])) },
      },
      {
        name: words.speed,
        desc: words.speedDescription,
        control: { type: "dropdown", key: "speed", options: Object.fromEntries(SPEED_CHOICES.map((speed) => [`×${speed}`, words.speedName(speed)])) },
      },
      { name: words.keep, desc: words.keepDescription, control: { type: "toggle", key: "keep" } },
    ];
  }

  override getControlValue(key: string): unknown {
    const { settings } = this.#desk;
    return key === "speed" ? `×${settings.speed}` : new Map<string, unknown>(Object.entries(settings)).get(key);
  }

  override setControlValue(key: string, value: unknown): Promise<void> {
    const next = key === "speed" ? Number(String(value).slice(1)) : value;
    return this.#desk.change(readSettings({ ...this.#desk.settings, [key]: next }));
  }
}
