// What tests may ask of the page and do to it: `window.hostPage`.

import type { App } from "../obsidian/app.ts";
import { Component } from "../obsidian/component.ts";
import { missingIcons } from "../obsidian/icons.ts";
import { MarkdownView } from "../obsidian/markdown-view.ts";
import { shownNotices } from "../obsidian/notice.ts";
import type { Plugin } from "../obsidian/plugin.ts";
import { livingChildren, processorRuns } from "../obsidian/processors.ts";
import { renderInto } from "../obsidian/renderer.ts";
import { setSectionInfoMode, type SectionInfoMode } from "../obsidian/section-info.ts";
import type { Choices } from "./choices.ts";

interface Doing {
  readonly ready: Promise<void>;
  choose(next: Partial<Choices>): Promise<void>;
  plugin(): Plugin | null;
  load(): Promise<void>;
  unload(): void;
  openSettings(): void;
}

/** The handle. Paths are the vault's; without one the open note is meant. */
export function makeTestHandle(app: App, doing: Doing) {
  const pathOf = (path?: string): string => {
    const found = path ?? app.workspace.getActiveFile()?.path;
    if (found === undefined) throw new Error("No note is open.");
    return found;
  };
  const views = (): MarkdownView[] => app.workspace.getLeavesOfType("markdown").map(({ view }) => view).filter((view) => view instanceof MarkdownView);
  return {
    ...doing,
    app,
    /** The note's text on the disk. */
    text: (path?: string) => app.vault.peek(pathOf(path)),
    /** The text that an editor of the note shows; null when none does. */
    editorText: (path?: string) => views().find((view) => view.file?.path === pathOf(path))?.editor.getValue() ?? null,
    /** Another program writes the note, at once. */
    writeElsewhere: (path: string | undefined, text: string) => { app.vault.writeFromElsewhere(pathOf(path), text); },
    /** Writes what the editors have not written yet. */
    save: async () => { await Promise.all(views().map((view) => view.save())); },
    sectionInfo: (mode: SectionInfoMode) => {
      setSectionInfoMode(mode, new Map(app.vault.getMarkdownFiles().map((file) => [file.path, app.vault.peek(file.path) ?? ""])));
    },
    /** Milliseconds that each read and write takes from now on. */
    latency: (milliseconds: number) => { app.vault.latency = milliseconds; },
    runs: (language: string) => processorRuns.get(language) ?? 0,
    livingChildren,
    command: (id: string) => app.commands.executeCommandById(id),
    commands: () => app.commands.listCommands().map(({ id, name }) => ({ id, name })),
    notices: () => [...shownNotices],
    openedLinks: () => [...app.workspace.openedLinks],
    hoverLinks: () => app.hoverLinks.map(({ source, linktext, sourcePath }) => ({ source, linktext, sourcePath })),
    missingIcons: () => [...missingIcons],
    /** Moves the active note, elements and all, to a window of its own. */
    moveToWindow: () => {
      const leaf = app.workspace.getMostRecentLeaf();
      if (leaf === null) throw new Error("No leaf to move.");
      app.workspace.moveLeafToPopout(leaf);
    },
    /** Renders a note as for paper: once, in the light theme, awaiting only what processors promised; gives the result's HTML. */
    exportNote: async (path?: string): Promise<string> => {
      const container = document.body.createDiv("print");
      const page = container.createDiv("markdown-preview-view markdown-rendered");
      const wasDark = document.body.hasClass("theme-dark");
      document.body.removeClass("theme-dark");
      document.body.addClass("theme-light");
      const life = new Component();
      life.load();
      await renderInto(app, app.vault.peek(pathOf(path)) ?? "", page, pathOf(path), life);
      const html = container.outerHTML;
      container.remove();
      life.unload();
      document.body.toggleClass("theme-dark", wasDark);
      document.body.toggleClass("theme-light", !wasDark);
      return html;
    },
  };
}

export type HostPage = ReturnType<typeof makeTestHandle>;
