// @vitest-environment happy-dom
// The diagram as its owner mounts it: whole at once, one tab stop, its own keys and no others, gone when destroyed.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mountDiagram, type Caption, type Diagram, type DiagramOptions, type ViewState } from "../../src/diagram/index.ts";
import { messages } from "../../src/i18n/index.ts";
import type { Trace } from "../../src/simulation/index.ts";
import { handshake } from "./trace-builder.ts";

const words = messages("en").diagram;
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

function mount(options: Partial<DiagramOptions> = {}, trace: Trace = handshake({ lost: true })): Diagram {
  mounted = mountDiagram(container, trace, { title: "A title", subtitle: "and more", words, captions: [], ...options });
  return mounted;
}

function find(selector: string): HTMLElement {
  const found = container.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing fits ${selector}`);
  return found;
}

function press(key: string, target: HTMLElement = find("[data-focus=picture]"), more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event;
}

const CAPTIONS: readonly Caption[] = [
  { event: 1, at: 0, packet: 0, host: "client", title: "The SYN leaves", text: "It asks.", voice: "technical" },
  { event: 1, at: 0, packet: 0, host: "client", title: "The SYN leaves", text: "저기요 …", voice: "analogy" },
  { event: 9, at: 1100, packet: 3, host: "client", title: "Open", text: "It is open.", voice: "technical" },
];

describe("mounting", () => {
  it("draws the whole run at once, paused where the last segment of the opening is on its way", () => {
    const diagram = mount();
    expect(container.querySelectorAll(".handshake-arrow")).toHaveLength(6);
    expect(diagram.view).toMatchObject({ at: 1139, playing: false, selected: null, table: false, scroll: 0 });
    expect(container.querySelectorAll(".handshake-dot")).toHaveLength(2);
  });

  it("lays out for the width it is told while its container has none", () => {
    mount({ width: 360 });
    expect(find(".handshake-drawing").getAttribute("width")).toBe("360");
  });

  it("begins where the owner remembers", () => {
    const view: ViewState = { at: 1050, playing: false, speed: 0.5, selected: 2, table: true, scroll: 0 };
    expect(mount({ view }).view).toEqual(view);
    expect(find(".handshake-card-title").textContent).toBe("SYN+ACK");
    expect(container.querySelectorAll(".handshake-table tbody tr")).toHaveLength(6);
  });

  it("takes a speed for a view that nobody remembers", () => {
    expect(mount({ speed: 0.25 }).view.speed).toBe(0.25);
  });

  it("leaves nothing behind when it is destroyed", () => {
    const diagram = mount();
    diagram.destroy();
    expect(container.childElementCount).toBe(0);
  });

  it("gives two diagrams on a page different ids", () => {
    mount();
    const ids = [...container.querySelectorAll("[id]")].map(({ id }) => id);
    const other = document.createElement("div");
    const second = mountDiagram(other, handshake(), { title: "", subtitle: "", words, captions: [] });
    expect([...other.querySelectorAll("[id]")].filter(({ id }) => ids.includes(id))).toEqual([]);
    second.destroy();
  });
});

describe("the picture by keyboard", () => {
  it("is one tab stop with a name", () => {
    mount();
    const stops = [...find(".handshake-stage").querySelectorAll<HTMLElement>("*")].filter(({ tabIndex }) => tabIndex >= 0);
    expect(find("[data-focus=picture]").tabIndex).toBe(0);
    expect(stops).toEqual([]);
    expect(find("[data-focus=picture]").getAttribute("aria-label")).toBe(words.pictureLabel("A title"));
  });

  it("steps, and says the step that was asked for", () => {
    const diagram = mount();
    press("Home");
    press("ArrowRight");
    press("ArrowRight");
    expect(diagram.view.at).toBe(1000);
    expect(find("[aria-live=polite]").textContent).toContain("SYN seq=100");
  });

  it("opens the card of the segment, walks through the segments, and closes", () => {
    const diagram = mount();
    diagram.seek(1050);
    press("Enter");
    expect(diagram.view.selected).toBe(2);
    press("ArrowDown");
    expect(find(".handshake-card-title").textContent).toBe("ACK");
    expect(press("Escape").defaultPrevented).toBe(true);
    expect(container.querySelector(".handshake-card")).toBeNull();
  });

  it("stops the keys that it handles, and no others", () => {
    mount();
    const passed: string[] = [];
    const hear = (event: KeyboardEvent): void => { passed.push(event.key); };
    document.body.addEventListener("keydown", hear);
    const handled = ["ArrowRight", " ", "?", "["].map((key) => press(key).defaultPrevented);
    const others = [press("a"), press("F5"), press("Tab"), press("Escape", find("[data-focus=picture]"), { ctrlKey: true }), press("ArrowRight", find("[data-focus=picture]"), { altKey: true })];
    document.body.removeEventListener("keydown", hear);
    expect(handled).toEqual([true, true, true, true]);
    expect(others.map(({ defaultPrevented }) => defaultPrevented)).toEqual([false, false, false, false, false]);
    expect(passed).toEqual(["a", "F5", "Tab", "Escape", "ArrowRight"]);
  });

  it("lets Escape go to the host when there is nothing to close", () => {
    mount();
    expect(press("Escape").defaultPrevented).toBe(false);
  });

  it("opens and closes the list of keys", () => {
    mount();
    press("?");
    expect(container.querySelectorAll(".handshake-help-keys dt")).toHaveLength(words.help.keys.length);
    expect(Array.from(container.querySelectorAll(".handshake-help-axis dt"), ({ textContent }) => textContent)).toEqual(words.help.axis.map(([sign]) => sign));
    press("Escape");
    expect(container.querySelector(".handshake-help")).toBeNull();
  });
});

describe("the card", () => {
  it("gives seq and ack with their reasons, and the clause", () => {
    mount().select(2);
    const [keys, values] = ["dt", "dd"].map((tag) => [...container.querySelectorAll(`.handshake-card ${tag}`)].map((each) => each.textContent));
    const card = new Map(keys?.map((key, index) => [key, values?.[index]]));
    expect(card.get(words.card.seq)).toBe(`300${words.isnOf("Server")}`);
    expect(card.get(words.card.ack)).toBe("101100 + 1");
    expect(card.get(words.card.rule)).toBe("RFC 9293 §3.10.7.2");
  });

  it("has a foot for its owner, and offers to copy only where someone takes the text", () => {
    const copied: string[] = [];
    const diagram = mount({ onCopy: (text) => { copied.push(text); }, cardFoot: (foot, packet) => { foot.append(`note of ${String(packet)}`); } });
    diagram.select(1);
    expect(find(".handshake-card-foot").textContent).toContain("note of 1");
    find("[data-focus=card-copy]").click();
    expect(copied[0]?.split("\n")[0]).toBe("SYN Client → Server");
    diagram.destroy();
    mount().select(1);
    expect(container.querySelector("[data-focus=card-copy]")).toBeNull();
  });

  it("turns to the segments before and after, and keeps the focus on its button", () => {
    const diagram = mount();
    diagram.select(4);
    find("[data-focus=card-previous]").focus();
    find("[data-focus=card-previous]").click();
    expect(diagram.view.selected).toBe(3);
    expect(document.activeElement).toBe(find("[data-focus=card-previous]"));
    diagram.select(5);
    expect(container.querySelector<HTMLButtonElement>("[data-focus=card-next]")?.disabled).toBe(true);
  });

  it("is closed by its button", () => {
    const diagram = mount();
    diagram.select(1);
    find("[data-focus=card-close]").click();
    expect(diagram.view.selected).toBeNull();
  });
});

describe("captions", () => {
  it("shows those of the latest event, the technical one numbered, the analogy with its speaker", () => {
    const diagram = mount({ captions: CAPTIONS });
    const open = (): (string | null)[] => [...container.querySelectorAll(".handshake-caption.is-open")].map(({ textContent }) => textContent);
    diagram.seek(500);
    expect(open()).toEqual(["1 · The SYN leavesIt asks.", "Client저기요 …"]);
    diagram.seek(1100);
    expect(open()).toEqual(["2 · OpenIt is open."]);
  });

  it("marks the lifeline of whoever speaks, as long as the voice is heard", () => {
    const diagram = mount({ captions: CAPTIONS });
    diagram.seek(500);
    expect([...container.querySelectorAll(".handshake-participant.is-speaking")].map((each) => each.getAttribute("data-host"))).toEqual(["client"]);
    const x = Number(find(".handshake-band").getAttribute("x")) + 6;
    expect(find(".handshake-speech").getAttribute("transform")).toMatch(new RegExp(`^translate\\(${String(x)},`, "u"));
    diagram.seek(1100);
    expect(container.querySelectorAll(".handshake-speech")).toHaveLength(0);
  });
});

describe("the veil", () => {
  it("lies over what is yet to come, and is gone when all is over", () => {
    const diagram = mount();
    expect(find(".handshake-veil-frame").hidden).toBe(false);
    diagram.seek(diagram.view.at + 100_000);
    expect(find(".handshake-veil-frame").hidden).toBe(true);
  });
});

describe("the subtitle", () => {
  it("keeps each of its facts on one line", () => {
    mount({ subtitle: "First SYN lost · RTT 100 ms" });
    expect(find(".handshake-subtitle").textContent).toBe("First SYN lost · RTT 100 ms");
    expect([...container.querySelectorAll(".handshake-subtitle-part")].map(({ textContent }) => textContent)).toEqual(["First SYN lost", "RTT 100 ms"]);
  });
});

describe("the table", () => {
  it("tells the run without a picture", () => {
    mount();
    find("[data-focus=table]").click();
    const rows = [...container.querySelectorAll(".handshake-table tbody tr")].map((row) => [...row.children].map(({ textContent }) => textContent));
    expect(rows[0]?.slice(1, 8)).toEqual(["Client", "Server", "SYN", "100", "", "0", words.lost("fault")]);
    expect(rows[2]?.slice(3, 6)).toEqual(["SYN+ACK", "300", "101"]);
    expect(rows[2]?.[8]).toContain("ESTABLISHED");
    expect(find("[data-focus=table]").getAttribute("aria-expanded")).toBe("true");
  });
});

describe("the transport bar", () => {
  it("restarts, steps and plays by buttons that have names", () => {
    const diagram = mount();
    find("[data-focus=restart]").click();
    expect(diagram.view.at).toBe(0);
    find("[data-focus=forward]").click();
    expect(diagram.view.at).toBe(25);
    find("[data-focus=play]").click();
    expect(diagram.view.playing).toBe(true);
    expect(find("[data-focus=play]").getAttribute("aria-label")).toBe(words.transport.pause);
    for (const button of container.querySelectorAll(".handshake-transport :is(button, input, select)")) expect(button.getAttribute("aria-label")).not.toBe("");
  });

  it("has a stroke for each event and a cross for each loss", () => {
    mount();
    expect(container.querySelectorAll(".handshake-tick-event")).toHaveLength(6);
    expect(container.querySelectorAll(".handshake-tick-loss")).toHaveLength(1);
  });

  it("seeks where the scrubber is dragged, on the scale of the picture", () => {
    const diagram = mount();
    const scrubber = container.querySelector<HTMLInputElement>("[data-focus=scrubber]");
    if (scrubber === null) throw new Error("no scrubber");
    scrubber.value = scrubber.max;
    scrubber.dispatchEvent(new Event("input", { bubbles: true }));
    expect(diagram.view.at).toBe(1200);
    expect(container.querySelectorAll(".handshake-dot")).toHaveLength(0);
  });

  it("keeps a drag from what lies under the diagram", () => {
    mount();
    let heard = 0;
    container.addEventListener("pointerdown", () => { heard += 1; });
    find("[data-focus=scrubber]").dispatchEvent(new Event("pointerdown", { bubbles: true }));
    expect(heard).toBe(0);
  });
});

describe("the owner", () => {
  it("hears what the reader does, and not what it does itself", () => {
    const views: ViewState[] = [];
    const diagram = mount({ onView: (view) => { views.push(view); } });
    diagram.seek(0);
    diagram.select(1);
    diagram.update(handshake({ lost: true, oneWay: 60 }), { title: "", subtitle: "", words, captions: [], onView: (view) => { views.push(view); } });
    expect(views).toEqual([]);
    press("ArrowRight");
    expect(views.map(({ at }) => at)).toEqual([30]);
  });

  it("shows another run in the same place, with playhead and selection where they were", () => {
    const diagram = mount();
    diagram.seek(1075);
    diagram.select(2);
    diagram.update(handshake({ lost: true, oneWay: 100 }), { title: "Slower", subtitle: "", words, captions: [] });
    expect(diagram.view).toMatchObject({ at: 1150, selected: 2 });
    expect(find(".handshake-title").textContent).toBe("Slower");
    expect(find(".handshake-card-title").textContent).toBe("SYN+ACK");
  });

  it("drops a selection that another run does not have", () => {
    const diagram = mount();
    diagram.select(5);
    diagram.update(handshake(), { title: "", subtitle: "", words, captions: [] });
    expect(diagram.view.selected).toBeNull();
  });

  it("is told what it gave: a run that was cut short says so", () => {
    mount({}, { ...handshake(), truncated: { limit: "events", value: 5, at: 200 } });
    expect(find(".handshake-notice").textContent).toBe(words.truncated({ limit: "events", value: 5, at: 200 }));
  });
});
