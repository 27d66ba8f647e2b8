// The page that stands in for the app: it does what it claims, and is as harsh to plugins as the app is.

import { describe, expect, it } from "vitest";
import { openHost, type Host } from "../support/browser.ts";

const FENCE = "```";
const NOTE = `---
aliases: [Handshake]
tags: network
---
# One

Some **bold** words, a [[Other|link]] and a [[Nowhere]].

${FENCE}probe
first
${FENCE}

Between.

${FENCE}probe
second
${FENCE}

> [!tip] In a callout
> ${FENCE}probe
> inside
> ${FENCE}

![[Other]]
`;
const notes = { "Note.md": NOTE, "Other.md": `# Other\n\nWords of the other note.\n\n${FENCE}probe\nelsewhere\n${FENCE}\n` };

interface Told { readonly text: string; readonly lineStart: number; readonly lineEnd: number; readonly path: string; readonly docId: string }

/** What the block of this name is told when it asks where it stands. */
async function ask(host: Host, name: string, nth = 0): Promise<Told | null> {
  const block = host.page.locator(".block-language-probe").filter({ has: host.page.locator("button", { hasText: name }) }).nth(nth);
  await block.locator("button").click();
  return JSON.parse(await block.locator("output").innerText()) as Told | null;
}

const log = (host: Host): Promise<string[]> => host.page.evaluate(() => [...(window as unknown as { probe: { log: string[] } }).probe.log]);
const open = (more: Parameters<typeof openHost>[0] = {}): Promise<Host> => openHost({ notes, note: "Note.md", plugin: "probe", ...more });

describe("reading view", () => {
  it("runs the processor once for each block and tells the truth about its place", async () => {
    const host = await open();
    expect(await host.page.locator(".block-language-probe button").allTextContents()).toEqual(["first", "second", "inside", "elsewhere"]);
    expect(await host.runs("probe")).toBe(4);
    expect(await ask(host, "second")).toMatchObject({ text: NOTE, lineStart: 14, lineEnd: 16, path: "Note.md" });
  });

  it("does not know where blocks in callouts and embeds stand, and gives an embed its own path", async () => {
    const host = await open();
    expect(await ask(host, "inside")).toBeNull();
    expect(await ask(host, "elsewhere")).toBeNull();
  });

  it("shows properties, links that lead somewhere and links that do not", async () => {
    const host = await open();
    expect(await host.page.locator(".metadata-property").allInnerTexts()).toEqual([expect.stringContaining("Handshake"), expect.stringContaining("network")]);
    expect(await host.page.locator("a.internal-link", { hasText: "Nowhere" }).getAttribute("class")).toContain("is-unresolved");
    expect(await host.page.locator("a.internal-link", { hasText: "link" }).getAttribute("class")).not.toContain("is-unresolved");
  });

  it("destroys and makes anew the section that changed, and leaves the others alone", async () => {
    const host = await open();
    await host.page.evaluate(() => { document.querySelectorAll(".block-language-probe").forEach((el, index) => el.setAttribute("data-mark", String(index))); });
    await host.writeElsewhere(NOTE.replace("\nfirst\n", "\nchanged\n"));
    await host.page.locator(".block-language-probe", { hasText: "changed" }).waitFor();
    expect(await host.page.locator(".block-language-probe").evaluateAll((all) => all.map((el) => el.getAttribute("data-mark")))).toEqual([null, "1", "2", "3"]);
    expect(await log(host)).toEqual(expect.arrayContaining(["unload first", "load changed"]));
    expect(await log(host)).not.toContain("unload second");
    expect(await host.livingChildren()).toBe(4);
  });
});

describe.each(["reading", "live"] as const)("getSectionInfo in the %s view", (view) => {
  const moved = NOTE.replace("Some **bold**", "One\n\nmore line.\n\nSome **bold**");

  it("is right after lines came in above", async () => {
    const host = await open({ view });
    await host.writeElsewhere(moved);
    await expect.poll(() => ask(host, "second")).toMatchObject({ text: moved, lineStart: 18, lineEnd: 20 });
  });

  it("is stale on demand: the old text with the old lines", async () => {
    const host = await open({ view });
    await host.sectionInfo("stale");
    await host.writeElsewhere(moved);
    expect(await ask(host, "second")).toMatchObject({ text: NOTE, lineStart: 14, lineEnd: 16 });
  });

  it("is stale on demand: the new text with the old lines", async () => {
    const host = await open({ view });
    await host.sectionInfo("stale-lines");
    await host.writeElsewhere(moved);
    await expect.poll(() => ask(host, "second")).toMatchObject({ text: moved, lineStart: 14, lineEnd: 16 });
  });

  it("is null on demand", async () => {
    const host = await open({ view });
    await host.sectionInfo("null");
    expect(await ask(host, "first")).toBeNull();
    await host.sectionInfo("right");
    expect(await ask(host, "first")).not.toBeNull();
  });
});

describe("Live Preview", () => {
  it("draws a fence as a widget and its source while the cursor is in it", async () => {
    const host = await open({ view: "live" });
    await host.page.locator(".cm-lang-probe", { hasText: "first" }).hover();
    await host.page.locator(".cm-lang-probe", { hasText: "first" }).locator(".edit-block-button").click();
    await host.page.locator(".cm-line", { hasText: "```probe" }).waitFor();
    expect(await host.page.locator(".cm-lang-probe button").allTextContents()).toEqual(["second"]);
    expect(await log(host)).toContain("unload first");
    await host.page.keyboard.press("Control+End");
    await expect.poll(() => host.page.locator(".cm-lang-probe button").allTextContents()).toEqual(["first", "second"]);
  });

  it("destroys a widget and makes it anew when its text changes, and keeps the others", async () => {
    const host = await open({ view: "live" });
    await host.page.evaluate(() => { document.querySelectorAll(".cm-lang-probe").forEach((el, index) => el.setAttribute("data-mark", String(index))); });
    await host.writeElsewhere(NOTE.replace("\nfirst\n", "\nchanged\n"));
    await host.page.locator(".cm-lang-probe", { hasText: "changed" }).waitFor();
    expect(await host.page.locator(".cm-lang-probe").evaluateAll((all) => all.map((el) => el.getAttribute("data-mark")))).toEqual([null, "1"]);
    expect(await log(host)).toEqual(expect.arrayContaining(["unload first", "load changed"]));
  });

  it("suggests under the cursor, and keys choose", async () => {
    const host = await open({ view: "live" });
    await host.page.locator(".cm-line", { hasText: "Between." }).click();
    await host.page.keyboard.press("End");
    await host.page.keyboard.type(" @al");
    await expect.poll(() => host.page.locator(".suggestion-item").allTextContents()).toEqual(["alpha", "alphabet"]);
    await host.page.keyboard.press("ArrowDown");
    await host.page.keyboard.press("Enter");
    expect(await host.editorText()).toContain("Between. alphabet\n");
    expect(await host.page.locator(".suggestion-item").count()).toBe(0);
  });

  it("writes what was typed after a while, and only then", async () => {
    const host = await open({ view: "live" });
    expect(await host.command("probe:type")).toBe(false);
    expect(await host.command("handshake:type")).toBe(true);
    expect(await host.editorText()).toContain("typed# One");
    expect(await host.text()).toBe(NOTE);
    await host.save();
    expect(await host.text()).toContain("typed# One");
  });

  it("leaves a note with CRLF as it is on the disk until someone types", async () => {
    const crlf = NOTE.replaceAll("\n", "\r\n");
    const host = await open({ view: "live", notes: { ...notes, "Note.md": crlf } });
    expect(await host.page.locator(".cm-lang-probe button").allTextContents()).toEqual(["first", "second"]);
    await host.writeElsewhere(crlf.replace("first", "changed"));
    await host.page.locator(".cm-lang-probe", { hasText: "changed" }).waitFor();
    await host.save();
    expect(await host.text()).toBe(crlf.replace("first", "changed"));
  });

  it("merges what was typed and not yet written with what another program wrote", async () => {
    const host = await open({ view: "live" });
    await host.command("handshake:type");
    await host.writeElsewhere(NOTE.replace("\nsecond\n", "\nsynced\n"));
    await host.save();
    const text = await host.text();
    expect(text).toContain("typed# One");
    expect(text).toContain("\nsynced\n");
    expect((await host.notices()).join()).toMatch(/modified externally/);
  });

  it("shows one note in two views, each with its own rendering", async () => {
    const host = await open({ view: "both", width: 1400 });
    const ids = [await ask(host, "second", 0), await ask(host, "second", 1)].map((told) => told?.docId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("the vault", () => {
  it("lets calls of process on one file follow one another", async () => {
    const host = await open();
    await host.latency(4);
    const counted = await host.page.evaluate(async () => {
      const { app } = window.hostPage;
      const file = await app.vault.create("Count.md", "0");
      await Promise.all(Array.from({ length: 20 }, () => app.vault.process(file, (text) => String(Number(text) + 1))));
      return app.vault.read(file);
    });
    expect(counted).toBe("20");
  });

  it("finds notes by name and by path, the nearest first, and knows aliases as properties", async () => {
    const host = await openHost({ plugin: null, notes: { "a/Same.md": "", "b/Same.md": "", "b/From.md": "---\naliases: [Also]\n---\n# Top\n[[Same]] [[Lost]]" } });
    const found = await host.page.evaluate(() => {
      const { metadataCache } = window.hostPage.app;
      const cache = metadataCache.getCache("b/From.md");
      return {
        near: metadataCache.getFirstLinkpathDest("Same", "b/From.md")?.path,
        path: metadataCache.getFirstLinkpathDest("a/Same", "b/From.md")?.path,
        alias: metadataCache.getFirstLinkpathDest("Also", "b/From.md")?.path ?? null,
        aliases: cache?.frontmatter?.["aliases"],
        headings: cache?.headings?.map(({ heading, position }) => [heading, position.start.line]),
        unresolved: metadataCache.unresolvedLinks["b/From.md"],
      };
    });
    expect(found).toEqual({ near: "b/Same.md", path: "a/Same.md", alias: null, aliases: ["Also"], headings: [["Top", 3]], unresolved: { Lost: 1 } });
  });
});

describe("the workspace", () => {
  it("opens a link that is clicked", async () => {
    const host = await open();
    await host.page.locator("a.internal-link", { hasText: "link" }).click();
    await expect.poll(() => host.page.locator(".inline-title").first().innerText()).toBe("Other");
    expect(await host.openedLinks()).toEqual(["Other"]);
  });

  it("previews a link that the pointer rests on", async () => {
    const host = await open();
    await host.page.locator("a.internal-link", { hasText: "link" }).hover();
    await host.page.locator(".hover-popover", { hasText: "Words of the other note." }).waitFor();
    expect(await host.hoverLinks()).toEqual([{ source: "preview", linktext: "Other", sourcePath: "Note.md" }]);
    await host.page.mouse.move(5, 5);
    await expect.poll(() => host.page.locator(".hover-popover").count()).toBe(0);
  });

  it("tells of a change of theme, and the variables follow", async () => {
    const host = await open({ theme: "light" });
    const background = (): Promise<string> => host.page.evaluate(() => getComputedStyle(document.body).getPropertyValue("--color-base-00").trim());
    expect(await background()).toBe("#ffffff");
    await host.theme("dark");
    expect(await background()).toBe("#1c1c1c");
    expect(await log(host)).toContain("css-change");
  });

  it("finds commands by their letters in the palette, and leaves out what cannot be run now", async () => {
    const host = await open();
    await host.page.keyboard.press("Control+p");
    await expect.poll(() => host.page.locator(".suggestion-item").allTextContents()).toEqual(expect.arrayContaining(["Handshake: Say", "Handshake: Ask"]));
    expect(await host.page.locator(".suggestion-item").allTextContents()).not.toContain("Handshake: Type");
    expect(await host.page.locator(".suggestion-item").allTextContents()).not.toContain("Handshake: Never");
    await host.page.keyboard.type("hsay");
    await expect.poll(() => host.page.locator(".suggestion-item").allTextContents()).toEqual(["Handshake: Say"]);
    await host.page.keyboard.press("Enter");
    await host.page.locator(".notice", { hasText: "Said" }).waitFor();
    expect(await host.page.locator(".prompt").count()).toBe(0);
  });

  it("puts a leaf into a window of its own, with that window's own elements", async () => {
    const host = await open();
    const other = await host.moveToWindow();
    await other.locator(".block-language-probe", { hasText: "second" }).waitFor();
    expect(await log(host)).toContain("migrated second true");
    const told = await host.page.evaluate(() => {
      const el = window.hostPage.app.workspace.floating[0]?.doc.querySelector<HTMLElement>(".block-language-probe");
      const made = el?.createDiv();
      return { moved: el?.instanceOf(HTMLElement), own: made instanceof HTMLElement, across: made?.instanceOf(HTMLElement), here: made?.doc === document };
    });
    expect(told).toEqual({ moved: true, own: false, across: true, here: false });
    expect(await log(host)).not.toContain("unload second");
    await other.close();
    await expect.poll(() => log(host)).toContain("unload second");
  });

  it("stands for a phone when it is narrow", async () => {
    const host = await open({ width: 360 });
    expect(await host.page.evaluate(() => [document.body.classList.contains("is-phone"), document.documentElement.scrollWidth, "ontouchstart" in window])).toEqual([true, 360, true]);
  });
});

describe("export", () => {
  it("renders once and waits for what a processor promised, for nothing else", async () => {
    const host = await openHost({ plugin: "probe", note: "Note.md", notes: { "Note.md": `${FENCE}probe\nlater\n${FENCE}\n\n${FENCE}probe\ncareless later\n${FENCE}\n` }, theme: "dark" });
    await host.page.locator(".late").nth(1).waitFor();
    const runs = await host.runs("probe");
    const html = await host.exportNote();
    expect(html.match(/class="late"/g)).toHaveLength(1);
    expect(await host.runs("probe")).toBe(runs + 2);
    expect(await host.livingChildren()).toBe(2);
    expect(await host.page.evaluate(() => document.body.className)).toContain("theme-dark");
  });
});

describe("windows over the workspace", () => {
  it("has modals that take the focus and give it back", async () => {
    const host = await open();
    await host.page.locator("button.probe").first().focus();
    await host.command("handshake:ask");
    await host.page.getByRole("dialog").getByText("Question").waitFor();
    expect(await host.page.evaluate(() => document.querySelector(".modal")?.contains(document.activeElement))).toBe(true);
    await host.page.keyboard.press("Escape");
    expect(await host.page.getByRole("dialog").count()).toBe(0);
    expect(await host.page.evaluate(() => document.activeElement?.className)).toBe("probe");
  });

  it("has menus that keys work in", async () => {
    const host = await open();
    await host.command("handshake:offer");
    await host.page.keyboard.press("ArrowDown");
    await host.page.keyboard.press("ArrowDown");
    await host.page.keyboard.press("Enter");
    expect(await log(host)).toContain("second");
    expect(await host.page.getByRole("menu").count()).toBe(0);
  });

  it("draws settings from their definitions and stores what is chosen", async () => {
    const host = await open();
    await host.command("app:open-settings");
    const { page } = host;
    expect(await page.locator(".modal .setting-item-name").allTextContents()).toEqual(["Loud", "More", "Speed", "Word", "Volume"]);
    const stored = (): Promise<unknown> => page.evaluate(() => window.hostPage.plugin()?.loadData());
    await page.getByLabel("Loud").check({ force: true });
    await expect.poll(stored).toEqual({ loud: true });
    await page.getByLabel("Word").fill("two words");
    await page.getByRole("alert").getByText("One word only.").waitFor();
    expect(await stored()).toEqual({ loud: true });
    await page.getByLabel("Speed").fill("7");
    await expect.poll(stored).toEqual({ loud: true, speed: 7 });
  });
});

describe("a plugin that is unloaded", () => {
  it.each(["reading", "live"] as const)("leaves plain code blocks and nothing alive in the %s view", async (view) => {
    const host = await open({ view });
    expect(await host.livingChildren()).toBeGreaterThan(0);
    await host.unload();
    expect(await host.page.locator(".block-language-probe").count()).toBe(0);
    expect(await host.livingChildren()).toBe(0);
    expect(await log(host)).toContain("plugin unloaded");
    expect((await host.commands()).map(({ id }) => id)).not.toContain("handshake:say");
    await host.load();
    await expect.poll(() => host.page.locator(".block-language-probe button").count()).toBeGreaterThan(1);
  });
});

describe("the harness", () => {
  it("fails a test in whose page something went wrong", async () => {
    const host = await open();
    await host.page.evaluate(() => { setTimeout(() => { throw new Error("thrown in the page"); }); });
    await host.page.evaluate(() => { console.error("said in the page"); });
    await expect.poll(() => host.errors.length).toBe(2);
    await expect(host.close()).rejects.toThrow(/thrown in the page[\s\S]*said in the page/);
  });

  it("says why a plugin did not build", async () => {
    await expect(openHost({ notes, plugin: "broken" })).rejects.toThrow(/does not build:\n[\s\S]*broken\.ts/);
  });

  it("can open the page without any plugin, and a fence is then plain code", async () => {
    const host = await openHost({ notes, note: "Note.md", plugin: null });
    expect(await host.page.locator("pre > code.language-probe").count()).toBe(4);
  });
});
