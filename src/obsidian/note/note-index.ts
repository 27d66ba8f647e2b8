// The vault's notes by name and alias, asked which one is about a subject; tells when the answer may have changed.

import { Component, debounce, parseFrontMatterAliases, type App, type TFile } from "obsidian";
import type { Subject } from "../../language/index.ts";
import { findName, findNote, parseLink, type NamedNote } from "./note-names.ts";

/** Where a chip leads. */
export interface NoteLink {
  /** What the app is asked to open. */
  readonly linktext: string;
  /** The text that the block gives the link, or null. */
  readonly label: string | null;
  /** The path of the note, or null while there is none. */
  readonly path: string | null;
}

/** How long the vault must be quiet before chips look again, in milliseconds. */
const QUIET = 300;

/** Finds notes on subjects. A child of the plugin: its listeners go with it. */
export class NoteIndex extends Component {
  readonly #app: App;
  readonly #listeners = new Set<() => void>();
  #notes: readonly NamedNote[] | null = null;

  constructor(app: App) {
    super();
    this.#app = app;
  }

  override onload(): void {
    const { metadataCache, vault } = this.#app;
    const tell = debounce(() => { for (const listener of [...this.#listeners]) listener(); }, QUIET);
    const stale = (): void => {
      this.#notes = null;
      tell();
    };
    this.registerEvent(metadataCache.on("changed", stale));
    this.registerEvent(metadataCache.on("deleted", stale));
    this.registerEvent(vault.on("rename", stale));
    this.registerEvent(vault.on("create", stale));
    this.registerEvent(vault.on("delete", stale));
    this.register(() => { tell.cancel(); });
  }

  /** Calls `listener` when notes, names or aliases have changed. Gives the function that ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** The note on `subject` as seen from `sourcePath`: the one that the block names in `written`, else the vault's best; `newName` is for a note to be created. */
  link(subject: Subject, written: string | undefined, sourcePath: string, newName: string): NoteLink {
    const { metadataCache } = this.#app;
    const own = written === undefined ? null : parseLink(written);
    if (own !== null) {
      const path = own.target.split("#")[0] ?? "";
      const found = metadataCache.getFirstLinkpathDest(path, sourcePath);
      return { linktext: own.target, label: own.label, path: found?.path ?? null };
    }
    const found = findNote(subject, this.#named(), sourcePath);
    const file = found === null ? null : this.#app.vault.getFileByPath(found.path);
    if (file === null) {
      // A note that is linked to here already gets the name that the link gives it.
      const waiting = Object.keys(metadataCache.unresolvedLinks[sourcePath] ?? {});
      return { linktext: findName(subject, waiting) ?? newName, label: null, path: null };
    }
    return { linktext: metadataCache.fileToLinktext(file, sourcePath, true), label: null, path: file.path };
  }

  #named(): readonly NamedNote[] {
    this.#notes ??= this.#app.vault.getMarkdownFiles().map((file) => this.#name(file));
    return this.#notes;
  }

  #name(file: TFile): NamedNote {
    const frontmatter: unknown = this.#app.metadataCache.getFileCache(file)?.frontmatter ?? null;
    return { path: file.path, name: file.basename, aliases: parseFrontMatterAliases(frontmatter) ?? [] };
  }
}
