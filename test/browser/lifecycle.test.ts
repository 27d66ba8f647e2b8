// Blocks come and go: nothing stays behind, and other windows, paper, languages and themes are served alike.

import { describe, expect, it } from "vitest";
import { openHost } from "../support/browser.ts";
import { block, drag, noteWith, pictureText, slider, valueOf } from "./block.ts";

const NOTE = noteWith("# Title\n\nBLOCK\n\nEnd.\n", "scenario: lost-syn");

describe("a block's life", () => {
  it("ends with its element, however often it is made anew", async () => {
    const host = await openHost({ notes: { "A.md": NOTE, "B.md": "Nothing." }, note: "A.md", view: "both" });
    await expect.poll(() => host.livingChildren()).toBe(2);
    for (let round = 0; round < 5; round += 1) {
      await host.writeElsewhere(NOTE.replace("lost-syn", round % 2 === 0 ? "lost-ack" : "lost-syn"), "A.md");
      await expect.poll(() => host.livingChildren()).toBe(2);
    }
    await host.openNote("B.md");
    await expect.poll(() => host.livingChildren()).toBe(0);
  });

  it("ends with the plugin, and begins again with it", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await host.command("handshake:start-walkthrough");
    await host.page.locator(".handshake-walk-heading").waitFor();
    await host.unload();
    await expect.poll(() => host.page.locator(".handshake-block").count()).toBe(0);
    expect(await host.command("handshake:insert-diagram")).toBe(false);
    await host.load();
    await block(host.page).locator(".handshake-drawing").waitFor();
  });

  it("goes on in a window of its own", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    const popup = await host.moveToWindow();
    const moved = block(popup);
    await moved.locator(".handshake-drawing").waitFor();
    const before = await pictureText(moved);
    await drag(popup, slider(moved, "network.rtt"), 0.5);
    await expect.poll(() => pictureText(moved)).not.toBe(before);
    const shown = await valueOf(moved, "network.rtt").innerText();
    await popup.mouse.up();
    await expect.poll(() => host.text("A.md")).toContain(shown.replace(" ", ""));
    await expect.poll(() => popup.evaluate(() => document.activeElement?.getAttribute("data-focus"))).toBe("value:network.rtt");
  });

  it("is whole on paper, without waiting for anything", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    const html = await host.exportNote("A.md");
    expect(html).toContain("handshake-drawing");
    expect(html).toContain("ESTABLISHED");
  });

  it("can be looked at, but not changed, where there is no note to write to", async () => {
    const host = await openHost({ notes: { "A.md": "Nothing." }, view: "reading" });
    await host.page.evaluate((card) => {
      const { vault } = window.hostPage.app;
      const peek = vault.peek.bind(vault);
      vault.peek = (path) => (path === "" ? card : peek(path));
    }, noteWith("BLOCK\n\nBLOCK\n\nBLOCK\n", "scenario: lost-syn", "", "scenario: lost-sin"));
    const html = await host.exportNote("");
    const found = await host.page.evaluate((text) => {
      const { body } = new DOMParser().parseFromString(text, "text/html");
      return {
        pictures: body.querySelectorAll(".handshake-drawing").length,
        hint: body.querySelector(".handshake-chooser-hint")?.textContent,
        cards: Array.from(body.querySelectorAll<HTMLButtonElement>("[data-preset]"), (card) => card.disabled),
        fixes: body.querySelectorAll("[data-focus^='fix:']").length,
      };
    }, html);
    expect(found.pictures).toBe(1);
    expect(found.hint).toContain("cannot be written to");
    expect(found.cards.length).toBeGreaterThan(5);
    expect(found.cards.every((disabled) => disabled)).toBe(true);
    expect(found.fixes).toBe(0);
  });

  it("takes up another voice at once", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    const analogy = block(host.page).locator(".handshake-caption.is-analogy");
    const technical = block(host.page).locator(".handshake-caption.is-technical");
    await expect.poll(() => analogy.count()).toBeGreaterThan(0);
    await host.page.evaluate(() => { window.hostPage.openSettings(); });
    const captions = host.page.locator(".setting-item", { hasText: "Captions" }).locator("select");
    await captions.selectOption("technical");
    await expect.poll(() => analogy.count()).toBe(0);
    expect(await technical.count()).toBeGreaterThan(0);
    await captions.selectOption("analogy");
    await expect.poll(() => technical.count()).toBe(0);
    expect(await analogy.count()).toBeGreaterThan(0);
  });

  it("copies the selected segment", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await host.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await block(host.page).locator("[data-focus=picture]").focus();
    await host.page.keyboard.press("Enter");
    await block(host.page).locator("[data-focus=card-copy]").click();
    await expect.poll(() => host.notices()).toHaveLength(1);
    expect(await host.page.evaluate(() => navigator.clipboard.readText())).toMatch(/Client → Server[^]*Seq: \d+/u);
  });
});

describe.each([["en", "Notes"], ["ko", "노트"]] as const)("in the app's language %s", (lang, notes) => {
  it("everything is said in it, unless the block asks for another", async () => {
    const two = noteWith("BLOCK\n\nBLOCK\n", "scenario: lost-syn", `scenario: lost-syn\nlang: ${lang === "en" ? "ko" : "en"}`);
    const host = await openHost({ notes: { "A.md": two }, view: "reading", lang });
    expect(await block(host.page, 0).locator(".handshake-notes-label").innerText()).toBe(notes);
    expect(await block(host.page, 1).locator(".handshake-notes-label").innerText()).toBe(lang === "en" ? "노트" : "Notes");
    expect(await block(host.page, 0).getAttribute("lang")).toBe(lang);
    const own = await block(host.page, 0).innerText();
    expect(/[가-힣]/u.test(own)).toBe(lang === "ko");
    await host.command("handshake:start-walkthrough");
    await host.page.locator(".handshake-walk-heading").waitFor();
    const names = (await host.commands()).filter(({ id }) => id.startsWith("handshake:")).map(({ name }) => name);
    expect(names).toHaveLength(4);
    expect(names.every((name) => /[가-힣]/u.test(name) === (lang === "ko"))).toBe(true);
  });
});
