// What must hold for the picture of every run, at every width, in both languages.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundsOf, intersects, layout, positionOf, timeAt, type Scene } from "../../../src/diagram/scene/index.ts";
import { messages } from "../../../src/i18n/index.ts";
import { compile, LANGUAGES } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import { simulate, tcpPackets, type Trace } from "../../../src/simulation/index.ts";
import { labelBoxes } from "../label-boxes.ts";
import { measure } from "../measuring.ts";
import { realRun, wildRun } from "../random-traces.ts";
import { handshake } from "../trace-builder.ts";

const width = fc.integer({ min: 280, max: 1200 });
const language = fc.constantFrom(...LANGUAGES);

function draw(trace: Trace, pixels: number, spoken: (typeof LANGUAGES)[number] = "en"): Scene {
  return layout(trace, pixels, messages(spoken).diagram, measure);
}

/** Pairs of labels that touch, by name. */
function collisions(scene: Scene): string[] {
  const boxes = labelBoxes(scene).sort((a, b) => boundsOf(a.box).top - boundsOf(b.box).top);
  return boxes.flatMap((one, index) => boxes.slice(index + 1)
    .filter((other) => intersects(one.box, other.box))
    .map((other) => `${one.name} | ${other.name}`));
}

/** Labels that leave the picture, by name. */
function strays(scene: Scene): string[] {
  return labelBoxes(scene).filter(({ box }) => {
    const { left, right, top, bottom } = boundsOf(box);
    return left < -0.5 || right > scene.width + 0.5 || top < -0.5 || bottom > scene.height + 0.5;
  }).map(({ name }) => name);
}

describe.each([["wild", wildRun, 200], ["real", realRun, 60]] as const)("the picture of a %s run", (_, randomRun, numRuns) => {
  const parameters = { seed: 9293, numRuns };

  it("has no two labels that intersect, and none that leaves it", () => {
    fc.assert(fc.property(randomRun, width, language, ({ trace: run }, pixels, spoken) => {
      const scene = draw(run, pixels, spoken);
      expect(collisions(scene)).toEqual([]);
      expect(strays(scene)).toEqual([]);
    }), parameters);
  });

  it("has a time scale that never runs backwards and can be read both ways", () => {
    fc.assert(fc.property(randomRun, width, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), ({ trace: run }, pixels, shares) => {
      const { scale, start, end, height } = draw(run, pixels);
      const times = shares.map((share) => start + share * (end - start)).sort((a, b) => a - b);
      const places = times.map((at) => positionOf(scale, at));
      expect(places).toEqual([...places].sort((a, b) => a - b));
      times.forEach((at, index) => { expect(timeAt(scale, places[index] ?? 0)).toBeCloseTo(at, 3); });
      scale.forEach((piece, index) => {
        expect(piece.y1).toBeGreaterThanOrEqual(piece.y0);
        if (index > 0) expect([piece.from, piece.y0]).toEqual([scale[index - 1]?.to, scale[index - 1]?.y1]);
      });
      expect(scale.at(-1)?.y1).toBeLessThanOrEqual(height);
    }), parameters);
  });

  it("has an arrow for every packet, alone or in a bundle that counts it", () => {
    fc.assert(fc.property(randomRun, width, ({ trace: run }, pixels) => {
      const scene = draw(run, pixels);
      const drawn = scene.arrows.filter(({ copy }) => copy === 0).flatMap(({ packets }) => packets);
      expect([...drawn].sort((a, b) => a - b)).toEqual(run.packets.map(({ id }) => id));
      for (const label of scene.labels) {
        const bundle = scene.arrows.find(({ packet }) => packet === label.packet)?.packets.length ?? 0;
        if (bundle > 1) expect(label.runs).toContainEqual({ kind: "count", text: `×${String(bundle)}` });
      }
    }), parameters);
  });

  it("has each arrow's head at the time of its arrival", () => {
    fc.assert(fc.property(randomRun, width, ({ trace: run }, pixels) => {
      const { arrows, scale } = draw(run, pixels);
      for (const arrow of arrows.filter(({ end, packets }) => end === "arrives" && packets.length === 1)) {
        expect(arrow.y2).toBeGreaterThanOrEqual(positionOf(scale, arrow.endsAt, true) - 0.001);
        expect(arrow.y2).toBeLessThanOrEqual(positionOf(scale, arrow.endsAt) + 0.001);
      }
    }), parameters);
  });

  it("is plain data that survives JSON", () => {
    fc.assert(fc.property(randomRun, width, ({ trace: run }, pixels) => {
      const scene = draw(run, pixels);
      expect(JSON.parse(JSON.stringify(scene))).toEqual(scene);
    }), { ...parameters, numRuns: numRuns / 5 });
  });
});

describe("the picture of each preset", () => {
  it.each(Array.from(PRESETS))("labels every segment of %s at every width, in both languages", (_, text) => {
    const { scenario } = compile(text, PRESETS);
    if (scenario === null) throw new Error("the preset does not compile");
    const run = simulate(scenario);
    for (const pixels of [run.hosts.length > 2 ? 320 : 312, 360, 480, 560, 640, 700, 900, 1200]) {
      for (const spoken of LANGUAGES) {
        const scene = draw(run, pixels, spoken);
        expect(collisions(scene)).toEqual([]);
        const unlabelled = scene.arrows.filter(({ packet, copy }) => copy === 0 && !scene.labels.some((label) => label.packet === packet));
        expect(unlabelled.map(({ packet }) => ({ packet, pixels }))).toEqual([]);
      }
    }
  });
});

describe("the participants' row", () => {
  it.each(Array.from(PRESETS))("names every host of %s in full, in boxes that stay apart and inside", (_, text) => {
    for (const pixels of [312, 360, 560, 700, 1200]) {
      for (const spoken of LANGUAGES) {
        const { scenario } = compile(text, PRESETS, messages(spoken).hostNames);
        if (scenario === null) throw new Error("the preset does not compile");
        const run = simulate(scenario);
        const { participants, width: whole } = draw(run, pixels, spoken);
        expect(participants.map(({ name }) => name).sort()).toEqual(run.hosts.map(({ name }) => name).sort());
        participants.forEach(({ left, width: wide }, index) => {
          expect(left).toBeGreaterThanOrEqual(index === 0 ? 0 : (participants[index - 1]?.left ?? 0) + (participants[index - 1]?.width ?? 0));
          expect(left + wide).toBeLessThanOrEqual(whole);
        });
      }
    }
  });
});

describe("a burst of segments", () => {
  it.each(["reordering", "fast-retransmit", "fast-retransmit-sack"])("tells the sequence number of each in %s, also on a phone", (name) => {
    const { scenario } = compile(PRESETS.get(name) ?? "", PRESETS);
    if (scenario === null) throw new Error("the preset does not compile");
    const run = simulate(scenario);
    for (const pixels of [312, 700]) {
      const scene = draw(run, pixels);
      const data = tcpPackets(run).filter(({ segment }) => segment.length > 0);
      const told = new Map(scene.labels.map(({ packet, runs }) => [packet, runs.some(({ kind }) => kind === "fields")]));
      expect(data.filter(({ id }) => told.get(id) !== true).map(({ id }) => id)).toEqual([]);
    }
  });
});

describe("the picture of the three-way handshake", () => {
  it("labels every segment in full at the width of a note, and shortened on a phone", () => {
    const texts = (pixels: number): string[] => draw(handshake(), pixels).labels
      .map(({ runs }) => runs.map((run) => (run.kind === "again" ? "↻" : run.text)).join(" "));
    expect(texts(700)).toEqual(["SYN seq=100", "SYN+ACK seq=300 ack=101", "ACK seq=101 ack=301", "PSH+ACK seq=101 ack=301 len=120", "ACK seq=301 ack=221"]);
    expect(texts(360)).toEqual(["SYN seq=100", "SYN+ACK 300 / 101", "ACK 101 / 301", "PSH+ACK seq=101 len=120", "ACK 301 / 221"]);
  });

  it("draws the slope true to the latency", () => {
    const { arrows, base } = draw(handshake(), 700);
    const syn = arrows[0];
    expect((syn?.y2 ?? 0) - (syn?.y1 ?? 0)).toBeCloseTo(50 * base);
  });

  it("folds the wait for the timeout, and brackets it at the sender", () => {
    const scene = draw(handshake({ lost: true }), 700);
    expect(scene.silences).toHaveLength(1);
    expect(scene.brackets.map(({ time, label, outer }) => [time, label?.text, outer])).toEqual([[1000, "RTO 1000 ms", -1]]);
    const [lost, again] = scene.arrows;
    expect([lost?.end, again?.end, again?.retransmission]).toEqual(["lost", "arrives", true]);
    expect(lost?.x2).toBeGreaterThan(lost?.x1 ?? 0);
    expect(lost?.x2).toBeLessThan(again?.x2 ?? 0);
  });

  it("puts two segments of one instant one below the other, in the order in which they were sent", () => {
    const scene = draw(handshake(), 700);
    const [ack, data] = scene.arrows.filter(({ sentAt, x1, x2 }) => sentAt === 100 && x2 > x1);
    expect((data?.y1 ?? 0) - (ack?.y1 ?? 0)).toBeGreaterThanOrEqual(16);
    expect((data?.y2 ?? 0) - (ack?.y2 ?? 0)).toBeGreaterThanOrEqual(16);
  });

  it("tints the connection from the moment both ends are ESTABLISHED", () => {
    const scene = draw(handshake(), 700);
    const opened = scene.bands.find(({ host, state }) => host === "server" && state === "ESTABLISHED");
    expect(scene.tunnels).toHaveLength(1);
    expect(scene.tunnels[0]?.y0).toBe(opened?.y0);
  });
});
