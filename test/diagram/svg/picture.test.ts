// @vitest-environment happy-dom
// The drawing: SVG by keyed joins, only what is in view, nothing shared between two pictures on a page.

import { describe, expect, it } from "vitest";
import { layout, type Scene } from "../../../src/diagram/scene/index.ts";
import { makePicture, type Picture } from "../../../src/diagram/svg/index.ts";
import { messages } from "../../../src/i18n/index.ts";
import { measure } from "../measuring.ts";
import { handshake, TraceBuilder } from "../trace-builder.ts";

const words = messages("en").diagram;
const VIEW = { top: 0, bottom: 600 };

function drawn(scene: Scene, prefix = "one"): Picture {
  const picture = makePicture(document, prefix);
  picture.draw(scene, words, VIEW);
  return picture;
}

/** A run of `count` segments, 20 ms apart. */
function long(count: number): Scene {
  const builder = new TraceBuilder();
  for (let index = 0; index < count; index += 1) {
    builder.send(index * 20, index % 2 === 0 ? "client" : "server", ["ACK"], { seq: index, ack: index }, { arrives: [index * 20 + 15] });
  }
  return layout(builder.build(), 700, words, measure);
}

describe("the drawing", () => {
  it("has an arrow and a label for each segment, and a band for each state", () => {
    const { body, head } = drawn(layout(handshake({ lost: true }), 700, words, measure));
    expect(body.querySelectorAll(".handshake-arrow")).toHaveLength(6);
    expect(body.querySelectorAll(".handshake-arrow.is-lost")).toHaveLength(1);
    expect([...body.querySelectorAll(".handshake-label")].map((label) => label.textContent)).toContain("SYNseq=100↻ retransmit");
    expect(new Set([...body.querySelectorAll(".handshake-band")].map((band) => band.getAttribute("data-state"))))
      .toEqual(new Set(["CLOSED", "SYN-SENT", "ESTABLISHED", "LISTEN", "SYN-RECEIVED"]));
    expect([...head.querySelectorAll(".handshake-participant-name")].map((name) => name.textContent)).toEqual(["Client", "Server"]);
  });

  it("shares no id with another picture on the page", () => {
    const scene = layout(handshake(), 700, words, measure);
    const ids = (prefix: string): string[] => [...drawn(scene, prefix).body.querySelectorAll("[id]")].map(({ id }) => id);
    const [one, other] = [ids("one"), ids("other")];
    expect(one.length).toBeGreaterThan(0);
    expect(one.filter((id) => other.includes(id))).toEqual([]);
    const fills = [...drawn(scene, "one").body.querySelectorAll("[fill^='url']")].map((element) => element.getAttribute("fill"));
    expect(fills.every((fill) => one.some((id) => fill === `url(#${id})`))).toBe(true);
  });

  it("writes no colour into the document", () => {
    const { body } = drawn(layout(handshake({ lost: true }), 700, words, measure));
    const painted = [...body.querySelectorAll("[fill], [stroke], [style], [color]")].filter((element) => !element.getAttribute("fill")?.startsWith("url("));
    expect(painted).toEqual([]);
  });

  it("keeps the elements of what stays when a run changes a little", () => {
    const picture = drawn(layout(handshake(), 700, words, measure));
    const before = [...picture.body.querySelectorAll(".handshake-arrow")];
    picture.draw(layout(handshake({ oneWay: 80 }), 700, words, measure), words, VIEW);
    expect([...picture.body.querySelectorAll(".handshake-arrow")]).toEqual(before);
  });

  it("writes names as text, whatever they hold", () => {
    const { head } = drawn(layout(handshake({ names: ["<b>x</b>", "&amp;"] }), 700, words, measure));
    expect(head.querySelector("b")).toBeNull();
    expect([...head.querySelectorAll(".handshake-participant-name")].map((name) => name.textContent)).toEqual(["<b>x</b>", "&amp;"]);
  });
});

describe("a run of 10,000 segments", () => {
  const scene = long(10_000);

  it("is drawn only where it is in view", () => {
    const picture = drawn(scene);
    expect(scene.arrows).toHaveLength(10_000);
    const first = picture.body.querySelectorAll(".handshake-arrow").length;
    expect(first).toBeGreaterThan(10);
    expect(first).toBeLessThan(200);
    expect(picture.show({ top: 50_000, bottom: 50_600 })).toBe(true);
    const shown = [...picture.body.querySelectorAll(".handshake-arrow")].map((arrow) => Number(arrow.getAttribute("data-packet")));
    expect(shown.length).toBeLessThan(250);
    const inView = scene.arrows.filter(({ y1, y2 }) => y1 <= 50_600 && y2 >= 50_000).map(({ packet }) => packet);
    expect(shown).toEqual(expect.arrayContaining(inView));
  });

  it("is not drawn again while the view stays in what is drawn", () => {
    const picture = drawn(scene);
    expect(picture.show({ top: 100, bottom: 700 })).toBe(false);
  });

  it("is drawn whole for paper", () => {
    const picture = drawn(long(400));
    picture.showAll();
    expect(picture.body.querySelectorAll(".handshake-arrow")).toHaveLength(400);
  });
});
