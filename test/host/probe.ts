// A small plugin that shows what the page does to plugins: each block says what it was told.

import { MarkdownRenderChild, Plugin, type MarkdownPostProcessorContext } from "obsidian";

/** What has happened to the blocks, oldest first. */
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

export default class Probe extends Plugin {
  override onload(): void {
    Object.assign(window, { probe: { log, app: this.app } });
    this.registerMarkdownCodeBlockProcessor("probe", (source, el, context) => this.#draw(source, el, context));
    this.registerEvent(this.app.workspace.on("css-change", () => { log.push("css-change"); }));
    this.addCommand({ id: "say", name: "Say", callback: () => { log.push("say"); } });
    this.addCommand({ id: "type", name: "Type", editorCallback: (editor) => { editor.replaceSelection("typed"); } });
    this.addCommand({ id: "never", name: "Never", checkCallback: () => false });
  }

  override onunload(): void { log.push("plugin unloaded"); }

  #draw(source: string, el: HTMLElement, context: MarkdownPostProcessorContext): Promise<void> | undefined {
    const name = source.split("\n")[0] ?? "";
    context.addChild(new Block(el, name));
    const button = el.createEl("button", { cls: "probe", text: name });
    const told = el.createEl("output");
    button.addEventListener("click", () => {
      const info = context.getSectionInfo(el);
      told.setText(JSON.stringify(info === null ? null : { ...info, path: context.sourcePath, docId: context.docId }));
    });
    el.onWindowMigrated((win) => { log.push(`migrated ${name} ${String(win !== window)}`); });
    if (!source.includes("slow")) return undefined;
    return new Promise((resolve) => {
      window.setTimeout(() => {
        el.createSpan({ cls: "late", text: "late" });
        resolve();
      }, 100);
    });
  }
}
