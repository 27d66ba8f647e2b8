// A flood: drawn as a crowd, with the way to every single packet of it and back, by mouse and by keyboard.

import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openHost, type Host } from "../support/browser.ts";
import { block, focused, noteWith } from "./block.ts";

const NOTE = noteWith("# Title\n\nBLOCK\n", "scenario: syn-flood");

function button(host: Host): Locator {
  return block(host.page).locator("[data-focus=flood]");
}

/** How many arrows of segments are drawn. */
function arrows(host: Host): Promise<number> {
  return block(host.page).locator(".handshake-arrow").count();
}

async function open(width?: number): Promise<Host> {
  const host = await openHost({ notes: { "A.md": NOTE }, view: "reading", reducedMotion: true, ...(width === undefined ? {} : { width }) });
  await block(host.page).locator("[data-focus=picture]").focus();
  await host.page.keyboard.press("Home");
  return host;
}

describe.each([[undefined], [360]])("a flood, in a window of width %s", (width) => {
  it("shows every packet of a stretch when asked by mouse, and the crowd again", async () => {
    const host = await open(width);
    expect(await button(host).getAttribute("aria-pressed")).toBe("false");
    await expect.poll(() => block(host.page).locator(".handshake-wedge-body").count()).toBeGreaterThan(0);
    const before = await arrows(host);
    await button(host).click();
    await expect.poll(() => button(host).getAttribute("aria-pressed")).toBe("true");
    await expect.poll(() => arrows(host)).toBeGreaterThan(before + 5);
    await button(host).click();
    await expect.poll(() => button(host).getAttribute("aria-pressed")).toBe("false");
    await expect.poll(() => arrows(host)).toBe(before);
  });

  it("does the same by keyboard, and keeps the focus on the button", async () => {
    const host = await open(width);
    const before = await arrows(host);
    await button(host).focus();
    await host.page.keyboard.press("Enter");
    await expect.poll(() => arrows(host)).toBeGreaterThan(before + 5);
    await expect.poll(() => focused(host.page)).toBe("flood");
    await host.page.keyboard.press("Space");
    await expect.poll(() => arrows(host)).toBe(before);
    await expect.poll(() => focused(host.page)).toBe("flood");
  });
});

describe("the words beside a flood", () => {
  it("follow the playhead from the first call to the last given up", async () => {
    const host = await open();
    const said = block(host.page).locator(".handshake-caption.is-technical.is-open");
    await expect.poll(() => said.innerText()).toMatch(/flood|SYNs/u);
    const first = await said.innerText();
    await host.page.keyboard.press("End");
    await expect.poll(() => said.innerText()).not.toBe(first);
    expect(await said.innerText()).toMatch(/gives up/u);
  });
});
