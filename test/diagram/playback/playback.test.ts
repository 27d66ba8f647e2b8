// Playing is a pure function of what the reader and the clock do.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { carryOver, reduce, tellingMoment, timelineOf, type Playback, type PlaybackAction, type Timeline } from "../../../src/diagram/playback/index.ts";
import { layout, type Scene } from "../../../src/diagram/scene/index.ts";
import { messages } from "../../../src/i18n/index.ts";
import { compile } from "../../../src/language/index.ts";
import { PRESETS } from "../../../src/presets/index.ts";
import { simulate } from "../../../src/simulation/index.ts";
import { measure } from "../measuring.ts";
import { wildRun } from "../random-traces.ts";
import { handshake } from "../trace-builder.ts";

const words = messages("en").diagram;
const lost = handshake({ lost: true });
const scene: Scene = layout(lost, 700, words, measure);
const timeline = timelineOf(scene, lost.packets.length);
const beginning: Playback = { at: 0, playing: false, speed: 0.1, selected: null, rest: 0 };

function after(state: Playback, ...actions: readonly PlaybackAction[]): Playback {
  return actions.reduce((now, action) => reduce(now, action, timeline), state);
}

/** The state after `milliseconds` of real time, in frames of 16 ms. */
function run(state: Playback, milliseconds: number): Playback {
  let now = state;
  for (let passed = 0; passed < milliseconds; passed += 16) now = reduce(now, { kind: "tick", elapsed: 16, still: false }, timeline);
  return now;
}

describe("stepping", () => {
  it("stops at every moment at which something happens, and at nothing else", () => {
    const visited: number[] = [];
    for (let state = beginning; state.at < timeline.end;) {
      state = after(state, { kind: "step", by: 1 });
      visited.push(state.at);
    }
    expect(visited).toEqual([25, 1000, 1050, 1100, 1150, 1200]);
  });

  it("goes back to the step that the playhead has passed, then to the one before", () => {
    const between = after(beginning, { kind: "seek", at: 1070 });
    expect(after(between, { kind: "step", by: -1 }).at).toBe(1050);
    expect(after(between, { kind: "step", by: -1 }, { kind: "step", by: -1 }).at).toBe(1000);
  });

  it("stops playing", () => {
    expect(after(beginning, { kind: "toggle" }, { kind: "step", by: 1 }).playing).toBe(false);
  });
});

describe("playing", () => {
  it("passes a folded silence quickly and the rest at the chosen speed", () => {
    const start = after(beginning, { kind: "toggle" });
    expect(run(start, 250).at).toBeCloseTo(25.6, 0);
    const seconds = 1.5;
    expect(run(start, seconds * 1000).at).toBeGreaterThan(1000);
  });

  it("stops at the end, and begins anew from there", () => {
    const ended = run(after(beginning, { kind: "toggle" }), 60_000);
    expect([ended.at, ended.playing]).toEqual([timeline.end, false]);
    expect(after(ended, { kind: "toggle" })).toMatchObject({ at: 0, playing: true });
  });

  it("goes from step to step without motion where the reader wants none", () => {
    const still = (state: Playback, milliseconds: number): Playback => reduce(state, { kind: "tick", elapsed: milliseconds, still: true }, timeline);
    const start = after(beginning, { kind: "toggle" });
    expect(still(start, 100).at).toBe(0);
    expect(still(still(start, 1000), 1000).at).toBe(25);
  });

  it("stands still while it is paused", () => {
    expect(run(beginning, 1000)).toBe(beginning);
  });
});

describe("any sequence of actions", () => {
  const action: fc.Arbitrary<PlaybackAction> = fc.oneof(
    fc.constantFrom<PlaybackAction>(
      { kind: "toggle" }, { kind: "pause" }, { kind: "home" }, { kind: "end" }, { kind: "select-here" },
      { kind: "step", by: 1 }, { kind: "step", by: -1 }, { kind: "faster", by: 1 }, { kind: "faster", by: -1 },
      { kind: "select-next", by: 1 }, { kind: "select-next", by: -1 }, { kind: "select", packet: null },
    ),
    fc.record({ kind: fc.constant("seek" as const), at: fc.double({ noNaN: true, min: -1e6, max: 1e9 }) }),
    fc.record({ kind: fc.constant("tick" as const), elapsed: fc.integer({ min: 0, max: 200 }), still: fc.boolean() }),
  );

  it("keeps the playhead in the run and the selection on a packet", () => {
    fc.assert(fc.property(wildRun, fc.array(action, { maxLength: 60 }), ({ trace }, actions) => {
      const picture = layout(trace, 700, words, measure);
      const times: Timeline = timelineOf(picture, trace.packets.length);
      let state = beginning;
      for (const each of actions) {
        const before = state;
        state = reduce(state, each, times);
        expect(state.at).toBeGreaterThanOrEqual(times.start);
        expect(state.at).toBeLessThanOrEqual(times.end);
        if (state.selected !== null) expect(trace.packets[state.selected]).toBeDefined();
        if (each.kind === "tick") expect(state.at).toBeGreaterThanOrEqual(before.at);
      }
    }), { seed: 9293, numRuns: 100 });
  });
});

describe("the frame to begin at", () => {
  it("shows the last segment of the opening on its way", () => {
    expect(tellingMoment(scene)).toBe(1139);
  });

  it("is the end where frames are counted", () => {
    const { scenario } = compile("scenario: tcp-beside-udp", PRESETS);
    if (scenario === null) throw new Error("nothing to run");
    const beside = layout(simulate(scenario), 700, words, measure);
    expect(tellingMoment(beside)).toBe(beside.end);
  });
});

describe("another run in the same place", () => {
  it("keeps the playhead at the same place between the same steps", () => {
    const slow = handshake({ lost: true, oneWay: 100 });
    const other = timelineOf(layout(slow, 700, words, measure), slow.packets.length);
    expect(carryOver(timeline, other, 1075)).toBe(1150);
    expect(carryOver(timeline, other, timeline.end)).toBe(other.end);
  });

  it("stays within a run with other steps", () => {
    const short = handshake();
    const other = timelineOf(layout(short, 700, words, measure), short.packets.length);
    expect(carryOver(timeline, other, 1075)).toBe(other.end);
  });
});
