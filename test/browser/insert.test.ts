// Inserting a diagram by the command, where the cursor is.

import { describe, expect, it } from "vitest";
import { openHost, type Host } from "../support/browser.ts";
import { block } from "./block.ts";

/** Puts the cursor into the open note's editor. */
async function cursor(host: Host, line: number, ch: number): Promise<void> {
  await host.page.evaluate((place) => {
    const editor = window.hostPage.app.workspace.activeEditor?.editor;
    if (editor === undefined) throw new Error("no editor");
    editor.setCursor(place);
    editor.focus();
  }, { line, ch });
}

async function insert(host: Host, query: string): Promise<void> {
  expect(await host.command("handshake:insert-diagram")).toBe(true);
  await host.page.locator(".prompt-input").fill(query);
  await host.page.keyboard.press("Enter");
}

describe("the command that inserts a diagram", () => {
  it("offers the presets by title and lesson, and puts the chosen one at the cursor", async () => {
    const host = await openHost({ notes: { "A.md": "# Title\n\nOne two.\n\nEnd.\n" }, view: "live" });
    await cursor(host, 2, 4);
    await insert(host, "lost-ack");
    await expect.poll(() => host.editorText()).not.toBe("# Title\n\nOne two.\n\nEnd.\n");
    const text = (await host.editorText()) ?? "";
    expect(text).toMatch(/^# Title\n\nOne\n```handshake\nscenario: [a-z-]+\n```\ntwo\.\n\nEnd\.\n$/u);
    await block(host.page).locator(".handshake-drawing").waitFor();
  });

  it("stays inside a callout", async () => {
    const host = await openHost({ notes: { "A.md": "Above.\n\n> [!note] Title\n> words\n\nEnd.\n" }, view: "live" });
    await cursor(host, 3, 7);
    await insert(host, "three-way");
    await expect.poll(() => host.editorText()).toBe("Above.\n\n> [!note] Title\n> words\n> ```handshake\n> scenario: three-way-handshake\n> ```\n\nEnd.\n");
  });

  it("finds a scenario by its Korean title", async () => {
    const host = await openHost({ notes: { "A.md": "\n" }, view: "live", lang: "ko" });
    await cursor(host, 0, 0);
    expect(await host.command("handshake:insert-diagram")).toBe(true);
    const titles = await host.page.locator(".suggestion-item").allInnerTexts();
    expect(titles.length).toBeGreaterThan(5);
    expect(titles.every((title) => /[가-힣]/u.test(title))).toBe(true);
    await host.page.keyboard.press("Escape");
  });

  it("is one step of undo", async () => {
    const host = await openHost({ notes: { "A.md": "One two.\n" }, view: "live" });
    await cursor(host, 0, 3);
    await insert(host, "three-way");
    await expect.poll(() => host.editorText()).toContain("```handshake");
    await host.page.evaluate(() => { window.hostPage.app.workspace.activeEditor?.editor.undo(); });
    await expect.poll(() => host.editorText()).toBe("One two.\n");
  });
});
