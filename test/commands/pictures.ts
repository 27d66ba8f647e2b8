// The pictures of the README, taken from the page that stands in for the app, in a real browser.

import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { chromium, type Browser, type Locator, type Page } from "playwright-core";
import { buildOnce, hostedPluginOptions, makeBuildFolder, pageOptions } from "../host/build.ts";
import { ownNotes } from "../host/notes.ts";
import { serveHost } from "../host/server.ts";
import type { HostPage } from "../host/page/test-handle.ts";
import { launchBrowser } from "../support/browser-setup.ts";
import { ROOT } from "./setup.mjs";

declare global {
  interface Window {
    hostPage: HostPage;
  }
}

/** One picture: which diagram of which note, how the page looks, and what is done before it is taken. */
interface Picture {
  readonly file: string;
  readonly note: string;
  /** Which of the note's diagrams, from 0. */
  readonly diagram: number;
  readonly theme: "light" | "dark";
  readonly lang: "en" | "ko";
  readonly width: number;
  prepare?(block: Locator, page: Page): Promise<void>;
}

const NOTE = "3-Way Handshake";

/** Clicks the SYN+ACK, so that the card shows why its numbers are what they are. */
async function selectAnswer(block: Locator, page: Page): Promise<void> {
  const label = await block.locator(".handshake-drawing text", { hasText: "SYN+ACK" }).first().boundingBox();
  if (label === null) throw new Error("The picture has no SYN+ACK.");
  await page.mouse.click(label.x + label.width / 2, label.y + label.height / 2);
  await block.locator(".handshake-card", { hasText: "101" }).waitFor({ timeout: 5000 });
  await page.mouse.move(0, 0);
}

/** Steps on until the server has said hello, so that the ribbons of both sides are seen. */
async function stepToAnswer(block: Locator, page: Page): Promise<void> {
  const stage = block.locator(".handshake-stage");
  await stage.focus();
  for (let step = 0; step < STEPS_TO_ANSWER; step += 1) await page.keyboard.press("ArrowRight");
  await stage.evaluate((element: HTMLElement) => {
    element.scrollTop = 0;
    element.blur();
  });
}

const STEPS_TO_ANSWER = 2;

const PICTURES: readonly Picture[] = [
  { file: "handshake-light.png", note: NOTE, diagram: 1, theme: "light", lang: "en", width: 1100, prepare: selectAnswer },
  { file: "handshake-dark.png", note: NOTE, diagram: 1, theme: "dark", lang: "en", width: 1100, prepare: selectAnswer },
  { file: "handshake-ko.png", note: NOTE, diagram: 1, theme: "light", lang: "ko", width: 1100, prepare: selectAnswer },
  { file: "flood.png", note: "SYN Flooding", diagram: 1, theme: "light", lang: "en", width: 1100 },
  { file: "flood-ko.png", note: "SYN Flooding", diagram: 1, theme: "light", lang: "ko", width: 1100 },
  { file: "https.png", note: "HTTPS", diagram: 0, theme: "light", lang: "en", width: 1100, prepare: stepToAnswer },
  { file: "https-ko.png", note: "HTTPS", diagram: 0, theme: "light", lang: "ko", width: 1100, prepare: stepToAnswer },
  { file: "phone.png", note: NOTE, diagram: 1, theme: "light", lang: "en", width: 360 },
];

/** Takes every picture into a folder, relative to the project, and gives the files written. */
export async function makePictures(folder: string): Promise<readonly string[]> {
  const built = await makeBuildFolder();
  const failures = [await buildOnce(pageOptions(built)), await buildOnce(hostedPluginOptions(built, "main", "src/main.ts", true))];
  for (const failure of failures) if (failure !== null) throw new Error(failure);
  const server = await serveHost({ folder: built, vault: ownNotes, port: 0, live: false });
  const launched = await launchBrowser();
  try {
    const browser = await chromium.connect(launched.wsEndpoint());
    await mkdir(path.resolve(ROOT, folder), { recursive: true });
    const files: string[] = [];
    for (const picture of PICTURES) {
      const file = path.join(folder, picture.file);
      await take(browser, server.address, picture, path.resolve(ROOT, file));
      files.push(file);
    }
    return files;
  } finally {
    await launched.close();
    await server.close();
    await rm(built, { recursive: true, force: true });
  }
}

async function take(browser: Browser, address: string, picture: Picture, file: string): Promise<void> {
  const phone = picture.width <= 480;
  const context = await browser.newContext({
    viewport: { width: picture.width, height: phone ? 900 : 1700 }, deviceScaleFactor: 2, hasTouch: phone, isMobile: phone, reducedMotion: "reduce", timezoneId: "UTC",
  });
  const page = await context.newPage();
  const { note, theme, lang } = picture;
  const query = new URLSearchParams({ view: "reading", theme, lang, bare: "1", note, ...(phone ? { width: String(picture.width) } : {}) });
  await page.goto(`${address}?${query.toString()}`);
  await page.waitForFunction(() => "hostPage" in window);
  await page.evaluate(() => window.hostPage.ready);
  await page.evaluate(() => document.fonts.ready);
  const block = page.locator(".handshake-block").nth(picture.diagram);
  await block.scrollIntoViewIfNeeded();
  await picture.prepare?.(block, page);
  if (phone) {
    await block.evaluate((element) => { element.scrollIntoView({ block: "start" }); });
    await page.screenshot({ path: file });
  } else await block.screenshot({ path: file });
  await context.close();
}
