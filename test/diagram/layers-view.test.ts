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

function root(): Element | null {
  return container.querySelector(".handshake-diagram");
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
    const [ofMessages, ofSegments] = buttons();
    ofMessages?.click();
    expect(pressed()).toEqual(["false", "true"]);
    expect(root()?.classList.contains("is-without-messages")).toBe(true);
    ofSegments?.click();
    expect(pressed()).toEqual(["true", "false"]);
    expect(root()?.classList.contains("is-without-messages")).toBe(false);
    ofSegments?.click();
    expect(pressed()).toEqual(["true", "true"]);
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
