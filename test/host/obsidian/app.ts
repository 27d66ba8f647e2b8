// The app: everything that a plugin reaches through `this.app`.

import { Commands, CommandPalette } from "./commands.ts";
import { installDom } from "./dom.ts";
import { installPagePreview } from "./hover.ts";
import { setIcon } from "./icons.ts";
import { WorkspaceWindow } from "./leaf.ts";
import { MarkdownView } from "./markdown-view.ts";
import { MetadataCache } from "./metadata.ts";
import { watchDocument } from "./processors.ts";
import { Keymap, Scope } from "./scope.ts";
import type { SettingTab } from "./setting-tab.ts";
import type { EditorSuggest } from "./suggest.ts";
import type { TFile} from "./vault.ts";
import { type Vault } from "./vault.ts";
import { Workspace } from "./workspace.ts";

/** The few words that the stand-in says itself. */
export interface AppWords { readonly palette: string; readonly navigate: string; readonly use: string; readonly dismiss: string; readonly close: string }

export class App {
  readonly vault: Vault;
  readonly metadataCache: MetadataCache;
  readonly workspace: Workspace;
  readonly fileManager: FileManager;
  readonly scope = new Scope();
  readonly keymap = new Keymap(this.scope);
  readonly commands = new Commands(this);
  readonly ribbonEl: HTMLElement;
  readonly statusBarEl: HTMLElement;
  readonly words: AppWords;
  readonly settingTabs: SettingTab[] = [];
  readonly pluginData = new Map<string, unknown>();
  readonly hoverSources = new Map<string, { display: string; defaultMod: boolean }>();
  readonly hoverLinks: readonly { readonly source: string; readonly linktext: string; readonly sourcePath?: string }[];
  readonly editorSuggests: EditorSuggest<unknown>[] = [];
  readonly protocolHandlers = new Map<string, (parameters: Record<string, string>) => unknown>();
  readonly cliHandlers = new Map<string, { description: string; flags: unknown; handler: (parameters: Record<string, string>) => unknown }>();
  readonly setIcon = setIcon;
  lastEvent: Event | null = null;
  #layoutPending = false;

  constructor(vault: Vault, elements: { workspace: HTMLElement; ribbon: HTMLElement; status: HTMLElement }, words: AppWords) {
    this.vault = vault;
    this.words = words;
    this.ribbonEl = elements.ribbon;
    this.statusBarEl = elements.status;
    this.metadataCache = new MetadataCache(vault);
    this.workspace = new Workspace(this, elements.workspace);
    this.fileManager = new FileManager(this);
    this.hoverLinks = installPagePreview(this);
    this.#listen(window);
    this.scope.register(["Mod"], "p", () => { new CommandPalette(this).open(); return false; });
  }

  isDarkMode(): boolean { return document.body.hasClass("theme-dark"); }
  loadLocalStorage(key: string): unknown { return JSON.parse(localStorage.getItem(`vault-${key}`) ?? "null") as unknown; }
  saveLocalStorage(key: string, data: unknown): void {
    if (data === null || data === undefined) localStorage.removeItem(`vault-${key}`);
    else localStorage.setItem(`vault-${key}`, JSON.stringify(data));
  }

  /** Said by whoever changes the layout; told to listeners once, a little later, as the app does. */
  layoutChanged(): void {
    if (this.#layoutPending) return;
    this.#layoutPending = true;
    queueMicrotask(() => {
      this.#layoutPending = false;
      this.workspace.trigger("layout-change");
      this.workspace.trigger("resize");
      this.workspace.iterateAllLeaves((leaf) => { leaf.onResize(); });
    });
  }

  /** The editor that commands act on while something else (the palette) has the focus. */
  lastEditor(): MarkdownView | null {
    const view = this.workspace.getMostRecentLeaf()?.view;
    return view instanceof MarkdownView && view.getMode() === "source" ? view : null;
  }

  /** Opens a further window with its own document, its own `HTMLElement` and the app's styles. */
  openWindow(): WorkspaceWindow {
    const win = window.open("", "_blank", "popup,width=760,height=800");
    if (win === null) throw new Error("The browser did not let a further window open.");
    const realm = win as Window & typeof globalThis;
    installDom(realm);
    watchDocument(win.document);
    win.document.title = document.title;
    for (const style of document.querySelectorAll("link[rel=stylesheet], style")) win.document.head.append(win.document.importNode(style, true));
    win.document.documentElement.lang = document.documentElement.lang;
    win.document.body.className = document.body.className;
    win.document.body.addClass("is-popout-window");
    const split = new WorkspaceWindow(this, "window", win.document.body.createDiv("workspace").createDiv("workspace-split mod-root"));
    this.workspace.floating.push(split);
    this.#listen(win);
    this.workspace.trigger("window-open", split, win);
    win.addEventListener("pagehide", () => {
      this.workspace.floating.splice(this.workspace.floating.indexOf(split), 1);
      for (const leaf of [...split.leaves]) leaf.detach();
      Object.assign(window, { activeWindow: window, activeDocument: document });
      this.workspace.trigger("window-close", split, win);
    });
    return split;
  }

  /** Something was typed: the first suggester that has something to say shows its list, the others close theirs. */
  suggest(view: MarkdownView): void {
    let taken = false;
    for (const suggester of this.editorSuggests) {
      if (taken) suggester.close();
      else taken = suggester.trigger(view.editor, view.file);
    }
  }

  /** The theme was changed: elements that draw by themselves are told. */
  cssChanged(): void {
    for (const { doc } of this.workspace.floating) doc.body.className = `${document.body.className} is-popout-window`;
    this.workspace.trigger("css-change");
  }

  #listen(win: Window): void {
    win.addEventListener("keydown", (event) => {
      this.lastEvent = event;
      this.keymap.onKeyEvent(event, true);
    }, true);
    win.addEventListener("keydown", (event) => { if (!event.defaultPrevented) this.keymap.onKeyEvent(event, false); });
    const attend = (): void => { Object.assign(window, { activeWindow: win, activeDocument: win.document }); };
    win.addEventListener("focus", attend);
    win.addEventListener("pointerdown", (event) => { this.lastEvent = event; attend(); }, true);
  }
}

export class FileManager {
  readonly #app: App;
  constructor(app: App) { this.#app = app; }

  getNewFileParent(): unknown { return this.#app.vault.getRoot(); }
  trashFile(file: TFile): Promise<void> { return this.#app.vault.delete(file); }
  renameFile(file: TFile, path: string): Promise<void> { return this.#app.vault.rename(file, path); }

  generateMarkdownLink(file: TFile, sourcePath: string, subpath = "", alias = ""): string {
    return `[[${this.#app.metadataCache.fileToLinktext(file, sourcePath)}${subpath}${alias === "" ? "" : `|${alias}`}]]`;
  }

  async processFrontMatter(file: TFile, change: (frontmatter: Record<string, unknown>) => void): Promise<void> {
    const { getFrontMatterInfo, readFrontMatter, stringifyYaml } = await import("./frontmatter.ts");
    await this.#app.vault.process(file, (text) => {
      const frontmatter = readFrontMatter(text) ?? {};
      change(frontmatter);
      return `---\n${stringifyYaml(frontmatter)}---\n${text.slice(getFrontMatterInfo(text).contentStart)}`;
    });
  }

  getAvailablePathForAttachment(name: string): Promise<string> { return Promise.resolve(name); }
}

