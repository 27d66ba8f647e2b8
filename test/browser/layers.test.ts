// A picture with messages: its two layers fold by mouse and keyboard, and a segment's card tells what it carries.

import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openHost, type Host } from "../support/browser.ts";
import { block, drawn, noteWith } from "./block.ts";

const NOTE = noteWith("# Title\n\nBLOCK\n", "scenario: tls-1-3");
type Layer = "messages" | "segments";

function fold(host: Host, layer: Layer): Locator {
  return block(host.page).locator(`button[data-layer=${layer}]`);
}

/** Which of the two layers the buttons say are shown, messages first. */
async function pressed(host: Host): Promise<readonly (string | null)[]> {
  return [await fold(host, "messages").getAttribute("aria-pressed"), await fold(host, "segments").getAttribute("aria-pressed")];
}

/** Which of the two layers can be seen in the picture, messages first. */
async function seen(host: Host): Promise<readonly boolean[]> {
  const drawing = block(host.page).locator(".handshake-drawing");
  return [
    await drawing.locator("text", { hasText: "ClientHello" }).first().isVisible(),
    await drawing.locator("text", { hasText: "seq=" }).first().isVisible(),
  ];
}

async function open(width?: number): Promise<Host> {
  const host = await openHost({ notes: { "A.md": NOTE }, view: "reading", reducedMotion: true, ...(width === undefined ? {} : { width }) });
  await block(host.page).locator("[data-focus=picture]").focus();
  await host.page.keyboard.press("End");
  await drawn(host.page);
  return host;
}

describe.each([[undefined], [360]])("the layers of a picture with messages, in a window of width %s", (width) => {
  it("fold and unfold by mouse, and are never both away", async () => {
    const host = await open(width);
    expect([await pressed(host), await seen(host)]).toEqual([["true", "true"], [true, true]]);
    await fold(host, "messages").click();
    await expect.poll(() => seen(host)).toEqual([false, true]);
    expect(await pressed(host)).toEqual(["false", "true"]);
    await fold(host, "segments").click();
    await expect.poll(() => seen(host)).toEqual([true, false]);
    expect(await pressed(host)).toEqual(["true", "false"]);
    await fold(host, "segments").click();
    await expect.poll(() => seen(host)).toEqual([true, true]);
    expect(await pressed(host)).toEqual(["true", "true"]);
  });

  it("fold and unfold by keyboard, and keep the focus", async () => {
    const host = await open(width);
    await fold(host, "messages").focus();
    for (const [key, shown] of [["Enter", false], ["Space", true]] as const) {
      await host.page.keyboard.press(key);
      await expect.poll(() => seen(host)).toEqual([shown, true]);
      expect(await fold(host, "messages").evaluate((button) => button === document.activeElement)).toBe(true);
    }
    await host.page.keyboard.press("Tab");
    expect(await fold(host, "segments").evaluate((button) => button === document.activeElement)).toBe(true);
    await host.page.keyboard.press("Space");
    await expect.poll(() => seen(host)).toEqual([true, false]);
  });
});

describe("the card of a segment with messages", () => {
  it("opens by mouse, and by keyboard unfolds each message to its fields", async () => {
    const host = await open();
    await host.page.keyboard.press("Home");
    await drawn(host.page);
    const label = block(host.page).locator(".handshake-drawing text", { hasText: "ClientHello" }).first();
    await label.click();
    const card = block(host.page).locator(".handshake-card");
    const hello = card.locator("summary", { hasText: "ClientHello" });
    await hello.focus();
    const suite = card.getByText("TLS_AES_256_GCM_SHA384").first();
    expect(await suite.isVisible()).toBe(false);
    await host.page.keyboard.press("Enter");
    await expect.poll(() => suite.isVisible()).toBe(true);
    await host.page.keyboard.press("Space");
    await expect.poll(() => suite.isVisible()).toBe(false);
  });
});
