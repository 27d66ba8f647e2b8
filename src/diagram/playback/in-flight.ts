// The packets in flight at a time, found without reading the whole run.

import type { Arrow, Scene } from "../scene/index.ts";
import { positionOf } from "../scene/index.ts";
import type { Milliseconds } from "../../simulation/index.ts";

/** A packet on its way: where it is on its arrow. */
export interface Flying {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly lost: boolean;
}

/** Makes the function that gives the packets in flight at a time; its cost depends on how many there are. */
export function flyingOver(scene: Scene): (at: Milliseconds) => Flying[] {
  const arrows = [...scene.arrows].sort((a, b) => a.sentAt - b.sentAt);
  // The latest end of this arrow and all before it: where it lies in the past, nothing earlier is still flying.
  const latest: number[] = [];
  for (const arrow of arrows) latest.push(Math.max(latest.at(-1) ?? -Infinity, arrow.endsAt));
  return (at) => {
    let low = 0;
    let high = arrows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((arrows[middle]?.sentAt ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    const flying: Flying[] = [];
    for (let index = low - 1; index >= 0 && (latest[index] ?? -Infinity) > at; index -= 1) {
      const arrow = arrows[index];
      if (arrow !== undefined && arrow.endsAt > at) flying.push(placeOn(arrow, at, scene));
    }
    return flying;
  };
}

/** Its share of the way on the screen, so that the dot keeps to the playhead through folds and magnified stretches. */
function placeOn(arrow: Arrow, at: Milliseconds, scene: Scene): Flying {
  const from = positionOf(scene.scale, arrow.sentAt);
  const to = positionOf(scene.scale, arrow.endsAt, true);
  const share = to <= from ? 0 : Math.max(0, Math.min(1, (positionOf(scene.scale, at) - from) / (to - from)));
  return { id: arrow.id, x: arrow.x1 + (arrow.x2 - arrow.x1) * share, y: arrow.y1 + (arrow.y2 - arrow.y1) * share, lost: arrow.end === "lost" };
}
