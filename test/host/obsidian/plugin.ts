// What a plugin is built on.

import type { Extension } from "@codemirror/state";
import type { PluginManifest } from "obsidian";
import type { App } from "./app.ts";
import type { Command } from "./commands.ts";
import { Component } from "./component.ts";
import { setIcon } from "./icons.ts";
import type { WorkspaceLeaf } from "./leaf.ts";
import { registerCodeBlockProcessor, registerPostProcessor, unregisterPostProcessor, type CodeBlockHandler, type PostProcessor } from "./processors.ts";
import type { PluginSettingTab } from "./setting-tab.ts";
import type { EditorSuggest } from "./suggest.ts";
import type { View } from "./views.ts";

export abstract class Plugin extends Component {
  readonly app: App;
  readonly manifest: PluginManifest;
  settings?: unknown;

  constructor(app: App, manifest: PluginManifest) {
    super();
    this.app = app;
    this.manifest = manifest;
  }

  addCommand(command: Command): Command {
    const registered = { ...command, id: `${this.manifest.id}:${command.id}`, name: `${this.manifest.name}: ${command.name}` };
    this.app.commands.addCommand(registered);
    this.register(() => { this.app.commands.removeCommand(registered.id); });
    return Object.assign(command, { id: registered.id, name: registered.name });
  }

  removeCommand(id: string): void { this.app.commands.removeCommand(`${this.manifest.id}:${id}`); }

  addRibbonIcon(icon: string, title: string, callback: (event: MouseEvent) => unknown): HTMLElement {
    const el = this.app.ribbonEl.createEl("button", { cls: "clickable-icon side-dock-ribbon-action", attr: { "aria-label": title } });
    setIcon(el, icon);
    el.addEventListener("click", callback);
    this.register(() => { el.remove(); });
    return el;
  }

  addStatusBarItem(): HTMLElement {
    const el = this.app.statusBarEl.createDiv("status-bar-item");
    this.register(() => { el.remove(); });
    return el;
  }

  addSettingTab(tab: PluginSettingTab): void {
    this.app.settingTabs.push(tab);
    tab.update();
    this.register(() => { this.app.settingTabs.splice(this.app.settingTabs.indexOf(tab), 1); });
  }

  registerView(type: string, creator: (leaf: WorkspaceLeaf) => View): void {
    const unregister = this.app.workspace.registerView(type, creator);
    this.register(() => { unregister(); this.app.workspace.detachLeavesOfType(type); });
  }

  registerMarkdownPostProcessor(processor: PostProcessor, sortOrder?: number): PostProcessor {
    registerPostProcessor(processor, sortOrder);
    this.app.workspace.updateOptions();
    this.register(() => { unregisterPostProcessor(processor); this.app.workspace.updateOptions(); });
    return processor;
  }

  registerMarkdownCodeBlockProcessor(language: string, handler: CodeBlockHandler): CodeBlockHandler {
    const unregister = registerCodeBlockProcessor(language, handler);
    this.app.workspace.updateOptions();
    this.register(() => { unregister(); this.app.workspace.updateOptions(); });
    return handler;
  }

  registerEditorExtension(extension: Extension): void { this.register(this.app.workspace.registerExtension(extension)); }
  registerHoverLinkSource(id: string, info: { display: string; defaultMod: boolean }): void { this.app.hoverSources.set(id, info); this.register(() => this.app.hoverSources.delete(id)); }
  registerEditorSuggest(suggester: EditorSuggest<unknown>): void {
    this.app.editorSuggests.push(suggester);
    this.register(() => { suggester.close(); this.app.editorSuggests.splice(this.app.editorSuggests.indexOf(suggester), 1); });
  }
  registerObsidianProtocolHandler(action: string, handler: (parameters: Record<string, string>) => unknown): void { this.app.protocolHandlers.set(action, handler); this.register(() => this.app.protocolHandlers.delete(action)); }
  registerCliHandler(command: string, description: string, flags: unknown, handler: (parameters: Record<string, string>) => unknown): void { this.app.cliHandlers.set(command, { description, flags, handler }); this.register(() => this.app.cliHandlers.delete(command)); }
  registerExtensions(): void { return undefined; }

  loadData(): Promise<unknown> { return Promise.resolve(structuredClone(this.app.pluginData.get(this.manifest.id) ?? null)); }
  saveData(data: unknown): Promise<void> { this.app.pluginData.set(this.manifest.id, structuredClone(data)); return Promise.resolve(); }
  onUserEnable(): void { return undefined; }
}
