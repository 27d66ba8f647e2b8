// The part of a scene that lies between two heights, so that only what is in view is drawn.

import type { Scene } from "../scene/index.ts";

/** A stretch of the picture, in pixels from its top. */
export interface Range {
  readonly top: number;
  readonly bottom: number;
}

/** A picture up to this height is drawn whole, once. */
const WHOLE_UP_TO = 6000;

/** The stretch to draw for what is in view, with as much again above and below; the whole picture when it is short. */
export function rangeFor(scene: Scene, view: Range): Range {
  if (scene.height <= WHOLE_UP_TO) return { top: 0, bottom: scene.height };
  const more = Math.max(600, view.bottom - view.top);
  return { top: Math.max(0, Math.floor(view.top - more)), bottom: Math.min(scene.height, Math.ceil(view.bottom + more)) };
}

/** Whether a drawn stretch still covers what is in view. */
export function covers(range: Range, view: Range, scene: Scene): boolean {
  return range.top <= Math.max(0, view.top) && range.bottom >= Math.min(scene.height, view.bottom);
}

/** The scene with only what touches a stretch. */
export function sliceOf(scene: Scene, range: Range): Scene {
  if (range.top <= 0 && range.bottom >= scene.height) return scene;
  const between = (y0: number, y1: number): boolean => y0 <= range.bottom && y1 >= range.top;
  const near = (y: number): boolean => between(y - 120, y + 120);
  return {
    ...scene,
    axis: { ...scene.axis, ticks: scene.axis.ticks.filter((tick) => near(tick.y)) },
    scale: scene.scale.filter((piece) => between(piece.y0, piece.y1)),
    silences: scene.silences.filter((each) => between(each.y0, each.y1)),
    windows: scene.windows.filter((each) => between(each.y0, each.y1)),
    bands: scene.bands.filter((each) => between(each.y0, each.y1)),
    stateNames: scene.stateNames.filter((each) => near(each.box.y)),
    tunnels: scene.tunnels.filter((each) => between(each.y0, each.y1)),
    arrows: scene.arrows.filter((each) => between(each.y1, each.y2)),
    ribbons: scene.ribbons.filter((each) => between(each.y1, each.y2 + 24)),
    labels: scene.labels.filter((each) => near(each.box.y)),
    lostWords: scene.lostWords.filter((each) => near(each.box.y)),
    marks: scene.marks.filter((each) => near(each.y)),
    strips: scene.strips.filter((each) => between(each.y0, each.y1)),
    wedges: scene.wedges.filter((each) => near(each.y)),
    brackets: scene.brackets.filter((each) => between(each.y0, each.y1)),
  };
}
