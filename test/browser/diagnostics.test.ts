// A block with a mistake says where it is and how to put it right, and the last good picture stays.

import { describe, expect, it } from "vitest";
import { openHost } from "../support/browser.ts";
import { block, changedText, noteWith, pictureText } from "./block.ts";

const GOOD = "scenario: lost-syn\nnetwork: { rtt: 80ms }";
const NOTE = noteWith("# Title\n\nBLOCK\n\nEnd.\n", GOOD);

describe.each(["reading", "live"] as const)("a block that is broken in the %s view", (view) => {
  it("shows the line, the offending text and the remedy, below them the last good picture", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view });
    const picture = await pictureText(block(host.page));
    const broken = NOTE.replace("rtt:", "rt:");
    await host.writeElsewhere(broken);
    const card = block(host.page).getByRole("alert");
    await card.waitFor();
    expect(await card.locator("code").evaluate(({ childNodes }) => Array.from(childNodes, (node) => (node.nodeType === 3 ? node : node.firstChild)?.textContent).join(""))).toBe("network: { rt: 80ms }");
    expect(await card.locator("mark").evaluate((mark) => mark.firstChild?.textContent)).toBe("rt");
    expect(await card.locator(".handshake-excerpt-line").innerText()).toBe("2");
    expect(await pictureText(block(host.page))).toBe(picture);
    expect(await block(host.page).locator(".handshake-old").count()).toBe(1);

    await card.getByRole("button", { name: /rtt/u }).click();
    expect(await changedText(host, broken)).toBe(NOTE);
    await expect.poll(() => block(host.page).getByRole("alert").count()).toBe(0);
    await expect.poll(() => pictureText(block(host.page))).toBe(picture);
    expect(await block(host.page).locator(".handshake-old").count()).toBe(0);
  });
});

describe("a block with a mistake", () => {
  it("puts carets below the offending text, exactly as wide, in Korean too", async () => {
    const host = await openHost({ notes: { "A.md": noteWith("BLOCK\n", "scenario: 세방향악수") }, view: "reading", lang: "ko" });
    const mark = block(host.page).locator("mark");
    const [above, carets] = [await mark.boundingBox(), await mark.locator(".handshake-carets").boundingBox()];
    if (above === null || carets === null) throw new Error("nothing is marked");
    expect(carets.x).toBeCloseTo(above.x, 0);
    expect(carets.width).toBeCloseTo(above.width, 0);
    expect(carets.y).toBeGreaterThanOrEqual(above.y + above.height - 1);
  });

  it("shows no more than three at once, and says how many follow", async () => {
    const wrong = ["one", "two", "three", "four", "five"].map((key) => `${key}: 1`).join("\n");
    const host = await openHost({ notes: { "A.md": noteWith("BLOCK\n", `scenario: lost-syn\n${wrong}`) }, view: "reading" });
    await expect.poll(() => block(host.page).locator(".handshake-diagnostics li").count()).toBe(3);
    expect(await block(host.page).locator(".handshake-diagnostics-more").innerText()).toContain("2");
  });

  it("is drawn all the same when only a warning is due, and says so below the picture", async () => {
    const host = await openHost({ notes: { "A.md": noteWith("BLOCK\n", "scenario: lost-syn\ncontrols: [network.rtt, network.lost]") }, view: "reading" });
    const note = block(host.page).getByRole("note");
    await note.waitFor();
    expect(await note.locator("mark").evaluate((mark) => mark.firstChild?.textContent)).toBe("network.lost");
    const [drawing, card] = [await block(host.page).locator(".handshake-drawing").boundingBox(), await note.boundingBox()];
    expect(card?.y ?? 0).toBeGreaterThan((drawing?.y ?? 0) + (drawing?.height ?? Infinity) - 1);
  });

  it("never throws, whatever stands in it", async () => {
    const bodies = ["[", "- a\n- b", "scenario: [1]", "\t", "network: 5\nclient: []", "scenario: x: y", "&a [*a]", "script: 7", "?", "scenario: lost-syn\nscript:\n  - server dances"];
    const host = await openHost({ notes: { "A.md": noteWith(bodies.map(() => "BLOCK").join("\n\n"), ...bodies) }, view: "reading" });
    await expect.poll(() => host.page.locator(".handshake-block").count()).toBe(bodies.length);
    for (let nth = 0; nth < bodies.length; nth += 1) {
      expect(await block(host.page, nth).evaluate((element) => element.childElementCount), bodies[nth]).toBeGreaterThan(0);
    }
  });
});

describe("an empty block", () => {
  it.each(["reading", "live"] as const)("offers the presets in the %s view, and takes the one that is picked", async (view) => {
    const note = noteWith("Above.\n\nBLOCK\n\nBetween.\n\nBLOCK\n", "", "# only a comment");
    const host = await openHost({ notes: { "A.md": note }, view });
    await block(host.page, 0).locator("[data-preset=three-way-handshake]").click();
    const one = await changedText(host, note);
    expect(one).toBe(note.replace("```handshake\n```", "```handshake\nscenario: three-way-handshake\n```"));
    await block(host.page, 0).locator(".handshake-drawing").waitFor();
    await block(host.page, 1).locator("[data-preset=lost-syn]").click();
    expect(await changedText(host, one)).toBe(one.replace("# only a comment", "# only a comment\nscenario: lost-syn"));
    await block(host.page, 1).locator(".handshake-drawing").waitFor();
  });

  it("picks by the keyboard too", async () => {
    const note = noteWith("BLOCK\n\nEnd.\n", "");
    const host = await openHost({ notes: { "A.md": note }, view: "reading", lang: "ko" });
    const cards = block(host.page).getByRole("button");
    await cards.nth(0).focus();
    await host.page.keyboard.press("Tab");
    const name = await cards.nth(1).getAttribute("data-preset");
    await host.page.keyboard.press("Enter");
    expect(await changedText(host, note)).toContain(`scenario: ${name ?? ""}`);
  });
});
