// UDP beside TCP: one client between two servers, both under the same network, each counted at its own foot.

import { describe, expect, it } from "vitest";
import { openHost, type Host } from "../support/browser.ts";
import { block, changedText, drag, noteWith, pictureText, slider } from "./block.ts";

const NOTE = noteWith("# Title\n\nBLOCK\n", "scenario: tcp-beside-udp\nnetwork: { loss: 0% }");

/** What stands at the foot of the picture, one text for each server, from left to right. */
function tallies(host: Host): Promise<readonly string[]> {
  return block(host.page).locator(".handshake-tally").evaluateAll((groups) => groups
    .map((group) => ({ x: group.getBoundingClientRect().left, text: group.textContent }))
    .sort((a, b) => a.x - b.x)
    .map(({ text }) => text));
}

async function open(lang: "en" | "ko" = "en"): Promise<Host> {
  const host = await openHost({ notes: { "A.md": NOTE }, view: "reading", reducedMotion: true, lang });
  await block(host.page).locator("[data-focus=picture]").focus();
  await host.page.keyboard.press("End");
  return host;
}

describe("TCP beside UDP", () => {
  it("stands on both sides of one client", async () => {
    const host = await open();
    await expect.poll(() => block(host.page).locator(".handshake-participant-name").allTextContents()).toEqual(["Server (UDP)", "Client", "Server (TCP)"]);
    const text = await pictureText(block(host.page));
    expect(text).toMatch(/UDP/u);
    expect(text).toMatch(/SYN\+ACK/u);
  });

  it("counts at each foot what came in time, what came late and what never came", async () => {
    const host = await open();
    await expect.poll(async () => (await tallies(host)).length).toBeGreaterThan(1);
    const [udp = "", tcp = ""] = await tallies(host);
    expect(udp).toMatch(/7 of 8/u);
    expect(tcp).toMatch(/of 8/u);
    expect(tcp).toMatch(/late/u);
  });

  it("puts both under the same loss when the reader raises it, and writes it once", async () => {
    const host = await open();
    const before = await tallies(host);
    await drag(host.page, slider(block(host.page), "network.loss"), 0.6);
    await expect.poll(() => tallies(host)).not.toEqual(before);
    await host.page.mouse.up();
    const text = await changedText(host, NOTE);
    expect(text).toMatch(/loss: \d+%/u);
    expect(text.replace(/loss: \d+%/u, "loss: 0%")).toBe(NOTE);
  });

  it("speaks Korean where the reader does", async () => {
    const host = await open("ko");
    await expect.poll(async () => (await tallies(host)).join(" ")).toMatch(/제때/u);
  });

  it("is in the table too, datagrams and segments", async () => {
    const host = await open();
    await block(host.page).locator("[data-focus=table]").click();
    const rows = block(host.page).locator(".handshake-table tbody tr");
    await expect.poll(() => rows.filter({ hasText: "UDP" }).count()).toBeGreaterThanOrEqual(8);
    expect(await rows.filter({ hasText: "SYN+ACK" }).count()).toBe(1);
  });
});
