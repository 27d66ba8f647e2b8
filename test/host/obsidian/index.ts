// The `obsidian` module as the page and the tests hand it to the plugin.

import { installDom } from "./dom.ts";

if (typeof window !== "undefined" && typeof HTMLElement !== "undefined") installDom(window);

export { App, FileManager } from "./app.ts";
export { Component, Events } from "./component.ts";
export {
  AbstractTextComponent, BaseComponent, ButtonComponent, ColorComponent, DisplayValueComponent, DropdownComponent, ExtraButtonComponent,
  ProgressBarComponent, SearchComponent, SliderComponent, TextAreaComponent, TextComponent, ToggleComponent, ValueComponent, displayTooltip, setTooltip,
} from "./controls.ts";
export { Editor } from "./editor.ts";
export { editorInfoField, editorLivePreviewField } from "./editor-fields.ts";
export {
  getFrontMatterInfo, parseFrontMatterAliases, parseFrontMatterEntry, parseFrontMatterStringArray, parseFrontMatterTags, parseYaml, stringifyYaml,
} from "./frontmatter.ts";
export { HoverPopover } from "./hover.ts";
export { addIcon, getIcon, getIconIds, removeIcon, setIcon } from "./icons.ts";
export { WorkspaceLeaf, WorkspaceRoot, WorkspaceSidedock, WorkspaceSplit, WorkspaceWindow } from "./leaf.ts";
export { MarkdownView } from "./markdown-view.ts";
export { Menu, MenuItem } from "./menu.ts";
export { MetadataCache } from "./metadata.ts";
export { FuzzySuggestModal, Modal, SuggestModal } from "./modal.ts";
export { Notice } from "./notice.ts";
export { getLinkpath, normalizePath, parseLinktext, stripHeading, stripHeadingForLink } from "./paths.ts";
export { Plugin } from "./plugin.ts";
export { MarkdownRenderChild } from "./processors.ts";
export { MarkdownPreviewView } from "./reading.ts";
export { MarkdownRenderer } from "./renderer.ts";
export { Keymap, Scope } from "./scope.ts";
export { prepareFuzzySearch, prepareSimpleSearch, renderMatches, renderResults, sortSearchResults } from "./search.ts";
export { PluginSettingTab, SettingPage, SettingTab } from "./setting-tab.ts";
export { Setting, SettingGroup } from "./setting.ts";
export { AbstractInputSuggest, EditorSuggest, PopoverSuggest } from "./suggest.ts";
export { Platform, apiVersion, getLanguage, requireApiVersion } from "./surroundings.ts";
export { TAbstractFile, TFile, TFolder, Vault } from "./vault.ts";
export { EditableFileView, FileView, ItemView, TextFileView, View } from "./views.ts";
export { Workspace } from "./workspace.ts";

/** Calls at most once per pause; `resetTimer` makes each call start the pause anew. */
export function debounce<Values extends unknown[]>(callback: (...values: Values) => unknown, timeout = 0, resetTimer = false): ((...values: Values) => void) & { cancel: () => void; run: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let latest: Values | null = null;
  const run = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const values = latest;
    latest = null;
    if (values !== null) callback(...values);
  };
  const call = (...values: Values): void => {
    latest = values;
    if (timer !== null && !resetTimer) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(run, timeout);
  };
  const cancel = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    latest = null;
  };
  return Object.assign(call, { cancel, run });
}

/** Parses HTML and leaves out what could run. */
export function sanitizeHTMLToDom(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const el of template.content.querySelectorAll("script, style, link, iframe, object")) el.remove();
  return template.content;
}
