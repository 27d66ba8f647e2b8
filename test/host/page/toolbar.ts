// The bar above the workspace and the list of notes: what a visitor chooses, each choice kept in the address.

import type { App } from "../obsidian/app.ts";
import { setIcon } from "../obsidian/icons.ts";
import { TFile, TFolder } from "../obsidian/vault.ts";
import type { Choices } from "./choices.ts";
import type { PageWords } from "./words.ts";

export interface ToolbarActions {
  readonly choose: (next: Partial<Choices>) => void;
  readonly openCommands: () => void;
  readonly openSettings: () => void;
  readonly openWindow: () => void;
}

/** Draws the bar; its buttons show the choices that `show` is given. */
export function drawToolbar(bar: HTMLElement, words: PageWords, actions: ToolbarActions): { show: (choices: Choices) => void } {
  const groups: { key: keyof Choices; buttons: Map<string, HTMLElement> }[] = [];
  const brand = bar.createDiv("host-brand");
  const files = brand.createEl("button", { cls: "clickable-icon", attr: { "aria-label": words.files } });
  setIcon(files, "panel-left");
  files.addEventListener("click", () => { document.body.classList.toggle("host-files-hidden"); });
  brand.createSpan({ cls: "host-name", text: "Handshake" });
  brand.createSpan({ cls: "host-note", text: words.standIn, title: words.notSaved });
  const group = <K extends keyof Choices>(key: K, label: string, options: [value: Choices[K], text: string, icon: string][]): void => {
    const el = bar.createDiv({ cls: "host-group", attr: { role: "radiogroup", "aria-label": label } });
    const buttons = new Map<string, HTMLElement>();
    for (const [value, text, icon] of options) {
      const button = el.createEl("button", { attr: { role: "radio", title: text } });
      if (icon !== "") setIcon(button.createSpan("host-icon"), icon);
      button.createSpan({ cls: icon === "" ? "" : "host-label", text });
      button.addEventListener("click", () => { actions.choose({ [key]: value }); });
      buttons.set(String(value), button);
    }
    groups.push({ key, buttons });
  };
  group("view", words.view, [["reading", words.reading, "book-open"], ["live", words.live, "pencil-line"], ["both", words.both, "columns-2"]]);
  group("theme", words.theme, [["light", words.light, "sun"], ["dark", words.dark, "moon"]]);
  group("lang", words.language, [["en", "English", ""], ["ko", "한국어", ""]]);
  group("width", words.width, [[0, words.wide, "monitor"], [360, words.phone, "smartphone"]]);
  const tools = bar.createDiv("host-group");
  const tool = (icon: string, label: string, run: () => void): void => {
    const button = tools.createEl("button", { attr: { "aria-label": label, title: label } });
    setIcon(button, icon);
    button.addEventListener("click", run);
  };
  tool("square-terminal", `${words.commands} (Ctrl/⌘ P)`, actions.openCommands);
  tool("app-window", words.window, actions.openWindow);
  tool("settings", words.settings, actions.openSettings);
  return {
    show(choices) {
      for (const { key, buttons } of groups) {
        for (const [value, button] of buttons) button.setAttribute("aria-checked", String(String(choices[key]) === value));
      }
    },
  };
}

/** Lists the notes, folders first, and marks the open one. */
export function drawFiles(parent: HTMLElement, app: App, words: PageWords, open: (path: string) => void): () => void {
  const draw = (): void => {
    parent.empty();
    parent.createDiv({ cls: "nav-header", text: words.files });
    const list = parent.createDiv("nav-files-container");
    if (app.vault.getMarkdownFiles().length === 0) list.createDiv({ cls: "nav-empty", text: words.noNotes });
    fill(list, app.vault.getRoot());
    parent.createDiv({ cls: "nav-footer", text: words.memory });
  };
  const fill = (el: HTMLElement, folder: TFolder): void => {
    const name = new Intl.Collator(undefined, { numeric: true });
    const children = [...folder.children].sort((a, b) => Number(a instanceof TFile) - Number(b instanceof TFile) || name.compare(a.name, b.name));
    for (const child of children) {
      if (child instanceof TFolder) {
        const details = el.createEl("details", { cls: "nav-folder", attr: { open: true } });
        details.createEl("summary", { text: child.name });
        fill(details, child);
      } else if (child instanceof TFile && child.extension === "md") {
        const active = app.workspace.getActiveFile() === child;
        const button = el.createEl("button", { cls: `nav-file${active ? " is-active" : ""}`, text: child.basename });
        if (active) button.setAttribute("aria-current", "page");
        button.addEventListener("click", () => { open(child.path); });
      }
    }
  };
  app.vault.on("create", draw);
  app.vault.on("delete", draw);
  app.vault.on("rename", draw);
  app.workspace.on("file-open", draw);
  draw();
  return draw;
}
