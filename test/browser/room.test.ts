// What stands in the room that it has: nothing sticks out, nothing is squeezed, and a finger hits what it means.

import { describe, expect, it } from "vitest";
import type { Locator } from "playwright-core";
import { openHost, type Host } from "../support/browser.ts";
import { block, noteWith } from "./block.ts";

const PHONE = 360;
const NOTE_WIDTHS = [PHONE, 700, 900] as const;

async function open(preset: string, width: number, lang: "en" | "ko", theme: "light" | "dark" = "light"): Promise<Host> {
  const host = await openHost({ notes: { "A.md": noteWith("BLOCK\n", `scenario: ${preset}`) }, view: "reading", width, lang, theme, reducedMotion: true });
  await block(host.page).locator("[data-focus=picture]").waitFor();
  return host;
}

/** The parts of an element, drawings aside, that reach beyond its left or right edge, by class and text. */
function stickingOut(within: Locator): Promise<string[]> {
  return within.evaluate((root) => {
    const frame = root.getBoundingClientRect();
    return [...root.querySelectorAll("*")].flatMap((part) => {
      const { left, right, width } = part.getBoundingClientRect();
      const drawn = part.closest("svg, .handshake-table-frame, .handshake-scrubber, .handshake-hidden, .handshake-side .is-crowded-out") !== null;
      return drawn || width === 0 || (left >= frame.left - 1 && right <= frame.right + 1) ? [] : [`${part.className} ${part.textContent.slice(0, 40)}`];
    });
  });
}

describe.each(["en", "ko"] as const)("in %s", (lang) => {
  it.each(["lost-fin", "tls-1-3", "bigger-backlog", "tcp-beside-udp"])("no part of %s sticks out of its block", async (preset) => {
    for (const width of NOTE_WIDTHS) {
      const host = await open(preset, width, lang);
      expect([width, await stickingOut(block(host.page).locator(".handshake-diagram"))]).toEqual([width, []]);
      await host.close();
    }
  });

  it.each([[PHONE, "dark"], [1100, "light"]] as const)("the card holds the lists of a KEXINIT, unfolded, at %i pixels", async (width, theme) => {
    const host = await open("ssh-public-key", width, lang, theme);
    const diagram = block(host.page);
    await diagram.locator("[data-focus=picture]").focus();
    await host.page.keyboard.press("Enter");
    const fold = diagram.locator(".handshake-card details", { hasText: "KEXINIT" }).first();
    for (let turn = 0; turn < 20 && (await fold.count()) === 0; turn += 1) await diagram.locator("[data-focus=card-next]").click();
    await fold.locator("summary").click();
    const card = diagram.locator(".handshake-card");
    await expect.poll(() => fold.evaluate((details: HTMLDetailsElement) => details.open)).toBe(true);
    expect(await stickingOut(card)).toEqual([]);
    const narrowest = await fold.locator(".handshake-card-fields .handshake-card-value").evaluateAll((values) =>
      Math.min(...values.filter(({ textContent }) => textContent.length > 20).map((value) => value.getBoundingClientRect().width)));
    expect(narrowest).toBeGreaterThan(100);
    if (width === PHONE) return;
    const [inner, outer] = [await card.boundingBox(), await diagram.locator(".handshake-stage").boundingBox()];
    expect((inner?.y ?? 0) + (inner?.height ?? 0)).toBeLessThanOrEqual((outer?.y ?? 0) + (outer?.height ?? 0) + 1);
  });
});

describe("on a phone", () => {
  it.each(["tls-1-3", "syn-flood", "zero-window"])("every control of %s is as large as a finger", async (preset) => {
    const host = await open(preset, PHONE, "en");
    const diagram = block(host.page);
    await diagram.locator("[data-focus=picture]").focus();
    await host.page.keyboard.press("Enter");
    await diagram.locator(".handshake-card").waitFor();
    const small = await diagram.evaluate((root) => [...root.querySelectorAll("button, summary, select, input, a[href]")].flatMap((control) => {
      const { width, height } = control.getBoundingClientRect();
      return height === 0 || (height >= 44 && width >= 44) ? [] : [`${control.className} ${control.getAttribute("data-focus") ?? ""} ${String(Math.round(width))}×${String(Math.round(height))}`];
    }));
    expect(small).toEqual([]);
  });
});

describe("the focus ring of the picture", () => {
  it("is seen beside the row of participants, which would cover it", async () => {
    const host = await open("ssh-public-key", 1100, "en");
    const stage = block(host.page).locator("[data-focus=picture]");
    await host.page.keyboard.press("Tab");
    for (let press = 0; press < 12 && !(await stage.evaluate((element) => element.matches(":focus-visible"))); press += 1) await host.page.keyboard.press("Tab");
    const row = await block(host.page).locator(".handshake-participants").evaluate((element) => getComputedStyle(element).boxShadow);
    expect(row).not.toBe("none");
    expect(await stage.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe("solid");
  });
});
