// Views: what a leaf shows.

import type { App } from "./app.ts";
import { Component } from "./component.ts";
import type { Menu } from "./menu.ts";
import type { Scope } from "./scope.ts";
import type { TFile } from "./vault.ts";
import type { WorkspaceLeaf } from "./leaf.ts";

export abstract class View extends Component {
  readonly app: App;
  readonly leaf: WorkspaceLeaf;
  readonly containerEl: HTMLElement;
  icon = "file";
  navigation = false;
  scope: Scope | null = null;

  constructor(leaf: WorkspaceLeaf) {
    super();
    this.leaf = leaf;
    this.app = leaf.app;
    this.containerEl = leaf.containerEl.doc.createElement("div");
    this.containerEl.className = "workspace-leaf-content";
  }

  abstract getViewType(): string;
  abstract getDisplayText(): string;
  getIcon(): string { return this.icon; }
  getState(): Record<string, unknown> { return {}; }
  setState(_state: unknown, _result: unknown): Promise<void> { return Promise.resolve(); }
  getEphemeralState(): Record<string, unknown> { return {}; }
  setEphemeralState(_state: unknown): void { return undefined; }
  onOpen(): Promise<void> { return Promise.resolve(); }
  onClose(): Promise<void> { return Promise.resolve(); }
  onResize(): void { return undefined; }
  onPaneMenu(_menu: Menu, _source: string): void { return undefined; }
}

/** A view with a header and a place for its content. */
export abstract class ItemView extends View {
  readonly contentEl: HTMLElement;
  readonly #actions: HTMLElement;

  constructor(leaf: WorkspaceLeaf) {
    super(leaf);
    const header = this.containerEl.createDiv("view-header");
    header.createDiv("view-header-title");
    this.#actions = header.createDiv("view-actions");
    this.contentEl = this.containerEl.createDiv("view-content");
  }

  addAction(icon: string, title: string, callback: (event: MouseEvent) => unknown): HTMLElement {
    const button = this.#actions.createEl("button", { cls: "clickable-icon view-action", attr: { "aria-label": title } });
    this.app.setIcon(button, icon);
    button.addEventListener("click", callback);
    return button;
  }
}

export abstract class FileView extends ItemView {
  file: TFile | null = null;
  allowNoFile = false;
  override navigation = true;
  override getDisplayText(): string { return this.file?.basename ?? ""; }
  onLoadFile(_file: TFile): Promise<void> { return Promise.resolve(); }
  onUnloadFile(_file: TFile): Promise<void> { return Promise.resolve(); }
  canAcceptExtension(_extension: string): boolean { return true; }
}

export abstract class EditableFileView extends FileView {}

export abstract class TextFileView extends EditableFileView {
  data = "";
  abstract getViewData(): string;
  abstract setViewData(data: string, clear: boolean): void;
  abstract clear(): void;
  abstract save(): Promise<void>;
}
