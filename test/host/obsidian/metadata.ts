// What the app knows about each note without opening it: properties, headings, links, and where a link leads.

import { Events } from "./component.ts";
import { readFrontMatter, type FrontMatter } from "./frontmatter.ts";
import { getLinkpath } from "./paths.ts";
import { TFile, type Vault } from "./vault.ts";

interface Place { readonly line: number; readonly col: number; readonly offset: number }
interface Stretch { readonly start: Place; readonly end: Place }

export interface CachedMetadata {
  readonly frontmatter?: FrontMatter;
  readonly frontmatterPosition?: Stretch;
  readonly headings?: readonly { heading: string; level: number; position: Stretch }[];
  readonly links?: readonly { link: string; original: string; displayText: string; position: Stretch }[];
  readonly embeds?: readonly { link: string; original: string; displayText: string; position: Stretch }[];
  readonly tags?: readonly { tag: string; position: Stretch }[];
}

/** Kept in step with the vault; `changed` and `resolved` are told after each change. */
export class MetadataCache extends Events {
  resolvedLinks: Record<string, Record<string, number>> = {};
  unresolvedLinks: Record<string, Record<string, number>> = {};
  readonly #vault: Vault;
  readonly #caches = new Map<string, CachedMetadata>();

  constructor(vault: Vault) {
    super();
    this.#vault = vault;
    for (const file of vault.getMarkdownFiles()) this.#caches.set(file.path, parseMetadata(vault.peek(file.path) ?? ""));
    this.#resolveAll();
    const update = (file: unknown): void => { if (file instanceof TFile) queueMicrotask(() => { this.#update(file); }); };
    vault.on("create", update);
    vault.on("modify", update);
    vault.on("delete", (file: TFile) => {
      const previous = this.#caches.get(file.path) ?? null;
      this.#caches.delete(file.path);
      this.trigger("deleted", file, previous);
      this.#resolveAll();
      this.trigger("resolved");
    });
    vault.on("rename", (file: TFile, old: string) => {
      const cache = this.#caches.get(old);
      this.#caches.delete(old);
      if (cache !== undefined) this.#caches.set(file.path, cache);
      this.#resolveAll();
      this.trigger("resolved");
    });
  }

  getFileCache(file: TFile): CachedMetadata | null { return this.getCache(file.path); }
  getCache(path: string): CachedMetadata | null { return this.#caches.get(path) ?? null; }

  /** The note that a link leads to: by path, else by name, the nearest first. Aliases do not count, as in the app. */
  getFirstLinkpathDest(linkpath: string, sourcePath: string): TFile | null {
    if (linkpath === "") return this.#vault.getFileByPath(sourcePath);
    const wanted = linkpath.replace(/^\//, "").toLowerCase();
    const folder = sourcePath.split("/").slice(0, -1).join("/").toLowerCase();
    const found = this.#vault.getFiles().filter((file) => {
      const path = file.path.toLowerCase();
      return [wanted, `${wanted}.md`].some((name) => path === name || path.endsWith(`/${name}`));
    });
    const nearness = (file: TFile): number => {
      const path = file.path.toLowerCase();
      if (path === wanted || path === `${wanted}.md`) return 0;
      return path.slice(0, Math.max(0, path.lastIndexOf("/"))) === folder ? 1 : 1 + path.length;
    };
    return found.sort((a, b) => nearness(a) - nearness(b))[0] ?? null;
  }

  fileToLinktext(file: TFile, _sourcePath: string, omitMdExtension = true): string {
    const unique = this.#vault.getFiles().filter((one) => one.name === file.name).length === 1;
    const text = unique ? file.name : file.path;
    return omitMdExtension && file.extension === "md" ? text.slice(0, -3) : text;
  }

  #update(file: TFile): void {
    const text = this.#vault.peek(file.path);
    if (text === null) return;
    const cache = parseMetadata(text);
    this.#caches.set(file.path, cache);
    this.trigger("changed", file, text, cache);
    this.#resolveAll();
    this.trigger("resolve", file);
    this.trigger("resolved");
  }

  #resolveAll(): void {
    this.resolvedLinks = {};
    this.unresolvedLinks = {};
    for (const [path, cache] of this.#caches) {
      const resolved: Record<string, number> = (this.resolvedLinks[path] = {});
      const unresolved: Record<string, number> = (this.unresolvedLinks[path] = {});
      for (const { link } of [...(cache.links ?? []), ...(cache.embeds ?? [])]) {
        const target = this.getFirstLinkpathDest(getLinkpath(link), path);
        const [table, key] = target === null ? [unresolved, getLinkpath(link)] : [resolved, target.path];
        table[key] = (table[key] ?? 0) + 1;
      }
    }
  }
}

/** Reads one note. Code blocks and comments count for nothing, as in the app. */
export function parseMetadata(text: string): CachedMetadata {
  const lines = text.split("\n");
  const frontmatter = readFrontMatter(text);
  const headings: { heading: string; level: number; position: Stretch }[] = [];
  const links: { link: string; original: string; displayText: string; position: Stretch }[] = [];
  const embeds: typeof links = [];
  let fence: string | null = null;
  let offset = 0;
  let skipUntil = -1;
  let frontmatterPosition: Stretch | undefined;
  if (frontmatter !== null) {
    skipUntil = lines.findIndex((line, index) => index > 0 && /^---\s*$/.test(line));
    const end = lines.slice(0, skipUntil + 1).join("\n").length;
    frontmatterPosition = { start: { line: 0, col: 0, offset: 0 }, end: { line: skipUntil, col: lines[skipUntil]?.length ?? 0, offset: end } };
  }
  lines.forEach((line, index) => {
    const start = offset;
    offset += line.length + 1;
    if (index <= skipUntil) return;
    const mark = /^[>\s]*(```+|~~~+)/.exec(line)?.[1];
    if (fence !== null) {
      if (mark?.startsWith(fence) === true) fence = null;
      return;
    }
    if (mark !== undefined) {
      fence = mark;
      return;
    }
    const place = (from: number, to: number): Stretch => ({ start: { line: index, col: from, offset: start + from }, end: { line: index, col: to, offset: start + to } });
    const heading = /^(#{1,6})\s+(.*?)\s*$/.exec(line);
    if (heading !== null) headings.push({ level: heading[1]?.length ?? 1, heading: heading[2] ?? "", position: place(0, line.length) });
    for (const match of line.matchAll(/(!?)\[\[([^[\]|]+)(?:\|([^[\]]*))?\]\]/g)) {
      const link = match[2] ?? "";
      const entry = { link, original: match[0], displayText: match[3] ?? link, position: place(match.index, match.index + match[0].length) };
      (match[1] === "!" ? embeds : links).push(entry);
    }
  });
  return {
    ...(frontmatter === null ? {} : { frontmatter }),
    ...(frontmatterPosition === undefined ? {} : { frontmatterPosition }),
    ...(headings.length === 0 ? {} : { headings }),
    ...(links.length === 0 ? {} : { links }),
    ...(embeds.length === 0 ? {} : { embeds }),
  };
}
