// The walkthrough: commands, side view and picture in step.

import { describe, expect, it } from "vitest";
import { openHost, type Host } from "../support/browser.ts";
import { block, changedText, drag, noteWith, scrubber, slider } from "./block.ts";

const NOTE = noteWith("# Title\n\nBLOCK\n\nEnd.\n", "scenario: lost-syn");
const view = (host: Host): ReturnType<Host["page"]["locator"]> => host.page.locator(".handshake-walkthrough");
const place = (host: Host): Promise<string> => view(host).locator(".handshake-walk-place").innerText();
const title = (host: Host): Promise<string> => view(host).locator(".handshake-walk-heading").innerText();

/** The walkthrough's position as numbers: step and number of steps. */
async function step(host: Host): Promise<readonly number[]> {
  return ((await place(host)).match(/\d+/gu) ?? []).map(Number);
}

describe("the walkthrough", () => {
  it.each(["reading", "live"] as const)("leads through the run by commands, and the picture goes along, in the %s view", async (mode) => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: mode });
    expect(await host.command("handshake:next-step")).toBe(false);
    expect(await host.command("handshake:start-walkthrough")).toBe(true);
    await expect.poll(() => step(host)).toEqual([1, expect.any(Number)]);
    const [, count = 0] = await step(host);
    expect(count).toBeGreaterThan(3);
    const titles = [await title(host)];
    const times = [Number(await scrubber(block(host.page)).inputValue())];
    for (let index = 2; index <= count; index += 1) {
      expect(await host.command("handshake:next-step")).toBe(true);
      await expect.poll(() => step(host)).toEqual([index, count]);
      titles.push(await title(host));
      times.push(Number(await scrubber(block(host.page)).inputValue()));
    }
    expect(new Set(titles).size).toBeGreaterThan(count / 2);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeGreaterThan(times[0] ?? Infinity);
    await host.command("handshake:next-step");
    expect(await step(host)).toEqual([count, count]);
    await host.command("handshake:previous-step");
    await expect.poll(() => step(host)).toEqual([count - 1, count]);
    await host.command("handshake:stop-walkthrough");
    await expect.poll(() => view(host).count()).toBe(0);
    expect(await host.command("handshake:next-step")).toBe(false);
  });

  it("brings the diagram into view where the note is longer than the window", async () => {
    const long = noteWith(`# Title\n\n${"Much is said before.\n\n".repeat(60)}BLOCK\n`, "scenario: lost-syn");
    const host = await openHost({ notes: { "A.md": long }, view: "reading" });
    const top = (): Promise<number> => block(host.page).evaluate((element) => element.getBoundingClientRect().top / window.innerHeight);
    expect(await top()).toBeGreaterThan(1);
    await host.command("handshake:start-walkthrough");
    await expect.poll(top).toBeLessThan(1);
  });

  it("speaks in both voices and names the clause", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await host.command("handshake:start-walkthrough");
    await view(host).locator(".mod-analogy p").waitFor();
    expect((await view(host).locator(".mod-analogy p").innerText()).length).toBeGreaterThan(10);
    expect((await view(host).locator(".mod-technical p").innerText()).length).toBeGreaterThan(10);
    expect(await view(host).locator("dl").innerText()).toMatch(/RFC \d+ §/u);
  });

  it("follows the picture when the reader moves that", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await host.command("handshake:start-walkthrough");
    await expect.poll(() => step(host)).toEqual([1, expect.any(Number)]);
    const [, count] = await step(host);
    await block(host.page).locator("[data-focus=picture]").focus();
    await host.page.keyboard.press("End");
    await expect.poll(async () => (await step(host))[0]).toBeGreaterThan(1);
    await host.page.keyboard.press("Home");
    await expect.poll(() => step(host)).toEqual([1, count]);
  });

  it("works by the keyboard alone", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await host.command("handshake:start-walkthrough");
    await expect.poll(() => host.page.evaluate(() => document.activeElement?.getAttribute("data-focus"))).toBe("next");
    await host.page.keyboard.press("Enter");
    await expect.poll(async () => (await step(host))[0]).toBe(2);
    await host.page.keyboard.press("ArrowRight");
    await expect.poll(async () => (await step(host))[0]).toBe(3);
    await host.page.keyboard.press("ArrowLeft");
    await expect.poll(async () => (await step(host))[0]).toBe(2);
    await host.page.keyboard.press("Tab");
    await host.page.keyboard.press("Enter");
    await expect.poll(() => view(host).count()).toBe(0);
  });

  it("goes on in the new picture when the app makes the block anew, and tells the new values", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await host.command("handshake:start-walkthrough");
    for (let index = 0; index < 2; index += 1) await host.command("handshake:next-step");
    await expect.poll(async () => (await step(host))[0]).toBe(3);
    const runs = await host.runs();
    await drag(host.page, slider(block(host.page), "network.rtt"), 0.7);
    await host.page.mouse.up();
    await changedText(host, NOTE);
    await expect.poll(() => host.runs()).toBeGreaterThan(runs);
    expect((await step(host))[0]).toBe(3);
    const before = await scrubber(block(host.page)).inputValue();
    await host.command("handshake:next-step");
    await host.command("handshake:next-step");
    await expect.poll(() => scrubber(block(host.page)).inputValue()).not.toBe(before);
  });

  it("says what to do when there is nothing to walk through", async () => {
    const host = await openHost({ notes: { "A.md": "Nothing.", "B.md": noteWith("BLOCK\n", "scenario: nonsense") }, note: "A.md", view: "reading" });
    await host.command("handshake:start-walkthrough");
    await expect.poll(() => host.notices()).toEqual([expect.stringContaining("Insert diagram")]);
    await host.openNote("B.md");
    await host.command("handshake:start-walkthrough");
    await expect.poll(async () => (await host.notices()).length).toBe(2);
    expect(await view(host).count()).toBe(0);
  });

  it("takes the diagram that was used last, else the first in view", async () => {
    const two = noteWith("BLOCK\n\nBetween.\n\nBLOCK\n", "scenario: lost-syn\ntitle: Upper", "scenario: lost-ack\ntitle: Lower");
    const host = await openHost({ notes: { "A.md": two }, view: "reading" });
    await host.command("handshake:start-walkthrough");
    await expect.poll(() => view(host).innerText()).toContain("Upper");
    await host.command("handshake:stop-walkthrough");
    await slider(block(host.page, 1), "network.rtt").focus();
    await host.command("handshake:start-walkthrough");
    await expect.poll(() => view(host).innerText()).toContain("Lower");
  });

  it("finds a diagram that the editor has not drawn yet", async () => {
    const far = `${"Words.\n\n".repeat(300)}${NOTE}`;
    const host = await openHost({ notes: { "A.md": far }, view: "live" });
    expect(await block(host.page).count()).toBe(0);
    await host.command("handshake:start-walkthrough");
    await expect.poll(() => step(host)).toEqual([1, expect.any(Number)]);
    await block(host.page).waitFor();
    await host.command("handshake:next-step");
    await host.command("handshake:next-step");
    await expect.poll(async () => Number(await scrubber(block(host.page)).inputValue())).toBeGreaterThanOrEqual(0);
  });

  it("ends when its view is closed, and the view offers to start again", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await host.command("handshake:start-walkthrough");
    await expect.poll(() => step(host)).toEqual([1, expect.any(Number)]);
    await host.page.evaluate(() => { for (const leaf of window.hostPage.app.workspace.getLeavesOfType("handshake-walkthrough")) leaf.detach(); });
    expect(await host.command("handshake:next-step")).toBe(false);
  });
});
