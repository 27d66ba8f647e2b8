// A flood is drawn as counts: nothing of it is left out, nothing of it covers anything else.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundsOf, intersects, layout, SHADES, type Scene } from "../../../src/diagram/scene/index.ts";
import { messages } from "../../../src/i18n/index.ts";
import { compile, LANGUAGES } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import { floodedHandshake, randomFlood, type FloodDraft } from "../flood-traces.ts";
import { labelBoxes } from "../label-boxes.ts";
import { measure } from "../measuring.ts";

const width = fc.integer({ min: 280, max: 1200 });
const language = fc.constantFrom(...LANGUAGES);
const parameters = { seed: 4987, numRuns: 150 };

function draw(draft: FloodDraft, pixels = 700, spoken: (typeof LANGUAGES)[number] = "en"): Scene {
  return layout(floodedHandshake(draft), pixels, messages(spoken).diagram, measure);
}

const USUAL: FloodDraft = { count: 2000, every: 5, backlog: 128, cookiesFrom: 0.6, stretches: 200, late: true };

describe("the picture of a flood", () => {
  it("counts every SYN in exactly one group", () => {
    fc.assert(fc.property(randomFlood, width, (draft, pixels) => {
      expect(draw(draft, pixels).wedges.reduce((sum, { count }) => sum + count, 0)).toBe(draft.count);
    }), parameters);
  });

  it("has no two texts that intersect, and none that leaves it", () => {
    fc.assert(fc.property(randomFlood, width, language, (draft, pixels, spoken) => {
      const scene = draw(draft, pixels, spoken);
      const boxes = labelBoxes(scene);
      const touching = boxes.flatMap((one, index) => boxes.slice(index + 1).filter((other) => intersects(one.box, other.box)).map((other) => `${one.name} | ${other.name}`));
      expect(touching).toEqual([]);
      const strays = boxes.filter(({ box }) => {
        const { left, right, top, bottom } = boundsOf(box);
        return left < -0.5 || right > scene.width + 0.5 || top < -0.5 || bottom > scene.height + 0.5;
      });
      expect(strays).toEqual([]);
    }), parameters);
  });

  it("covers the whole time of the flood with cells of a known shade", () => {
    fc.assert(fc.property(randomFlood, width, (draft, pixels) => {
      const [strip] = draw(draft, pixels).strips;
      expect(strip).toBeDefined();
      if (strip === undefined) return;
      expect(strip.cells[0]?.y0).toBe(strip.y0);
      expect(strip.cells.at(-1)?.y1).toBe(strip.y1);
      strip.cells.forEach(({ y0, shade }, index) => {
        expect(shade).toBeGreaterThanOrEqual(0);
        expect(shade).toBeLessThanOrEqual(SHADES);
        if (index > 0) expect(y0).toBe(strip.cells[index - 1]?.y1);
      });
    }), parameters);
  });

  it("has one shade while the flood is steady, also where the picture's time stands still for a label", () => {
    const { scenario } = compile("scenario: syn-proxy", PRESETS);
    const [strip] = scenario === null ? [] : layout(simulate(scenario), 700, messages("en").diagram, measure).strips;
    expect(strip?.cells.map(({ shade }) => shade)).toEqual([strip?.cells[0]?.shade]);
    expect(strip?.cells[0]?.shade).toBeGreaterThan(0);
  });

  it("shows a queue no longer than its capacity, which stands at the edge of the chart", () => {
    fc.assert(fc.property(randomFlood, width, (draft, pixels) => {
      for (const { corners, capacity, zero, width: wide, side } of draw(draft, pixels).charts) {
        expect(capacity).toBeCloseTo(zero + side * wide, 6);
        for (const { x } of corners) expect(Math.abs(x - zero)).toBeLessThanOrEqual(wide + 1e-6);
      }
    }), parameters);
  });

  it("puts who floods on the outside, next to whom it floods", () => {
    expect(draw(USUAL).participants.map(({ host }) => host)).toEqual(["attacker", "server", "client"]);
  });

  it("says when the queue is full, and when the server answers without state", () => {
    expect(draw(USUAL).bands.filter(({ host }) => host === "server").map(({ state }) => state)).toEqual(expect.arrayContaining(["LISTEN", "BACKLOG FULL", "STATELESS"]));
  });

  it("tells the groups of 128 queued, 1 072 dropped and 800 cookies apart", () => {
    expect(draw(USUAL).wedges.map(({ fate, count }) => [fate, count])).toEqual([["queued", 128], ["dropped", 1072], ["cookies", 800]]);
  });

  it("stays as tall as a picture of one handshake may be, however long the flood is", () => {
    expect(draw({ ...USUAL, count: 100_000, every: 20 }).height).toBeLessThan(2000);
  });
});
