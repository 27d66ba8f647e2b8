// The run as playing sees it: its steps, and the two-way map between time and place on the screen.

import { positionOf, timeAt, type Scene, type SceneStep } from "../scene/index.ts";
import type { Milliseconds } from "../../simulation/index.ts";

/** Everything that the reducer needs to know of a scene. */
export interface Timeline {
  readonly start: Milliseconds;
  readonly end: Milliseconds;
  readonly steps: readonly SceneStep[];
  readonly packets: number;
  /** Pixels per millisecond where the scale is true. */
  readonly base: number;
  readonly top: number;
  readonly bottom: number;
  yOf(at: Milliseconds): number;
  timeAt(y: number): Milliseconds;
}

export function timelineOf(scene: Scene, packets: number): Timeline {
  return {
    start: scene.start, end: scene.end, steps: scene.steps, packets, base: scene.base,
    top: positionOf(scene.scale, scene.start), bottom: positionOf(scene.scale, scene.end),
    yOf: (at) => positionOf(scene.scale, at),
    timeAt: (y) => timeAt(scene.scale, y),
  };
}

/** The number of the step that a time has reached, -1 before the first. */
export function stepAt(timeline: Timeline, at: Milliseconds): number {
  let low = 0;
  let high = timeline.steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeline.steps[middle]?.at ?? Infinity) <= at + 1e-6) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where a time lies between the beginning and the end of the picture, from 0 to 1. */
export function shareOf(timeline: Timeline, at: Milliseconds): number {
  const height = timeline.bottom - timeline.top;
  return height <= 0 ? 1 : Math.max(0, Math.min(1, (timeline.yOf(at) - timeline.top) / height));
}

/** The time at such a share. */
export function timeAtShare(timeline: Timeline, share: number): Milliseconds {
  if (share >= 1) return timeline.end;
  return timeline.timeAt(timeline.top + share * (timeline.bottom - timeline.top));
}

/**
 * The frame to begin at: the segment that completes the opening is on its way; without one, and where frames are counted, the end of
 * the run.
 */
export function tellingMoment(scene: Scene): Milliseconds {
  if (scene.tallies.length > 0) return scene.end;
  const opened = new Set<string>();
  for (const step of scene.steps) {
    for (const { host, state } of step.states) if (state === "ESTABLISHED") opened.add(host);
    if (opened.size < 2) continue;
    const last = scene.arrows.find((arrow) => arrow.endsAt === step.at && arrow.end === "arrives");
    return last === undefined ? step.at : Math.round((last.sentAt + (last.endsAt - last.sentAt) * 0.78) * 1000) / 1000;
  }
  return scene.end;
}

/** Where the playhead belongs in another run of the same story: at the same place between the same steps, if there are as many. */
export function carryOver(from: Timeline, to: Timeline, at: Milliseconds): Milliseconds {
  if (at >= from.end) return to.end;
  if (from.steps.length !== to.steps.length) return Math.min(at, to.end);
  const index = stepAt(from, at);
  const [own, next] = [from.steps[index], from.steps[index + 1]];
  const [otherOwn, otherNext] = [to.steps[index], to.steps[index + 1]];
  if (own === undefined || next === undefined || otherOwn === undefined || otherNext === undefined) return Math.min(at, to.end);
  const share = (at - own.at) / (next.at - own.at);
  return Math.round((otherOwn.at + share * (otherNext.at - otherOwn.at)) * 1000) / 1000;
}
