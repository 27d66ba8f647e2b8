// A small plugin that shows what the page does to plugins: each block says what it was told, each command opens one thing.

import {
  EditorSuggest, MarkdownRenderChild, Menu, Modal, Notice, Plugin, PluginSettingTab, setIcon, type Editor, type EditorPosition, type EditorSuggestTriggerInfo, type MarkdownPostProcessorContext, type SettingDefinitionItem,
} from "obsidian";

/** What has happened, oldest first. */
const log: string[] = [];

class Block extends MarkdownRenderChild {
  readonly #name: string;
  constructor(el: HTMLElement, name: string) {
    super(el);
    this.#name = name;
  }
  override onload(): void { log.push(`load ${this.#name}`); }
  override onunload(): void { log.push(`unload ${this.#name}`); }
}

class Settings extends PluginSettingTab {
  override getSettingDefinitions(): SettingDefinitionItem[] {
    return [
      { name: "Loud", control: { type: "toggle", key: "loud", defaultValue: false } },
      {
        type: "group",
        heading: "More",
        items: [
          { name: "Speed", control: { type: "slider", key: "speed", min: 0, max: 10, step: 1, defaultValue: 3 } },
          { name: "Word", control: { type: "text", key: "word", validate: (word) => (word.includes(" ") ? "One word only." : undefined) } },
          { name: "Volume", visible: () => this.getControlValue("loud") === true, control: { type: "number", key: "volume", min: 0, max: 11 } },
        ],
      },
    ];
  }
}

class Words extends EditorSuggest<string> {
  override onTrigger(cursor: EditorPosition, editor: Editor): EditorSuggestTriggerInfo | null {
    const typed = /@(\w*)$/.exec(editor.getLine(cursor.line).slice(0, cursor.ch));
    return typed === null ? null : { start: { line: cursor.line, ch: typed.index }, end: cursor, query: typed[1] ?? "" };
  }
  override getSuggestions({ query }: { query: string }): string[] { return ["alpha", "beta", "alphabet"].filter((word) => word.startsWith(query)); }
  override renderSuggestion(word: string, el: HTMLElement): void { el.setText(word); }
  override selectSuggestion(word: string): void {
    if (this.context !== null) this.context.editor.replaceRange(word, this.context.start, this.context.end);
    this.close();
  }
}

export default class Probe extends Plugin {
  override onload(): void {
    this.settings = {};
    Object.assign(window, { probe: { log, app: this.app } });
    this.registerMarkdownCodeBlockProcessor("probe", (source, el, context) => this.#draw(source, el, context));
    this.registerEvent(this.app.workspace.on("css-change", () => { log.push("css-change"); }));
    this.app.workspace.onLayoutReady(() => { log.push("layout ready"); });
    this.registerEditorSuggest(new Words(this.app));
    this.addSettingTab(new Settings(this.app, this));
    this.addCommand({ id: "say", name: "Say", callback: () => { new Notice("Said"); } });
    this.addCommand({ id: "type", name: "Type", editorCallback: (editor) => { editor.replaceSelection("typed"); } });
    this.addCommand({ id: "never", name: "Never", checkCallback: () => false });
    this.addCommand({ id: "ask", name: "Ask", callback: () => { new Modal(this.app).setTitle("Question").setContent("Well?").open(); } });
    this.addCommand({
      id: "offer",
      name: "Offer",
      callback: () => {
        const menu = new Menu();
        menu.addItem((item) => item.setTitle("First").setIcon("play").onClick(() => { log.push("first"); }));
        menu.addItem((item) => item.setTitle("Second").onClick(() => { log.push("second"); }));
        menu.showAtPosition({ x: 40, y: 40 });
      },
    });
  }

  override onunload(): void { log.push("plugin unloaded"); }

  #draw(source: string, el: HTMLElement, context: MarkdownPostProcessorContext): Promise<void> | undefined {
    const name = source.split("\n")[0] ?? "";
    context.addChild(new Block(el, name));
    const button = el.createEl("button", { cls: "probe", text: name });
    setIcon(button.createSpan(), "lucide-handshake");
    const told = el.createEl("output");
    button.addEventListener("click", () => {
      const info = context.getSectionInfo(el);
      told.setText(JSON.stringify(info === null ? null : { ...info, path: context.sourcePath, docId: context.docId }));
    });
    el.onWindowMigrated((win) => { log.push(`migrated ${name} ${String(win !== window)}`); });
    const later = new Promise<void>((resolve) => {
      window.setTimeout(() => {
        if (source.includes("later")) el.createSpan({ cls: "late", text: "late" });
        resolve();
      }, 100);
    });
    return source.includes("careless") ? undefined : later;
  }
}
