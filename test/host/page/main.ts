// The page: puts the app together from what the address says, loads the plugin, and gives tests a handle on both.

import "./theme.css";
import "./app.css";
import "./page.css";
import { App } from "../obsidian/app.ts";
import { CommandPalette } from "../obsidian/commands.ts";
import { Notice, Vault, type Plugin } from "../obsidian/index.ts";
import { MarkdownView } from "../obsidian/markdown-view.ts";
import { SettingModal } from "../obsidian/setting-tab.ts";
import { surroundings } from "../obsidian/surroundings.ts";
import { keepChoices, readChoices, type Choices } from "./choices.ts";
import { loadPlugin } from "./plugin-loader.ts";
import { makeTestHandle } from "./test-handle.ts";
import { drawFiles, drawToolbar } from "./toolbar.ts";
import { pageWords } from "./words.ts";

interface VaultAnswer { readonly name: string; readonly notes: Readonly<Record<string, string>>; readonly first: string | null; readonly live: boolean }

let choices = readChoices(new URL(location.href));
const phone = choices.width > 0 && choices.width <= 480;
const words = pageWords(choices.lang);
Object.assign(surroundings, { language: choices.lang, phone });
document.documentElement.lang = choices.lang;
document.body.addClass(phone ? "is-mobile" : "is-desktop", ...(phone ? ["is-phone"] : []));
if (choices.bare) document.body.addClass("host-bare");
applyTheme();

const answer = (await (await fetch(`/vault.json?lang=${choices.lang}`)).json()) as VaultAnswer;
const bar = document.body.createDiv("host-bar");
const stage = document.body.createDiv("host-stage");
const files = stage.createDiv("host-files");
const frame = stage.createDiv("app-container");
if (choices.width > 0) frame.setCssProps({ "--host-width": `${String(choices.width)}px` });
frame.toggleClass("has-width", choices.width > 0);
const ribbon = frame.createDiv("workspace-ribbon side-dock-ribbon");
const workspace = frame.createDiv("workspace");
const status = frame.createDiv("status-bar");
const vault = new Vault(answer.name, answer.notes);
const app = new App(vault, { workspace, ribbon, status }, words);

let plugin: Plugin | null = null;

async function startPlugin(): Promise<void> {
  if (choices.plugin === "") return;
  plugin = await loadPlugin(app, choices.plugin);
}

async function showNote(): Promise<void> {
  const wanted = choices.note === null ? null : (vault.getFileByPath(choices.note) ?? app.metadataCache.getFirstLinkpathDest(choices.note, ""));
  const file = wanted ?? (answer.first === null ? null : vault.getFileByPath(answer.first)) ?? vault.getMarkdownFiles()[0] ?? null;
  const modes: ("source" | "preview")[] = choices.view === "both" ? ["source", "preview"] : [choices.view === "live" ? "source" : "preview"];
  const { rootSplit } = app.workspace;
  const leaves = [...rootSplit.leaves].filter((leaf) => leaf.view instanceof MarkdownView || leaf.view.getViewType() === "empty");
  for (const leaf of leaves.slice(modes.length)) leaf.detach();
  for (const [index, mode] of modes.entries()) {
    const leaf = leaves[index] ?? rootSplit.addLeaf();
    const shown = leaf.view instanceof MarkdownView ? leaf.view.file : null;
    if (file !== null) await leaf.openFile(index === 0 && shown !== null && choices.note === null ? shown : file, { state: { mode }, active: index === 0 });
  }
}

function applyTheme(): void {
  document.body.toggleClass("theme-dark", choices.theme === "dark");
  document.body.toggleClass("theme-light", choices.theme === "light");
}

async function choose(next: Partial<Choices>): Promise<void> {
  const before = choices;
  choices = { ...choices, ...next };
  keepChoices(choices);
  if (choices.lang !== before.lang || choices.width !== before.width) {
    location.reload();
    return;
  }
  toolbar.show(choices);
  if (choices.theme !== before.theme) {
    applyTheme();
    app.cssChanged();
  }
  if (choices.view !== before.view || choices.note !== before.note) await showNote();
}

function openSettings(): void {
  const tab = app.settingTabs[0];
  if (tab !== undefined) new SettingModal(app, tab, plugin?.manifest.name ?? "").open();
}

const toolbar = drawToolbar(bar, words, {
  choose: (next) => { void choose(next); },
  openCommands: () => { new CommandPalette(app).open(); },
  openSettings,
  openWindow: () => {
    const leaf = app.workspace.getMostRecentLeaf();
    if (leaf !== null) app.workspace.moveLeafToPopout(leaf);
  },
});
toolbar.show(choices);
drawFiles(files, app, words, (path) => { void choose({ note: path }); });
app.commands.addCommand({ id: "app:open-settings", name: words.settings, callback: openSettings });
app.workspace.on("file-open", () => {
  const file = app.workspace.getActiveFile();
  if (file === null || file.path === choices.note) return;
  choices = { ...choices, note: file.path };
  keepChoices(choices);
});

const ready = (async () => {
  await document.fonts.ready;
  const failure = await startPlugin().then(() => null, (error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  app.workspace.setReady();
  await showNote();
  await document.fonts.ready;
  if (failure !== null) {
    new Notice(failure.message, 0);
    throw failure;
  }
})();

Object.assign(window, {
  app,
  hostPage: makeTestHandle(app, {
    ready,
    choose,
    plugin: () => plugin,
    load: startPlugin,
    unload: () => { plugin?.unload(); plugin = null; },
    openSettings,
  }),
});

if (answer.live) {
  const events = new EventSource("/events");
  events.addEventListener("rebuilt", () => { location.reload(); });
}
