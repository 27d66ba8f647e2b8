// Opens the page that stands in for the app, for one test: in the run's one browser, with notes of the test's own.

import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { inject, onTestFinished } from "vitest";
import { givenNotes, ownNotes } from "../host/notes.ts";
import { serveHost, type HostServer } from "../host/server.ts";
import type { HostPage } from "../host/page/test-handle.ts";

declare global {
  interface Window {
    hostPage: HostPage;
  }
}

export interface HostOptions {
  /** The vault's notes: text by path. Absent: the plugin's own notes in the page's language. */
  readonly notes?: Readonly<Record<string, string>>;
  /** The note to open, by path or name. */
  readonly note?: string;
  readonly view?: "reading" | "live" | "both";
  readonly theme?: "light" | "dark";
  readonly lang?: "en" | "ko";
  /** Width of the app in pixels; 480 and less is a phone with touch. */
  readonly width?: number;
  readonly height?: number;
  /** The bundle to load: the plugin as it ships, the page's own probe, or one that does not build; null loads none. */
  readonly plugin?: "main" | "probe" | "broken" | null;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
  /** Errors that the test brings about on purpose. */
  readonly expectErrors?: readonly RegExp[];
}

export interface Host {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The note's text on the disk; the open note's when no path is given. */
  text(path?: string): Promise<string>;
  /** What an editor of the note shows. */
  editorText(path?: string): Promise<string | null>;
  /** Another program writes the note, at once. */
  writeElsewhere(text: string, path?: string): Promise<void>;
  /** How `getSectionInfo` answers from now on. */
  sectionInfo(mode: "right" | "stale" | "stale-lines" | "null"): Promise<void>;
  /** Milliseconds that each read and write of the vault takes from now on. */
  latency(milliseconds: number): Promise<void>;
  /** Runs a command by its whole id (`handshake:insert`); false when it cannot be run now. */
  command(id: string): Promise<boolean>;
  commands(): Promise<{ id: string; name: string }[]>;
  /** How often code blocks of the language were processed. */
  runs(language?: string): Promise<number>;
  /** How many render children are alive. */
  livingChildren(): Promise<number>;
  notices(): Promise<string[]>;
  openedLinks(): Promise<string[]>;
  hoverLinks(): Promise<{ source: string; linktext: string; sourcePath?: string | undefined }[]>;
  view(view: "reading" | "live" | "both"): Promise<void>;
  theme(theme: "light" | "dark"): Promise<void>;
  openNote(note: string): Promise<void>;
  /** The note rendered as for paper. */
  exportNote(path?: string): Promise<string>;
  unload(): Promise<void>;
  load(): Promise<void>;
  save(): Promise<void>;
  /** Moves the open note to a window of its own and gives that window's page. */
  moveToWindow(): Promise<Page>;
  /** What went wrong in the page so far. */
  readonly errors: readonly string[];
  /** Closes the page and throws when anything went wrong in it. Called by itself when the test ends. */
  close(): Promise<void>;
}

let server: Promise<HostServer> | null = null;
let browser: Promise<Browser> | null = null;

/** Opens the page and waits until the note is drawn. */
export async function openHost(options: HostOptions = {}): Promise<Host> {
  server ??= serveHost({ folder: inject("hostFolder"), vault: ownNotes, port: 0, live: false });
  browser ??= chromium.connect(inject("browserEndpoint"));
  const { address } = await server;
  const width = options.width ?? 1100;
  const phone = width <= 480;
  const context = await (await browser).newContext({
    viewport: { width, height: options.height ?? (phone ? 740 : 900) },
    deviceScaleFactor: phone ? 2 : 1,
    hasTouch: phone,
    isMobile: phone,
    locale: options.lang === "ko" ? "ko-KR" : "en-GB",
    reducedMotion: options.reducedMotion === true ? "reduce" : "no-preference",
    forcedColors: options.forcedColors === true ? "active" : "none",
    timezoneId: "UTC",
  });
  const errors: string[] = [];
  const expected = options.expectErrors ?? [];
  const note = (text: string): void => { if (!expected.some((pattern) => pattern.test(text))) errors.push(text); };
  const watch = (page: Page): void => {
    page.on("pageerror", (error) => { note(`page error: ${error.stack ?? error.message}`); });
    page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") note(`console ${message.type()}: ${message.text()}`); });
    page.on("requestfailed", (request) => { note(`request failed: ${request.url()} ${request.failure()?.errorText ?? ""}`); });
    page.on("response", (response) => { if (response.status() >= 400) note(`answer ${String(response.status())}: ${response.url()}`); });
    page.on("request", (request) => { if (!/^(?:data|blob|about):/.test(request.url()) && !request.url().startsWith(address)) note(`request beyond this machine: ${request.url()}`); });
  };
  context.on("page", watch);
  const page = await context.newPage();
  const { notes } = options;
  if (notes !== undefined) await page.route("**/vault.json*", (route) => route.fulfill({ json: { ...givenNotes(notes), live: false } }));
  const query = new URLSearchParams({
    view: options.view ?? "reading", theme: options.theme ?? "light", lang: options.lang ?? "en", bare: "1", plugin: options.plugin === null ? "" : (options.plugin ?? "main"),
    ...(phone ? { width: String(width) } : {}), ...(options.note === undefined ? {} : { note: options.note }),
  });
  let closed = false;
  const host = makeHost(page, context, errors, async () => {
    if (closed) return;
    closed = true;
    const missing = await page.evaluate(() => window.hostPage.missingIcons()).catch(() => []);
    for (const icon of missing) note(`no such icon: ${icon}`);
    await context.close();
    if (errors.length > 0) throw new Error(`The page was not well:\n${errors.join("\n")}`);
  });
  closeByItself(() => host.close());
  await page.goto(`${address}?${query.toString()}`);
  await page.waitForFunction(() => "hostPage" in window, undefined, { timeout: 15_000 });
  try {
    await page.evaluate(() => window.hostPage.ready);
  } catch (error) {
    const answer = await page.request.get(`${address}plugin/${options.plugin ?? "main"}.js`);
    const failure = answer.ok() ? error : new Error(`The plugin does not build:\n${await answer.text()}`);
    closed = true;
    await context.close();
    throw failure;
  }
  return host;
}

/** The source of axe-core, for `page.evaluate`. */
export function axeFile(): string { return createRequire(import.meta.url).resolve("axe-core/axe.min.js"); }

function closeByItself(close: () => Promise<void>): void {
  try {
    onTestFinished(close);
  } catch {
    // Opened in a hook, not in a test: whoever opened it closes it.
  }
}

function makeHost(page: Page, context: BrowserContext, errors: readonly string[], close: () => Promise<void>): Host {
  return {
    page, context, errors, close,
    async text(path) {
      const text = await page.evaluate((one) => window.hostPage.text(one), path);
      if (text === null) throw new Error(`There is no note ${path ?? ""}.`);
      return text;
    },
    editorText: (path) => page.evaluate((one) => window.hostPage.editorText(one), path),
    writeElsewhere: (text, path) => page.evaluate(([one, value]) => { window.hostPage.writeElsewhere(one, value); }, [path, text] as const),
    sectionInfo: (mode) => page.evaluate((one) => { window.hostPage.sectionInfo(one); }, mode),
    latency: (milliseconds) => page.evaluate((one) => { window.hostPage.latency(one); }, milliseconds),
    command: (id) => page.evaluate((one) => window.hostPage.command(one), id),
    commands: () => page.evaluate(() => window.hostPage.commands()),
    runs: (language = "handshake") => page.evaluate((one) => window.hostPage.runs(one), language),
    livingChildren: () => page.evaluate(() => window.hostPage.livingChildren()),
    notices: () => page.evaluate(() => window.hostPage.notices()),
    openedLinks: () => page.evaluate(() => window.hostPage.openedLinks()),
    hoverLinks: () => page.evaluate(() => window.hostPage.hoverLinks()),
    view: (view) => page.evaluate((one) => window.hostPage.choose({ view: one }), view),
    theme: (theme) => page.evaluate((one) => window.hostPage.choose({ theme: one }), theme),
    openNote: (note) => page.evaluate((one) => window.hostPage.choose({ note: one }), note),
    exportNote: (path) => page.evaluate((one) => window.hostPage.exportNote(one), path),
    unload: () => page.evaluate(() => { window.hostPage.unload(); }),
    load: () => page.evaluate(() => window.hostPage.load()),
    save: () => page.evaluate(() => window.hostPage.save()),
    async moveToWindow() {
      const opened = context.waitForEvent("page");
      await page.evaluate(() => { window.hostPage.moveToWindow(); });
      return opened;
    },
  };
}
