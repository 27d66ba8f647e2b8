// The chips below the picture: to the right notes, as the app's own links.

import { describe, expect, it } from "vitest";
import { openHost } from "../support/browser.ts";
import { block, noteWith } from "./block.ts";

const NOTE = noteWith("# Title\n\nBLOCK\n\nEnd.\n", "scenario: three-way-handshake");
const VAULT = {
  "3-Way.md": NOTE,
  "250917-TCP.md": "# TCP",
  "net/250917-SYN-Flooding.md": "# Flood",
  "net/goodbye.md": "---\naliases: [4-웨이 핸드셰이크]\n---\n# Bye",
};

describe("chips", () => {
  it("lead to notes by name or alias, and look unresolved where there is none", async () => {
    const host = await openHost({ notes: VAULT, note: "3-Way.md", view: "reading" });
    const chips = block(host.page).locator(".handshake-chip");
    expect(await chips.evaluateAll((all) => all.map((chip) => [chip.getAttribute("data-subject"), chip.getAttribute("data-href"), chip.classList.contains("is-unresolved")]))).toEqual([
      ["tcp", "250917-TCP", false],
      ["udp", "UDP", true],
      ["four-way-handshake", "goodbye", false],
      ["syn-flooding", "250917-SYN-Flooding", false],
      ["ssh", "SSH", true],
      ["https", "HTTPS", true],
    ]);
  });

  it("preview on hover and open on click, in a new tab with the modifier", async () => {
    const host = await openHost({ notes: VAULT, note: "3-Way.md", view: "live" });
    const tcp = block(host.page).locator("[data-subject=tcp]");
    await tcp.hover();
    await expect.poll(() => host.hoverLinks()).toEqual([{ source: "handshake", linktext: "250917-TCP", sourcePath: "3-Way.md" }]);
    await tcp.click({ modifiers: ["ControlOrMeta"] });
    await expect.poll(() => host.openedLinks()).toEqual(["250917-TCP"]);
  });

  it("create a note as the app does when it does not exist yet", async () => {
    const host = await openHost({ notes: VAULT, note: "3-Way.md", view: "reading" });
    await block(host.page).locator("[data-subject=udp]").press("Enter");
    await expect.poll(() => host.openedLinks()).toEqual(["UDP"]);
    await expect.poll(() => host.page.evaluate(() => window.hostPage.text("UDP.md"))).not.toBeNull();
  });

  it("take the name for a new note from a link that the note has already", async () => {
    const note = `See [[250917-UDP|UDP]] later.\n\n${NOTE}`;
    const host = await openHost({ notes: { "3-Way.md": note }, view: "reading" });
    await expect.poll(() => block(host.page).locator("[data-subject=udp]").getAttribute("data-href")).toBe("250917-UDP");
    expect(await block(host.page).locator("[data-subject=udp]").getAttribute("class")).toContain("is-unresolved");
    expect(await block(host.page).locator("[data-subject=ssh]").getAttribute("data-href")).toBe("SSH");
  });

  it("follow the block's own links", async () => {
    const body = "scenario: lost-syn\nlinks: { tcp: \"[[net/goodbye|안녕]]\", udp: \"[[Nowhere]]\" }";
    const host = await openHost({ notes: { ...VAULT, "3-Way.md": noteWith("BLOCK\n", body) }, note: "3-Way.md", view: "reading" });
    const tcp = block(host.page).locator("[data-subject=tcp]");
    expect(await tcp.innerText()).toBe("안녕");
    expect(await tcp.getAttribute("class")).not.toContain("is-unresolved");
    expect(await block(host.page).locator("[data-subject=udp]").getAttribute("class")).toContain("is-unresolved");
  });

  it("look again when notes come or get other names", async () => {
    const host = await openHost({ notes: VAULT, note: "3-Way.md", view: "reading" });
    const ssh = block(host.page).locator("[data-subject=ssh]");
    expect(await ssh.getAttribute("class")).toContain("is-unresolved");
    await host.writeElsewhere("---\naliases: [Secure Shell]\n---\n", "net/remote.md");
    await expect.poll(() => ssh.getAttribute("data-href"), { timeout: 5000 }).toBe("remote");
    expect(await ssh.getAttribute("class")).not.toContain("is-unresolved");
  });

  it("leave the note out that they stand in", async () => {
    const host = await openHost({ notes: { "TCP.md": NOTE }, view: "reading" });
    expect(await block(host.page).locator("[data-subject=tcp]").count()).toBe(0);
    expect(await block(host.page).locator("[data-subject=udp]").count()).toBe(1);
  });

  it("are joined by a link in the card of the selected segment", async () => {
    const host = await openHost({ notes: VAULT, note: "3-Way.md", view: "reading" });
    await block(host.page).locator("[data-focus=picture]").focus();
    await host.page.keyboard.press("Enter");
    const link = block(host.page).locator(".handshake-card-note");
    await expect.poll(() => link.getAttribute("data-href")).toBe("250917-TCP");
    await link.click();
    await expect.poll(() => host.openedLinks()).toEqual(["250917-TCP"]);
  });
});
