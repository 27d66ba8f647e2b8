// The plugin: registers what the app calls, and makes the rest when the first block or command asks for it.

import { getLanguage, Plugin, type Editor } from "obsidian";
import { messages, type Messages, type ShellWords } from "../i18n/index.ts";
import { languageOf } from "./block/block-run.ts";
import { HOVER_SOURCE } from "./block/chips.ts";
import { insertPreset, PresetModal } from "./note/insert-command.ts";
import { FENCE, processBlock } from "./processor.ts";
import { HandshakeSettingTab } from "./settings-tab.ts";
import { DEFAULT_SETTINGS, readSettings, type Settings } from "./settings.ts";
import { Studio } from "./studio.ts";
import { startWalkthrough, stopWalkthrough } from "./walkthrough/walkthrough-start.ts";
import { WALKTHROUGH_VIEW, WalkthroughView } from "./walkthrough/walkthrough-view.ts";

/** The plugin's class, made by the app. */
export class HandshakePlugin extends Plugin {
  override settings: Settings = DEFAULT_SETTINGS;
  #studio: Studio | null = null;

  override async onload(): Promise<void> {
    this.settings = readSettings(await this.loadData());
    this.registerMarkdownCodeBlockProcessor(FENCE, (source, element, context) => { processBlock(source, element, context, this.#ensureStudio()); });
    this.registerHoverLinkSource(HOVER_SOURCE, { display: this.manifest.name, defaultMod: false });
    this.registerView(WALKTHROUGH_VIEW, (leaf) => new WalkthroughView(leaf, this.#walkthroughDesk()));
    this.addSettingTab(new HandshakeSettingTab(this.app, this, this.#settingsDesk()));
    this.#addCommands();
  }

  override async onExternalSettingsChange(): Promise<void> {
    this.#apply(readSettings(await this.loadData()));
  }

  get #words(): Messages {
    return messages(languageOf(getLanguage()));
  }

  #ensureStudio(): Studio {
    this.#studio ??= this.addChild(new Studio(this.app, () => this.settings));
    return this.#studio;
  }

  #apply(settings: Settings): void {
    this.settings = settings;
    this.#studio?.redraw();
  }

  #settingsDesk(): { readonly words: ShellWords; readonly settings: Settings; change(settings: Settings): Promise<void> } {
    const words = (): ShellWords => this.#words.shell;
    const settings = (): Settings => this.settings;
    return {
      get words() { return words(); },
      get settings() { return settings(); },
      change: async (next) => {
        this.#apply(next);
        await this.saveData(next);
      },
    };
  }

  #walkthroughDesk(): ConstructorParameters<typeof WalkthroughView>[1] {
    const studio = this.#ensureStudio();
    const words = (): ShellWords => this.#words.shell;
    return {
      walkthrough: studio.walkthrough,
      get words() { return words(); },
      start: () => { void startWalkthrough(studio); },
      stop: () => { stopWalkthrough(this.app, studio); },
    };
  }

  #addCommands(): void {
    const { commands } = this.#words.shell;
    this.addCommand({
      id: "insert-diagram", name: commands.insert, icon: "between-horizontal-start",
      editorCallback: (editor) => { this.#insert(editor); },
    });
    this.addCommand({
      id: "start-walkthrough", name: commands.start, icon: "footprints",
      checkCallback: (checking) => {
        const possible = this.app.workspace.getActiveFile()?.extension === "md";
        if (possible && !checking) void startWalkthrough(this.#ensureStudio());
        return possible;
      },
    });
    this.#addStepCommand("next-step", commands.next, "arrow-right", true, (studio) => { studio.walkthrough.move(1); });
    this.#addStepCommand("previous-step", commands.previous, "arrow-left", true, (studio) => { studio.walkthrough.move(-1); });
    this.#addStepCommand("stop-walkthrough", commands.stop, "x", false, (studio) => { stopWalkthrough(this.app, studio); });
  }

  /** A command that is there only during a walkthrough. */
  #addStepCommand(id: string, name: string, icon: string, repeatable: boolean, run: (studio: Studio) => void): void {
    this.addCommand({
      id, name, icon, repeatable,
      checkCallback: (checking) => {
        const studio = this.#studio;
        if (studio === null || studio.walkthrough.walk === null) return false;
        if (!checking) run(studio);
        return true;
      },
    });
  }

  #insert(editor: Editor): void {
    new PresetModal(this.app, this.#words, (name) => { insertPreset(editor, name); }).open();
  }
}
