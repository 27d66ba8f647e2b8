// Where a diagram begins: where its reader left it, or paused on the run's most telling frame.

import type { Trace } from "../simulation/index.ts";
import type { DiagramOptions } from "./diagram.ts";
import { calmSpeed, tellingMoment, type Playback, type Timeline } from "./playback/index.ts";
import { titleOf, type Scene } from "./scene/index.ts";

/** The first state of a newly mounted diagram. */
export function firstState(trace: Trace, scene: Scene, timeline: Timeline, { view, speed }: DiagramOptions): Playback {
  return {
    at: Math.min(scene.end, view?.at ?? tellingMoment(scene)),
    playing: view?.playing ?? false,
    speed: view?.speed ?? speed ?? calmSpeed(timeline),
    selected: view?.selected !== undefined && view.selected !== null && view.selected < trace.packets.length ? view.selected : null,
    rest: 0,
  };
}

/** Whether a packet's id means the same in two runs: sent by the same host with the same title. */
export function samePacket(before: Trace, after: Trace, id: number): boolean {
  const [one, other] = [before.packets[id], after.packets[id]];
  return one !== undefined && other !== undefined && one.from === other.from && titleOf(one) === titleOf(other);
}
