// Leaves, the splits that hold them, and further windows.

import type { App } from "./app.ts";
import type { Component} from "./component.ts";
import { Events } from "./component.ts";
import type { TFile } from "./vault.ts";
import { View } from "./views.ts";
import { announceMigrations } from "./dom.ts";

export interface ViewState { type: string; state?: Record<string, unknown>; active?: boolean; pinned?: boolean; group?: unknown }

class EmptyView extends View {
  override getViewType(): string { return "empty"; }
  override getDisplayText(): string { return "New tab"; }
}

/** A part of the window that holds leaves side by side, and can be folded away when it is a side. */
export class WorkspaceSplit extends Events {
  readonly containerEl: HTMLElement;
  readonly leaves: WorkspaceLeaf[] = [];
  readonly app: App;
  readonly kind: "root" | "left" | "right" | "window";

  constructor(app: App, kind: WorkspaceSplit["kind"], containerEl: HTMLElement) {
    super();
    this.app = app;
    this.kind = kind;
    this.containerEl = containerEl;
    if (kind === "left" || kind === "right") this.collapse();
  }

  get doc(): Document { return this.containerEl.doc; }
  get win(): Window { return this.containerEl.win; }
  get collapsed(): boolean { return this.containerEl.hasClass("is-collapsed"); }
  collapse(): void { this.containerEl.addClass("is-collapsed"); this.app.layoutChanged(); }
  expand(): void { this.containerEl.removeClass("is-collapsed"); this.app.layoutChanged(); }
  toggle(): void { if (this.collapsed) this.expand(); else this.collapse(); }

  addLeaf(): WorkspaceLeaf {
    const leaf = new WorkspaceLeaf(this.app, this);
    this.leaves.push(leaf);
    this.containerEl.append(leaf.containerEl);
    return leaf;
  }
}

export class WorkspaceRoot extends WorkspaceSplit {}
export class WorkspaceWindow extends WorkspaceSplit {}
export class WorkspaceSidedock extends WorkspaceSplit {}

export class WorkspaceLeaf extends Events {
  readonly app: App;
  readonly containerEl: HTMLElement;
  readonly id = Math.random().toString(16).slice(2, 18);
  parent: WorkspaceSplit;
  view: View;
  hoverPopover: Component | null = null;
  readonly isDeferred = false;

  constructor(app: App, parent: WorkspaceSplit) {
    super();
    this.app = app;
    this.parent = parent;
    this.containerEl = parent.doc.createElement("div");
    this.containerEl.className = "workspace-leaf";
    this.containerEl.addEventListener("pointerdown", () => { if (parent.kind !== "left") app.workspace.setActiveLeaf(this); }, true);
    this.containerEl.addEventListener("focusin", () => { app.workspace.setActiveLeaf(this); });
    this.view = new EmptyView(this);
    this.containerEl.append(this.view.containerEl);
  }

  loadIfDeferred(): Promise<void> { return Promise.resolve(); }
  getRoot(): WorkspaceSplit { return this.parent; }
  getContainer(): WorkspaceSplit { return this.parent; }
  getDisplayText(): string { return this.view.getDisplayText(); }
  getIcon(): string { return this.view.getIcon(); }
  getViewState(): ViewState { return { type: this.view.getViewType(), state: this.view.getState() }; }
  getEphemeralState(): unknown { return this.view.getEphemeralState(); }
  setEphemeralState(state: unknown): void { this.view.setEphemeralState(state); }
  setPinned(pinned: boolean): void { this.containerEl.toggleClass("is-pinned", pinned); }
  setGroup(_group: string): void { return undefined; }
  onResize(): void { this.view.onResize(); }

  async open(view: View): Promise<View> {
    const old = this.view;
    if (old._loaded) {
      await old.onClose();
      old.unload();
    }
    old.containerEl.remove();
    this.view = view;
    view.containerEl.setAttr("data-type", view.getViewType());
    this.containerEl.append(view.containerEl);
    if (this.parent.kind === "right") this.#addClosing(view);
    view.load();
    await view.onOpen();
    this.showTitle();
    this.app.layoutChanged();
    return view;
  }

  /** The app closes side views by their tab; here a cross in the header does. */
  #addClosing(view: View): void {
    const header = view.containerEl.querySelector<HTMLElement>(".view-header");
    const cross = header?.createEl("button", { cls: "clickable-icon", attr: { "aria-label": this.app.words.close } });
    if (cross === undefined) return;
    this.app.setIcon(cross, "x");
    cross.addEventListener("click", () => { this.detach(); });
  }

  /** Writes the view's name into its header. */
  showTitle(): void { this.view.containerEl.querySelector(".view-header-title")?.setText(this.view.getDisplayText()); }

  async setViewState(state: ViewState, ephemeral?: unknown): Promise<void> {
    if (this.view.getViewType() !== state.type || !this.view._loaded) await this.open(this.app.workspace.makeView(state.type, this));
    if (state.state !== undefined) await this.view.setState(state.state, { history: false });
    this.showTitle();
    if (ephemeral !== undefined) this.view.setEphemeralState(ephemeral);
    if (state.active === true) this.app.workspace.setActiveLeaf(this, { focus: true });
  }

  async openFile(file: TFile, options: { state?: Record<string, unknown>; eState?: unknown; active?: boolean } = {}): Promise<void> {
    const before = this.view.getViewType() === "markdown" ? this.view.getState() : {};
    await this.setViewState({ type: "markdown", state: { ...before, ...options.state, file: file.path } }, options.eState);
    if (options.active !== false) this.app.workspace.setActiveLeaf(this);
    this.app.workspace.fileOpened(file);
  }

  detach(): void {
    const index = this.parent.leaves.indexOf(this);
    if (index >= 0) this.parent.leaves.splice(index, 1);
    this.containerEl.remove();
    void this.view.onClose();
    this.view.unload();
    if (this.parent.leaves.length === 0 && this.parent.kind === "right") this.parent.collapse();
    this.app.workspace.leafGone(this);
    this.app.layoutChanged();
  }

  /** Moves the leaf, elements and all, into another split, perhaps of another window. */
  moveTo(split: WorkspaceSplit): void {
    this.parent.leaves.splice(this.parent.leaves.indexOf(this), 1);
    this.parent = split;
    split.leaves.push(this);
    split.containerEl.append(split.doc.adoptNode(this.containerEl));
    announceMigrations();
    this.view.onResize();
    this.app.layoutChanged();
  }
}
