// The workspace: leaves and their places, the active one, opening links, and the app's events.

import type { Extension } from "@codemirror/state";
import type { App } from "./app.ts";
import { Events } from "./component.ts";
import type { WorkspaceLeaf, WorkspaceWindow} from "./leaf.ts";
import { WorkspaceRoot, WorkspaceSidedock, type WorkspaceSplit } from "./leaf.ts";
import { MarkdownView } from "./markdown-view.ts";
import { parseLinktext } from "./paths.ts";
import type { TFile } from "./vault.ts";
import type { View } from "./views.ts";
import { FileView } from "./views.ts";

type PaneType = "tab" | "split" | "window" | boolean;

export class Workspace extends Events {
  readonly app: App;
  readonly containerEl: HTMLElement;
  readonly leftSplit: WorkspaceSidedock;
  readonly rootSplit: WorkspaceRoot;
  readonly rightSplit: WorkspaceSidedock;
  readonly floating: WorkspaceWindow[] = [];
  activeLeaf: WorkspaceLeaf | null = null;
  layoutReady = false;
  /** Links that were asked to be opened, in order. */
  readonly openedLinks: string[] = [];
  readonly #factories = new Map<string, (leaf: WorkspaceLeaf) => View>([["markdown", (leaf) => new MarkdownView(leaf)]]);
  readonly #extensions: Extension[] = [];
  #whenReady: (() => unknown)[] = [];
  #recent: TFile[] = [];

  constructor(app: App, containerEl: HTMLElement) {
    super();
    this.app = app;
    this.containerEl = containerEl;
    this.leftSplit = new WorkspaceSidedock(app, "left", containerEl.createDiv("workspace-split mod-left-split"));
    this.rootSplit = new WorkspaceRoot(app, "root", containerEl.createDiv("workspace-split mod-root"));
    this.rightSplit = new WorkspaceSidedock(app, "right", containerEl.createDiv("workspace-split mod-right-split"));
  }

  get editorExtensions(): Extension { return this.#extensions; }

  registerExtension(extension: Extension): () => void {
    this.#extensions.push(extension);
    this.updateOptions();
    return () => { this.#extensions.splice(this.#extensions.indexOf(extension), 1); this.updateOptions(); };
  }

  registerView(type: string, creator: (leaf: WorkspaceLeaf) => View): () => void {
    if (this.#factories.has(type)) throw new Error(`Attempting to register an existing view type "${type}"`);
    this.#factories.set(type, creator);
    return () => { this.#factories.delete(type); };
  }

  makeView(type: string, leaf: WorkspaceLeaf): View {
    const factory = this.#factories.get(type);
    if (factory === undefined) throw new Error(`No view of type "${type}"`);
    return factory(leaf);
  }

  updateOptions(): void { this.trigger("processors-changed"); }

  onLayoutReady(callback: () => unknown): void {
    if (this.layoutReady) callback();
    else this.#whenReady.push(callback);
  }

  /** The page is up: whoever waited is told. */
  setReady(): void {
    this.layoutReady = true;
    for (const callback of this.#whenReady.splice(0)) callback();
    this.trigger("layout-ready");
  }

  getLeaf(where: PaneType = false, direction?: string): WorkspaceLeaf {
    if (where === "window") return this.openPopoutLeaf();
    if (where === false) return this.getMostRecentLeaf() ?? this.rootSplit.addLeaf();
    return this.createLeafBySplit(this.getMostRecentLeaf(), direction);
  }

  createLeafBySplit(_leaf: WorkspaceLeaf | null, _direction?: string): WorkspaceLeaf { return this.rootSplit.addLeaf(); }
  splitActiveLeaf(): WorkspaceLeaf { return this.rootSplit.addLeaf(); }
  getUnpinnedLeaf(): WorkspaceLeaf { return this.getLeaf(false); }
  getLeftLeaf(_split: boolean): WorkspaceLeaf { return this.leftSplit.addLeaf(); }
  getRightLeaf(split: boolean): WorkspaceLeaf { return split ? this.rightSplit.addLeaf() : (this.rightSplit.leaves[0] ?? this.rightSplit.addLeaf()); }

  async ensureSideLeaf(type: string, side: "left" | "right", options: { active?: boolean; reveal?: boolean; state?: Record<string, unknown> } = {}): Promise<WorkspaceLeaf> {
    const split = side === "left" ? this.leftSplit : this.rightSplit;
    const leaf = split.leaves.find((one) => one.view.getViewType() === type) ?? split.addLeaf();
    await leaf.setViewState({ type, ...(options.state === undefined ? {} : { state: options.state }), active: options.active ?? false });
    if (options.reveal !== false) await this.revealLeaf(leaf);
    return leaf;
  }

  revealLeaf(leaf: WorkspaceLeaf): Promise<void> {
    if (leaf.parent.collapsed) leaf.parent.expand();
    return Promise.resolve();
  }

  setActiveLeaf(leaf: WorkspaceLeaf, options?: { focus?: boolean } | boolean, focus?: boolean): void {
    if (this.activeLeaf !== leaf) {
      this.activeLeaf?.containerEl.removeClass("mod-active");
      this.activeLeaf = leaf;
      leaf.containerEl.addClass("mod-active");
      this.trigger("active-leaf-change", leaf);
    }
    if ((typeof options === "object" && options.focus === true) || focus === true) {
      if (leaf.view instanceof MarkdownView && leaf.view.getMode() === "source") leaf.view.editor.focus();
      else leaf.containerEl.querySelector<HTMLElement>("button, [tabindex]")?.focus();
    }
  }

  get activeEditor(): MarkdownView | null {
    const view = this.activeLeaf?.view;
    return view instanceof MarkdownView && view.getMode() === "source" ? view : null;
  }

  getActiveViewOfType<T extends View>(type: abstract new (...values: never[]) => T): T | null {
    const view = this.activeLeaf?.view;
    return view instanceof type ? view : null;
  }

  getActiveFile(): TFile | null {
    const view = this.activeLeaf?.view;
    return view instanceof FileView && view.file !== null ? view.file : (this.#recent[0] ?? null);
  }

  getLastOpenFiles(): string[] { return this.#recent.map((file) => file.path); }

  getMostRecentLeaf(): WorkspaceLeaf | null {
    const active = this.activeLeaf;
    return active !== null && (active.parent.kind === "root" || active.parent.kind === "window") ? active : (this.rootSplit.leaves[0] ?? null);
  }

  getLeafById(id: string): WorkspaceLeaf | null { return this.#all().find((leaf) => leaf.id === id) ?? null; }
  getLeavesOfType(type: string): WorkspaceLeaf[] { return this.#all().filter((leaf) => leaf.view.getViewType() === type); }
  getGroupLeaves(): WorkspaceLeaf[] { return []; }
  detachLeavesOfType(type: string): void { for (const leaf of this.getLeavesOfType(type)) leaf.detach(); }
  iterateAllLeaves(callback: (leaf: WorkspaceLeaf) => unknown): void { for (const leaf of this.#all()) callback(leaf); }
  iterateRootLeaves(callback: (leaf: WorkspaceLeaf) => unknown): void { for (const leaf of this.rootSplit.leaves) callback(leaf); }

  async openLinkText(linktext: string, sourcePath: string, where: PaneType = false, options: { state?: Record<string, unknown>; active?: boolean } = {}): Promise<void> {
    this.openedLinks.push(linktext);
    const { path, subpath } = parseLinktext(linktext);
    const file = this.app.metadataCache.getFirstLinkpathDest(path, sourcePath) ?? (await this.app.vault.create(path.endsWith(".md") ? path : `${path}.md`, ""));
    await this.getLeaf(where).openFile(file, { ...options, eState: { subpath } });
  }

  fileOpened(file: TFile): void {
    this.#recent = [file, ...this.#recent.filter((one) => one !== file)].slice(0, 10);
    this.trigger("file-open", file);
  }

  leafGone(leaf: WorkspaceLeaf): void {
    if (this.activeLeaf !== leaf) return;
    this.activeLeaf = null;
    const next = this.rootSplit.leaves[0];
    if (next !== undefined) this.setActiveLeaf(next);
  }

  openPopoutLeaf(): WorkspaceLeaf { return this.app.openWindow().addLeaf(); }

  moveLeafToPopout(leaf: WorkspaceLeaf): WorkspaceSplit {
    const split = this.app.openWindow();
    leaf.moveTo(split);
    return split;
  }

  readonly requestSaveLayout = (): void => undefined;
  handleLinkContextMenu(): boolean { return false; }

  #all(): WorkspaceLeaf[] { return [this.leftSplit, this.rootSplit, this.rightSplit, ...this.floating].flatMap((split) => [...split.leaves]); }
}
