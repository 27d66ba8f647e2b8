// Setting a value in the note: the picture follows, letting go writes once, and nothing else in the note changes.

import { describe, expect, it } from "vitest";
import { openHost, type Host } from "../support/browser.ts";
import { block, changedText, drag, drawn, focused, noteWith, pictureText, scrubber, slider, valueOf } from "./block.ts";

const BODY = "scenario: three-way-handshake # first\nnetwork: { rtt: 100ms, loss: 0% } # comment\nclient:\n    isn: 100";
const NOTE = noteWith("---\ntags: [net]\n---\n# Title\n\nAbove.\n\nBLOCK\n\nBelow.\n", BODY);

/** Drags the round-trip time and lets go; gives the value as the block writes it. */
async function setRtt(host: Host, share: number, nth = 0): Promise<string> {
  await drag(host.page, slider(block(host.page, nth), "network.rtt"), share);
  const shown = valueOf(block(host.page, nth), "network.rtt");
  await expect.poll(() => shown.innerText()).not.toBe("100 ms");
  const value = await shown.innerText();
  await host.page.mouse.up();
  return value.replace(" ", "");
}

describe.each(["reading", "live"] as const)("dragging the round-trip time in the %s view", (view) => {
  it("moves the picture, and on release writes exactly one value", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view });
    const before = await pictureText(block(host.page));
    const runs = await host.runs();
    await drag(host.page, slider(block(host.page), "network.rtt"), 0.4);
    await expect.poll(() => pictureText(block(host.page))).not.toBe(before);
    const during = await pictureText(block(host.page));
    const shown = await valueOf(block(host.page), "network.rtt").innerText();
    expect(await host.text()).toBe(NOTE);
    await host.page.mouse.up();

    expect(await changedText(host, NOTE)).toBe(NOTE.replace("rtt: 100ms", `rtt: ${shown.replace(" ", "")}`));
    await expect.poll(() => host.runs()).toBe(runs + 1);
    await expect.poll(() => focused(host.page)).toBe("value:network.rtt");
    expect(await valueOf(block(host.page), "network.rtt").innerText()).toBe(shown);
    expect(await pictureText(block(host.page))).toBe(during);
    expect(await host.notices()).toEqual([]);
  });

  it("keeps playhead, selection, scroll position and height while the app makes the block anew", async () => {
    const host = await openHost({ notes: { "A.md": `${"Words.\n\n".repeat(6)}${NOTE}${"More.\n\n".repeat(30)}` }, view });
    const picture = block(host.page).locator("[data-focus=picture]");
    await picture.focus();
    await host.page.keyboard.press("Home");
    for (let step = 0; step < 3; step += 1) await host.page.keyboard.press("ArrowRight");
    await host.page.keyboard.press("Enter");
    await expect.poll(() => block(host.page).locator(".handshake-card-note").count()).toBe(1);
    await drag(host.page, slider(block(host.page), "client.isn"), 0.5);
    await expect.poll(() => valueOf(block(host.page), "client.isn").innerText()).not.toBe("100");
    const look = async (): Promise<unknown> => ({
      at: await scrubber(block(host.page)).getAttribute("aria-valuetext"),
      card: await block(host.page).locator(".handshake-card-note").count(),
      box: await block(host.page).boundingBox(),
    });
    const before = await look();
    const runs = await host.runs();
    await host.page.mouse.up();
    await expect.poll(() => host.runs()).toBeGreaterThan(runs);
    await expect.poll(() => focused(host.page)).toBe("value:client.isn");
    expect(await look()).toEqual(before);
  });

  it("writes beside a change that comes from elsewhere while the slider is held", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view });
    await drag(host.page, slider(block(host.page), "network.rtt"), 0.4);
    await expect.poll(() => valueOf(block(host.page), "network.rtt").innerText()).not.toBe("100 ms");
    const elsewhere = (note: string): string => note.replace("Above.", "Above, with words\n\nand another paragraph.").replace("Below.", "Below as well.");
    const value = (await valueOf(block(host.page), "network.rtt").innerText()).replace(" ", "");
    await host.writeElsewhere(elsewhere(await host.text()));
    await expect.poll(async () => (await valueOf(block(host.page), "network.rtt").innerText()).replace(" ", "")).toBe(value);
    await host.page.mouse.up();
    await expect.poll(() => host.text(), { timeout: 5000 }).toBe(elsewhere(NOTE).replace("rtt: 100ms", `rtt: ${value}`));
    await drawn(host.page);
    expect(await host.text()).toBe(elsewhere(NOTE).replace("rtt: 100ms", `rtt: ${value}`));
    expect(await host.notices()).toEqual([]);
  });

  it("loses neither the value nor a change that another hand makes in the same block meanwhile", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view });
    await drag(host.page, slider(block(host.page), "network.rtt"), 0.4);
    const value = (await valueOf(block(host.page), "network.rtt").innerText()).replace(" ", "");
    const runs = await host.runs();
    const elsewhere = NOTE.replace("isn: 100", "isn: 7");
    await host.writeElsewhere(elsewhere);
    await expect.poll(() => host.runs()).toBeGreaterThan(runs);
    await host.page.mouse.up();
    await expect.poll(() => host.text(), { timeout: 5000 }).toBe(elsewhere.replace("rtt: 100ms", `rtt: ${value}`));
    expect(await host.notices()).toEqual([]);
  });

  it("does not let go of the slider when a warning below it moves in the text", async () => {
    const note = noteWith("Above.\n\nBLOCK\n", "scenario: lost-syn\nnetwork: { rtt: 90ms }\ncontrols: [network.rtt, network.rte]");
    const host = await openHost({ notes: { "A.md": note }, view });
    await drag(host.page, slider(block(host.page), "network.rtt"), 0.7);
    const value = (await valueOf(block(host.page), "network.rtt").innerText()).replace(" ", "");
    expect(value).not.toBe("90ms");
    expect(await focused(host.page)).toBe("value:network.rtt");
    expect(await block(host.page).locator("mark").evaluate((mark) => mark.firstChild?.textContent)).toBe("network.rte");
    await host.page.mouse.up();
    expect(await changedText(host, note)).toBe(note.replace("90ms", value));
  });

  it("keeps CRLF and everything else byte for byte", async () => {
    const note = NOTE.replaceAll("\n", "\r\n");
    const host = await openHost({ notes: { "A.md": note }, view });
    const value = await setRtt(host, 0.6);
    expect(await changedText(host, note)).toBe(note.replace("rtt: 100ms", `rtt: ${value}`));
  });

  it("writes into a block of a callout, its marks kept", async () => {
    const note = `Above.\n\n> [!note] Try it\n${noteWith("BLOCK", BODY).split("\n").map((line) => `> ${line}`).join("\n")}\n\nBelow.\n`;
    const host = await openHost({ notes: { "A.md": note }, view });
    const value = await setRtt(host, 0.3);
    expect(await changedText(host, note)).toBe(note.replace("rtt: 100ms", `rtt: ${value}`));
  });
});

describe("a note in two panes", () => {
  it("keeps the focus in the pane that the reader is in, and shows the value in both", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "both", width: 1700 });
    for (const nth of [0, 1]) {
      const before = await host.text();
      const input = slider(block(host.page, nth), nth === 0 ? "network.rtt" : "network.loss");
      await drag(host.page, input, 0.5);
      await host.page.mouse.up();
      await changedText(host, before);
      await expect.poll(() => focused(host.page)).toBe(nth === 0 ? "value:network.rtt" : "value:network.loss");
      await expect.poll(() => block(host.page, nth).evaluate((element) => element.contains(document.activeElement))).toBe(true);
      const key = nth === 0 ? "network.rtt" : "network.loss";
      await expect.poll(async () => await valueOf(block(host.page, 0), key).innerText() === await valueOf(block(host.page, 1), key).innerText()).toBe(true);
    }
  });
});

describe("two equal blocks in one note", () => {
  const TWO = noteWith("# Two\n\nBLOCK\n\nBetween.\n\nBLOCK\n\nEnd.\n", BODY, BODY);
  const second = (note: string, value: string): string => {
    const at = note.lastIndexOf("rtt: 100ms");
    return `${note.slice(0, at)}rtt: ${value}${note.slice(at + "rtt: 100ms".length)}`;
  };

  it.each(["reading", "live"] as const)("are told apart by the app's lines in the %s view", async (view) => {
    const host = await openHost({ notes: { "A.md": TWO }, view });
    const value = await setRtt(host, 0.5, 1);
    expect(await changedText(host, TWO)).toBe(second(TWO, value));
    await expect.poll(() => focused(host.page)).toBe("value:network.rtt");
    await expect.poll(() => block(host.page, 1).evaluate((element) => element.contains(document.activeElement))).toBe(true);
    expect(await valueOf(block(host.page, 0), "network.rtt").innerText()).toBe("100 ms");
  });

  it.each(["stale", "stale-lines"] as const)("are not mixed up by %s section information", async (mode) => {
    const host = await openHost({ notes: { "A.md": TWO }, view: "reading" });
    await host.sectionInfo(mode);
    // As many lines go in above as lie between the blocks: on the old lines of the second now stands the first.
    const lines = TWO.split("\n");
    const between = lines.lastIndexOf("```handshake") - lines.indexOf("```handshake");
    const moved = `${"x\n".repeat(between)}${TWO}`;
    await host.writeElsewhere(moved);
    await expect.poll(() => host.page.locator("p", { hasText: "x" }).count()).toBeGreaterThan(0);
    const value = await setRtt(host, 0.5, 1);
    const settled = async (): Promise<boolean> => (await host.text()) !== moved || (await host.notices()).length > 0;
    await expect.poll(settled).toBe(true);
    expect([moved, second(moved, value)]).toContain(await host.text());
    if ((await host.text()) === moved) await expect.poll(() => valueOf(block(host.page, 1), "network.rtt").innerText()).toBe("100 ms");
  });

  it("are left alone when the app says nothing about lines, and the reader is told", async () => {
    const host = await openHost({ notes: { "A.md": TWO, "B.md": "Nothing here." }, note: "B.md", view: "reading" });
    await host.sectionInfo("null");
    await host.openNote("A.md");
    await setRtt(host, 0.5, 1);
    await expect.poll(() => host.notices()).toHaveLength(1);
    expect(await host.text()).toBe(TWO);
    await expect.poll(() => valueOf(block(host.page, 1), "network.rtt").innerText()).toBe("100 ms");
  });
});

describe("a single block", () => {
  it.each(["stale", "stale-lines", "null"] as const)("is found with %s section information too", async (mode) => {
    const host = await openHost({ notes: { "A.md": NOTE, "B.md": "Nothing here." }, note: "B.md", view: "reading" });
    await host.sectionInfo(mode);
    await host.openNote("A.md");
    const moved = `New first line.\n\n${NOTE}`;
    await host.writeElsewhere(moved);
    const value = await setRtt(host, 0.5);
    expect(await changedText(host, moved)).toBe(moved.replace("rtt: 100ms", `rtt: ${value}`));
  });

  it("is not written to when it has changed in the note meanwhile, and the reader is told", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await host.latency(300);
    await setRtt(host, 0.5);
    const changed = NOTE.replace("isn: 100", "isn: 7");
    await host.writeElsewhere(changed);
    await expect.poll(async () => (await host.notices()).length > 0 || (await host.text()) !== changed, { timeout: 5000 }).toBe(true);
    const after = await host.text();
    expect(after).toContain("isn: 7");
    expect(after.replace(/rtt: \d+ms/u, "rtt: 100ms")).toBe(changed);
  });

  it("puts the value back when the note is gone, and says so", async () => {
    const host = await openHost({ notes: { "A.md": NOTE, "B.md": "b" }, view: "reading" });
    await drag(host.page, slider(block(host.page), "network.rtt"), 0.5);
    await host.page.evaluate(() => {
      const file = window.hostPage.app.vault.getFileByPath("A.md");
      window.hostPage.app.vault.process = () => Promise.reject(new Error("The disk is full."));
      if (file === null) throw new Error("no file");
    });
    await host.page.mouse.up();
    await expect.poll(() => host.notices()).toEqual([expect.stringContaining("The disk is full.")]);
    await expect.poll(() => valueOf(block(host.page), "network.rtt").innerText()).toBe("100 ms");
    expect(await host.text()).toBe(NOTE);
  });
});

describe("the keyboard", () => {
  it("changes a value step by step and writes once after a pause, the focus staying where it is", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "live" });
    const writes = await countWrites(host);
    await slider(block(host.page), "network.rtt").focus();
    for (let press = 0; press < 5; press += 1) await host.page.keyboard.press("ArrowRight");
    expect(await changedText(host, NOTE)).toBe(NOTE.replace("rtt: 100ms", "rtt: 150ms"));
    await expect.poll(() => focused(host.page)).toBe("value:network.rtt");
    expect(await writes()).toBe(1);
  });

  it("loses no press while a write is under way", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "live" });
    await host.latency(150);
    await slider(block(host.page), "network.rtt").focus();
    const presses = 24;
    for (let press = 0; press < presses; press += 1) {
      await host.page.keyboard.press("ArrowRight", { delay: 15 });
      if (press % 8 === 7) await slider(block(host.page), "network.rtt").evaluate((input) => { input.blur(); input.focus(); });
    }
    const last = NOTE.replace("rtt: 100ms", `rtt: ${100 + presses * 10}ms`);
    await expect.poll(() => host.text(), { timeout: 15_000 }).toBe(last);
    await expect.poll(() => focused(host.page)).toBe("value:network.rtt");
    expect(await host.notices()).toEqual([]);
  });

  it("does not wait when the focus leaves", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await slider(block(host.page), "network.rtt").focus();
    await host.page.keyboard.press("End");
    await host.page.keyboard.press("Tab");
    expect(await changedText(host, NOTE)).toBe(NOTE.replace("rtt: 100ms", "rtt: 1000ms"));
  });
});

describe("a changed value", () => {
  it("is set apart, and a press sets it back to the preset's", async () => {
    const host = await openHost({ notes: { "A.md": NOTE.replace("rtt: 100ms", "rtt: 250ms") }, view: "reading" });
    const control = block(host.page).locator(".handshake-control", { hasText: "RTT" });
    await expect.poll(() => control.getAttribute("class")).toContain("is-changed");
    const reset = control.getByRole("button", { name: /RTT.*100/u });
    await reset.click();
    expect(await changedText(host, NOTE.replace("rtt: 100ms", "rtt: 250ms"))).toBe(NOTE);
    await expect.poll(() => control.getAttribute("class")).not.toContain("is-changed");
    await expect.poll(() => reset.count()).toBe(0);
  });

  it("waits for the reader where keeping is not automatic", async () => {
    const host = await openHost({ notes: { "A.md": NOTE }, view: "reading" });
    await host.page.evaluate(() => { window.hostPage.openSettings(); });
    const row = host.page.locator(".setting-item", { hasText: "Keep changes in the note" });
    await row.locator(".checkbox-container").click();
    await host.page.keyboard.press("Escape");
    await setRtt(host, 0.5);
    const keep = block(host.page).getByRole("button", { name: "Keep in note" });
    await keep.waitFor();
    expect(await host.text()).toBe(NOTE);
    const value = (await valueOf(block(host.page), "network.rtt").innerText()).replace(" ", "");
    await keep.click();
    expect(await changedText(host, NOTE)).toBe(NOTE.replace("rtt: 100ms", `rtt: ${value}`));
    await expect.poll(() => keep.count()).toBe(0);
  });
});

describe("a stepper", () => {
  it("steps by its buttons, takes typed numbers, and writes once", async () => {
    const note = noteWith("BLOCK\n", "scenario: lost-syn\ncontrols: [client.syn-retries]");
    const host = await openHost({ notes: { "A.md": note }, view: "reading" });
    const writes = await countWrites(host);
    const field = host.page.getByRole("spinbutton");
    await host.page.locator("[data-focus='plus:client.syn-retries']").click();
    await host.page.locator("[data-focus='plus:client.syn-retries']").click();
    await expect.poll(() => field.inputValue()).toBe("9");
    await host.page.locator("[data-focus='minus:client.syn-retries']").click();
    expect(await changedText(host, note)).toContain("syn-retries: 8");
    expect(await writes()).toBe(1);
    await expect.poll(() => focused(host.page)).toBe("minus:client.syn-retries");
    const once = await host.text();
    await host.page.getByRole("spinbutton").fill("3");
    await host.page.keyboard.press("Enter");
    expect(await changedText(host, once)).toBe(once.replace("syn-retries: 8", "syn-retries: 3"));
  });
});

describe("a value that is a word", () => {
  it("is shown as such, and gives way to a number", async () => {
    const note = noteWith("BLOCK\n", "scenario: lost-syn\ncontrols: [client.synack-retries, client.congestion, network.rate]");
    const host = await openHost({ notes: { "A.md": note }, view: "reading" });
    const field = host.page.getByRole("spinbutton");
    expect(await field.inputValue()).toBe("auto");
    expect(await valueOf(block(host.page), "network.rate").innerText()).toBe("unlimited");
    await host.page.locator("[data-focus='plus:client.synack-retries']").click();
    const once = await changedText(host, note);
    expect(once).toMatch(/synack-retries: 1\b/u);
    await host.page.locator("select[data-focus='value:client.congestion']").selectOption("none");
    expect(await changedText(host, once)).toContain("congestion: none");
  });
});

/** From now on counts the writes to the vault. */
async function countWrites(host: Host): Promise<() => Promise<number>> {
  await host.page.evaluate(() => {
    const counter = { writes: 0 };
    window.hostPage.app.vault.on("modify", () => { counter.writes += 1; });
    Object.assign(window, { counter });
  });
  return () => host.page.evaluate(() => (window as unknown as { counter: { writes: number } }).counter.writes);
}
