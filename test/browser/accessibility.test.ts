// The block for those who use no mouse and for those who do not see it.

import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { axeFile, openHost } from "../support/browser.ts";
import { block, changedText, focused, noteWith, slider } from "./block.ts";

const NOTE = noteWith("# Title\n\nBLOCK\n\nBLOCK\n\nBLOCK\n\nBLOCK\n", "scenario: lost-syn", "", "scenario: lost-sin", "scenario: lost-ack\ncontrols: [network.rtt, network.seed, stack, network.none]");

/** What axe finds in the page's blocks and the walkthrough, in one line each. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: axeFile() });
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }> } };
    const context = { include: [[".handshake-block"], ...(document.querySelector(".handshake-walkthrough") === null ? [] : [[".handshake-walkthrough"]])] };
    const { violations } = await axe.run(context, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
  });
}

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  it.each(["en", "ko"] as const)("axe finds nothing (%s)", async (lang) => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading", theme, lang, reducedMotion: true });
    await block(host.page).locator("[data-focus=picture]").focus();
    await host.page.keyboard.press("Enter");
    await block(host.page).locator(".handshake-card-note").waitFor();
    await host.command("handshake:start-walkthrough");
    await host.page.locator(".handshake-walk-heading").waitFor();
    expect(await findings(host.page)).toEqual([]);
  });

  it("axe finds nothing on a phone", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading", theme, width: 360, reducedMotion: true });
    await block(host.page).waitFor();
    expect(await findings(host.page)).toEqual([]);
  });
});

describe("by the keyboard alone", () => {
  it("every part is reached in order, and each says what it is", async () => {
    const host = await openHost({ notes: { "A.md": noteWith("BLOCK\n", "scenario: three-way-handshake") }, view: "reading" });
    await block(host.page).locator("[data-focus=picture]").focus();
    const stops: (string | null)[] = [await focused(host.page)];
    for (let press = 0; press < 30 && stops.at(-1) !== "note:https"; press += 1) {
      await host.page.keyboard.press("Tab");
      stops.push(await focused(host.page));
    }
    const controls = ["value:network.rtt", "value:network.loss", "value:client.isn", "value:server.isn"];
    expect(stops.filter((stop) => controls.includes(stop ?? ""))).toEqual(controls);
    expect(stops.slice(-6)).toEqual(["note:tcp", "note:udp", "note:four-way-handshake", "note:syn-flooding", "note:ssh", "note:https"]);
    expect(await slider(block(host.page), "network.rtt").getAttribute("aria-valuetext")).toBe("100 ms");
  });

  it("a value is changed, seen, kept and reset", async () => {
    const note = noteWith("Above.\n\nBLOCK\n", "scenario: three-way-handshake");
    const host = await openHost({ notes: { "A.md": note }, view: "reading" });
    await slider(block(host.page), "network.loss").focus();
    await host.page.keyboard.press("ArrowUp");
    await host.page.keyboard.press("ArrowUp");
    const kept = await changedText(host, note);
    expect(kept).toContain("loss: 2%");
    await expect.poll(() => focused(host.page)).toBe("value:network.loss");
    await host.page.keyboard.press("Shift+Tab");
    await expect.poll(() => focused(host.page)).toBe("reset:network.loss");
    await host.page.keyboard.press("Enter");
    expect(await changedText(host, kept)).toContain("loss: 0%");
  });
});
