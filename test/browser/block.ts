// The words of the block's browser tests: finding its parts, dragging a slider, waiting for a condition.

import { expect } from "vitest";
import type { Locator, Page } from "playwright-core";
import type { Host } from "../support/browser.ts";

/** A note around blocks: `BLOCK` stands for the next of `bodies` in a fence. */
export function noteWith(text: string, ...bodies: readonly string[]): string {
  let next = 0;
  return text.replaceAll("BLOCK", () => {
    const body = bodies[next++] ?? "";
    return `\`\`\`handshake\n${body}${body === "" ? "" : "\n"}\`\`\``;
  });
}

/** The `nth` block of the page. */
export function block(page: Page, nth = 0): Locator {
  return page.locator(".handshake-block").nth(nth);
}

export function slider(within: Locator | Page, key: string): Locator {
  return within.locator(`input[type=range][data-focus="value:${key}"]`);
}

/** What the head of a control says: its value as text. */
export function valueOf(within: Locator | Page, key: string): Locator {
  return within.locator(`.handshake-control:has([data-focus="value:${key}"]) .handshake-value`);
}

/** The playhead's slider. */
export function scrubber(within: Locator | Page): Locator {
  return within.locator("[data-focus=scrubber]");
}

/** Takes a slider's thumb and draws it to a share of its track, in several moves; the button stays down. */
export async function drag(page: Page, input: Locator, share: number): Promise<void> {
  await input.scrollIntoViewIfNeeded();
  const box = await input.boundingBox();
  if (box === null) throw new Error("The slider is not to be seen.");
  const now = await input.evaluate((element: HTMLInputElement) => (element.valueAsNumber - Number(element.min)) / (Number(element.max) - Number(element.min)));
  const x = (part: number): number => box.x + 8 + part * (box.width - 16);
  const y = box.y + box.height / 2;
  await page.mouse.move(x(now), y);
  await page.mouse.down();
  await page.mouse.move(x(share), y, { steps: 6 });
  await drawn(page);
}

/** Lets everything be drawn that waits for the next frame. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
}

/** What the picture shows, as sorted lines of text: labels, times, states. */
export function pictureText(within: Locator): Promise<string> {
  return within.locator(".handshake-drawing").evaluate((svg) => Array.from(svg.querySelectorAll("text"), (text) => text.textContent).sort().join("\n"));
}

/** The one stretch in which two texts differ. */
export function difference(before: string, after: string): { readonly from: string; readonly to: string; readonly at: number } {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: before.slice(start, before.length - end), to: after.slice(start, after.length - end), at: start };
}

/** The name of the part that has the focus in the page. */
export function focused(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute("data-focus") ?? null);
}

/** Waits until the note's text is another one, and gives it. */
export async function changedText(host: Host, before: string, path?: string): Promise<string> {
  await expect.poll(() => host.text(path), { timeout: 10_000 }).not.toBe(before);
  return host.text(path);
}
