// The dots ride on the packets that are on their way, and on nothing else.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flyingOver } from "../../../src/diagram/playback/index.ts";
import { layout, positionOf } from "../../../src/diagram/scene/index.ts";
import { messages } from "../../../src/i18n/index.ts";
import { measure } from "../measuring.ts";
import { wildRun } from "../random-traces.ts";
import { handshake } from "../trace-builder.ts";

const words = messages("en").diagram;

describe("the packets in flight", () => {
  it("are those that were sent and have not come to their end", () => {
    fc.assert(fc.property(wildRun, fc.double({ min: 0, max: 1, noNaN: true }), ({ trace }, share) => {
      const scene = layout(trace, 700, words, measure);
      const at = scene.end * share;
      const expected = scene.arrows.filter((arrow) => arrow.sentAt <= at && at < arrow.endsAt).map(({ id }) => id);
      expect(flyingOver(scene)(at).map(({ id }) => id).sort()).toEqual([...expected].sort());
    }), { seed: 9293, numRuns: 100 });
  });

  it("keep to the playhead on their line", () => {
    const scene = layout(handshake(), 700, words, measure);
    const [dot] = flyingOver(scene)(20);
    const [syn] = scene.arrows;
    expect(dot?.y).toBeCloseTo(positionOf(scene.scale, 20));
    expect(dot?.x).toBeCloseTo((syn?.x1 ?? 0) + ((syn?.x2 ?? 0) - (syn?.x1 ?? 0)) * 0.4);
  });
});
