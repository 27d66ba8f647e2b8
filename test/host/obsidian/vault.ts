// The vault: a folder of notes in memory, read and written with a delay as a disk would have it, each file's writes in a row.

import { Events } from "./component.ts";

export interface FileStats { ctime: number; mtime: number; size: number }

export abstract class TAbstractFile {
  parent: TFolder | null = null;
  readonly vault: Vault;
  path: string;

  constructor(vault: Vault, path: string) {
    this.vault = vault;
    this.path = path;
  }

  get name(): string { return this.path.slice(this.path.lastIndexOf("/") + 1); }
}

export class TFile extends TAbstractFile {
  stat: FileStats = { ctime: 0, mtime: 0, size: 0 };
  get extension(): string { return this.name.includes(".") ? this.name.slice(this.name.lastIndexOf(".") + 1) : ""; }
  get basename(): string { return this.extension === "" ? this.name : this.name.slice(0, -this.extension.length - 1); }
}

export class TFolder extends TAbstractFile {
  readonly children: TAbstractFile[] = [];
  isRoot(): boolean { return this.path === "/"; }
}

/** Notes by path; every change is announced as the app announces it: `create`, `modify`, `delete`, `rename`. */
export class Vault extends Events {
  readonly configDir = ".obsidian";
  /** Milliseconds that a read or a write takes. */
  latency = 1;
  readonly #root = new TFolder(this, "/");
  readonly #contents = new Map<string, string>();
  readonly #items = new Map<string, TAbstractFile>();
  readonly #queues = new Map<string, Promise<unknown>>();
  readonly #name: string;
  #clock = 0;

  constructor(name: string, notes: Readonly<Record<string, string>>) {
    super();
    this.#name = name;
    for (const [path, text] of Object.entries(notes)) this.#add(path, text);
  }

  get adapter(): { exists: (path: string) => Promise<boolean>; read: (path: string) => Promise<string>; write: (path: string, text: string) => Promise<void>; getName: () => string } {
    return {
      exists: (path) => Promise.resolve(this.#items.has(path)),
      read: (path) => this.read(this.#file(path)),
      write: async (path, text) => { await (this.getFileByPath(path) === null ? this.create(path, text) : this.modify(this.#file(path), text)); },
      getName: () => this.#name,
    };
  }

  getName(): string { return this.#name; }
  getRoot(): TFolder { return this.#root; }
  getAbstractFileByPath(path: string): TAbstractFile | null { return path === "/" ? this.#root : (this.#items.get(path) ?? null); }

  getFileByPath(path: string): TFile | null {
    const item = this.#items.get(path);
    return item instanceof TFile ? item : null;
  }

  getFolderByPath(path: string): TFolder | null {
    const item = this.getAbstractFileByPath(path);
    return item instanceof TFolder ? item : null;
  }

  getFiles(): TFile[] { return [...this.#items.values()].filter((item) => item instanceof TFile); }
  getMarkdownFiles(): TFile[] { return this.getFiles().filter((file) => file.extension === "md"); }
  getAllLoadedFiles(): TAbstractFile[] { return [this.#root, ...this.#items.values()]; }
  getAllFolders(includeRoot = false): TFolder[] {
    return this.getAllLoadedFiles().filter((item) => item instanceof TFolder).filter((folder) => includeRoot || !folder.isRoot());
  }

  /** What is on the disk this very moment, with no delay: for the page itself and for tests. */
  peek(path: string): string | null { return this.#contents.get(path) ?? null; }

  async read(file: TFile): Promise<string> {
    await this.#wait();
    return this.#require(file);
  }

  cachedRead(file: TFile): Promise<string> { return this.read(file); }

  async create(path: string, text: string): Promise<TFile> {
    await this.#wait();
    if (this.#items.has(path)) throw new Error("File already exists.");
    const folder = path.split("/").slice(0, -1).join("/");
    if (folder !== "" && this.getFolderByPath(folder) === null) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    const file = this.#add(path, text);
    this.trigger("create", file);
    return file;
  }

  async createFolder(path: string): Promise<TFolder> {
    await this.#wait();
    if (this.#items.has(path)) throw new Error("Folder already exists.");
    const folder = this.#folder(path);
    this.trigger("create", folder);
    return folder;
  }

  modify(file: TFile, text: string): Promise<void> {
    return this.#inRow(file.path, async () => {
      await this.#wait();
      this.#require(file);
      this.#write(file, text);
    });
  }

  append(file: TFile, text: string): Promise<void> {
    return this.process(file, (old) => old + text).then(() => undefined);
  }

  /** Reads, changes and writes with nobody in between: calls on one file follow one another, and `change` is never interrupted. */
  process(file: TFile, change: (text: string) => string): Promise<string> {
    return this.#inRow(file.path, async () => {
      await this.#wait();
      const old = this.#require(file);
      const text = change(old);
      if (text !== old) {
        await this.#wait();
        this.#write(file, text);
      }
      return text;
    });
  }

  async delete(item: TAbstractFile): Promise<void> {
    await this.#wait();
    this.#items.delete(item.path);
    this.#contents.delete(item.path);
    item.parent?.children.splice(item.parent.children.indexOf(item), 1);
    this.trigger("delete", item);
  }

  trash(item: TAbstractFile): Promise<void> { return this.delete(item); }

  async rename(item: TAbstractFile, path: string): Promise<void> {
    await this.#wait();
    if (this.#items.has(path)) throw new Error("Destination file already exists!");
    const old = item.path;
    const text = this.#contents.get(old);
    this.#items.delete(old);
    this.#contents.delete(old);
    item.parent?.children.splice(item.parent.children.indexOf(item), 1);
    item.path = path;
    this.#items.set(path, item);
    if (text !== undefined) this.#contents.set(path, text);
    this.#place(item);
    this.trigger("rename", item, old);
  }

  /** Someone else (another program, a sync) writes the file at once, without asking and without queueing. */
  writeFromElsewhere(path: string, text: string): void {
    const file = this.getFileByPath(path);
    if (file === null) this.trigger("create", this.#add(path, text));
    else this.#write(file, text);
  }

  getResourcePath(file: TFile): string { return `/vault-files/${encodeURI(file.path)}`; }

  static recurseChildren(root: TFolder, callback: (item: TAbstractFile) => unknown): void {
    callback(root);
    for (const child of root.children) {
      if (child instanceof TFolder) Vault.recurseChildren(child, callback);
      else callback(child);
    }
  }

  #add(path: string, text: string): TFile {
    const file = new TFile(this, path);
    const now = this.#now();
    file.stat = { ctime: now, mtime: now, size: text.length };
    this.#items.set(path, file);
    this.#contents.set(path, text);
    this.#place(file);
    return file;
  }

  #place(item: TAbstractFile): void {
    const above = item.path.split("/").slice(0, -1).join("/");
    const parent = above === "" ? this.#root : this.#folder(above);
    item.parent = parent;
    parent.children.push(item);
  }

  #folder(path: string): TFolder {
    const there = this.#items.get(path);
    if (there instanceof TFolder) return there;
    const folder = new TFolder(this, path);
    this.#items.set(path, folder);
    this.#place(folder);
    return folder;
  }

  #file(path: string): TFile {
    const file = this.getFileByPath(path);
    if (file === null) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
    return file;
  }

  #require(file: TFile): string {
    const text = this.#contents.get(file.path);
    if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${file.path}'`);
    return text;
  }

  #write(file: TFile, text: string): void {
    this.#contents.set(file.path, text);
    file.stat = { ...file.stat, mtime: this.#now(), size: text.length };
    this.trigger("modify", file);
  }

  #now(): number {
    this.#clock = Math.max(this.#clock + 1, Date.now());
    return this.#clock;
  }

  #wait(): Promise<void> { return new Promise((resolve) => setTimeout(resolve, this.latency)); }

  #inRow<T>(path: string, work: () => Promise<T>): Promise<T> {
    const before = this.#queues.get(path) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#queues.set(path, mine.catch(() => undefined));
    return mine;
  }
}
