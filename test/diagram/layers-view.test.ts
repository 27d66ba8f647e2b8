// @vitest-environment happy-dom
// The two layers of a picture with messages: each can be folded away, never both.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mountDiagram, type Diagram } from "../../src/diagram/index.ts";
import { messages } from "../../src/i18n/index.ts";
import { simulate, type Statement } from "../../src/simulation/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";

const SECURE: Statement = { host: "client", call: { kind: "open-tls" } };
let container: HTMLElement;
let mounted: Diagram | null = null;

beforeEach(() => {
  container = document.createElement("div");
  document.body.append(container);
});

afterEach(() => {
  mounted?.destroy();
  mounted = null;
  container.remove();
});

function mount(...script: readonly Statement[]): void {
  const trace = simulate(scenario({ script: [LISTEN, CONNECT, ...script] }));
  mounted = mountDiagram(container, trace, { title: "A title", subtitle: "and more", words: messages("en").diagram, captions: [] });
}

function pressed(): (string | null)[] {
  return buttons().map((button) => button.getAttribute("aria-pressed"));
}

function buttons(): HTMLElement[] {
  return Array.from(container.querySelectorAll<HTMLElement>("button.handshake-legend-layer"));
}

function click(nth: number): void {
  buttons()[nth]?.click();
}

/** Whether there are ribbons, and labels of segments. */
function drawn(): boolean[] {
  return [".handshake-ribbon", ".handshake-label"].map((selector) => container.querySelector(selector) !== null);
}

function height(): number {
  return Number(container.querySelector(".handshake-drawing")?.getAttribute("height"));
}

describe("Layers", () => {
  it("are both shown at first, with what their colours mean", () => {
    mount(SECURE);
    expect(pressed()).toEqual(["true", "true"]);
    expect(container.querySelectorAll(".handshake-ribbon").length).toBeGreaterThan(3);
    expect(container.querySelectorAll(".handshake-legend-ribbon").length).toBe(3);
  });

  it("are folded one by one: folding one brings the other back", () => {
    mount(SECURE);
    expect(drawn()).toEqual([true, true]);
    click(0);
    expect([pressed(), drawn()]).toEqual([["false", "true"], [false, true]]);
    click(1);
    expect([pressed(), drawn()]).toEqual([["true", "false"], [true, false]]);
    click(1);
    expect([pressed(), drawn()]).toEqual([["true", "true"], [true, true]]);
  });

  it("leave no empty room behind when they are folded, and keep the playhead and the focus", () => {
    mount(SECURE);
    const whole = height();
    mounted?.seek(120);
    for (const nth of [0, 1]) {
      buttons()[nth]?.focus();
      click(nth);
      expect(height()).toBeLessThan(whole * 0.85);
      expect(mounted?.view.at).toBe(120);
      expect(document.activeElement).toBe(buttons()[nth]);
      click(nth);
      expect(height()).toBe(whole);
    }
  });

  it("are in the table too: what each segment carries", () => {
    mount(SECURE);
    container.querySelector<HTMLElement>("[data-focus=table]")?.click();
    const rows = Array.from(container.querySelectorAll(".handshake-table tbody tr"), (row) => row.textContent);
    expect(rows.some((row) => row.includes("ServerHello, ChangeCipherSpec, EncryptedExtensions"))).toBe(true);
    expect(rows.some((row) => row.includes("… Certificate"))).toBe(true);
  });

  it("are not offered where there are no messages", () => {
    mount();
    expect(buttons()).toEqual([]);
  });
});
