// Label placement, a ladder taken in the same order every time: along the slope; slid towards an end; below the line;
// shortened. What finds no room is told to the layout, which stretches the time there and tries again.

import { boundsOf, type Box } from "./box.ts";
import { NAME_GAP } from "./columns.ts";
import type { Grid } from "./grid.ts";
import type { Wording } from "./notation.ts";
import type { Arrow, Label } from "./scene.ts";

export const LABEL_HEIGHT = 16;
/** From the line to the nearer edge of the label. */
const LIFT = 2;
const END_MARGIN = 8;
const CROSSING_COST = 16;
const BELOW_COST = 14;
const SHORTER_COST = 26;
const SLIDES = [0, -0.1, 0.1, -0.2, 0.2, -0.3, 0.3, -0.4, 0.4, -0.5, 0.5];
const MOST_CROSSINGS = 4;

/** An arrow with its number in the grid of lines and the ways to write its label. */
export interface LabelTask {
  readonly arrow: Arrow;
  readonly line: number;
  readonly wordings: readonly Wording[];
  /** From lifeline to lifeline: labels stay between them. */
  readonly corridor: readonly [number, number];
}

export interface PlacedLabels {
  readonly labels: readonly Label[];
  /** Tasks whose label found no room. */
  readonly homeless: readonly LabelTask[];
}

/** Places labels in order; each placed one is kept in the grid. No label leaves the canvas. */
export function placeLabels(tasks: readonly LabelTask[], grid: Grid, canvas: { readonly width: number; readonly height: number }): PlacedLabels {
  const labels: Label[] = [];
  const homeless: LabelTask[] = [];
  for (const task of tasks) {
    const label = placeLabel(task, grid, canvas);
    if (label === null) {
      homeless.push(task);
      continue;
    }
    grid.addBox(label.box);
    labels.push(label);
  }
  return { labels, homeless };
}

function placeLabel(task: LabelTask, grid: Grid, canvas: { readonly width: number; readonly height: number }): Label | null {
  let best: { readonly cost: number; readonly label: Label } | null = null;
  for (const [shorter, wording] of task.wordings.entries()) {
    for (const side of sidesOf(task.arrow)) {
      const start = shorter * SHORTER_COST + (side === sidesOf(task.arrow)[0] ? 0 : BELOW_COST);
      if (best !== null && start >= best.cost) continue;
      for (const slide of SLIDES) {
        const cost = start + Math.abs(slide) * 24;
        if (best !== null && cost >= best.cost) break;
        const box = boxOn(task.arrow, wording.width, side, slide);
        if (box === null || !within(box, canvas) || !between(box, task.corridor) || grid.collides(box)) continue;
        const crossings = grid.crossings(box, task.line, MOST_CROSSINGS);
        const whole = cost + crossings * CROSSING_COST;
        if (best === null || whole < best.cost) best = { cost: whole, label: { packet: task.arrow.packet, runs: wording.runs, box } };
      }
    }
  }
  return best?.label ?? null;
}

/**
 * The box of a label on its arrow: above (-1) or below (1) the line, slid by a share of the free way, towards the
 * receiver when positive. Null when the arrow is shorter than the text.
 */
function boxOn(arrow: Arrow, width: number, side: -1 | 1, slide: number): Box | null {
  const [left, right] = arrow.x1 <= arrow.x2
    ? [{ x: arrow.x1, y: arrow.y1 }, { x: arrow.x2, y: arrow.y2 }]
    : [{ x: arrow.x2, y: arrow.y2 }, { x: arrow.x1, y: arrow.y1 }];
  const length = Math.hypot(right.x - left.x, right.y - left.y);
  const free = length - width - 2 * END_MARGIN;
  const angle = Math.atan2(right.y - left.y, right.x - left.x);
  if (free < 0 || Math.abs(angle) > 1.3) return null;
  const forward = arrow.x1 <= arrow.x2 ? 1 : -1;
  // The head needs a little room of its own, so the middle lies a little towards the sender.
  const along = length / 2 + (slide * forward - 0.04 * forward) * free;
  const away = side * (LABEL_HEIGHT / 2 + LIFT);
  const inside = Math.max(END_MARGIN + width / 2, Math.min(length - END_MARGIN - width / 2, along));
  return {
    x: left.x + Math.cos(angle) * inside - Math.sin(angle) * away,
    y: left.y + Math.sin(angle) * inside + Math.cos(angle) * away,
    width, height: LABEL_HEIGHT, angle,
  };
}

/** Whether a box lies on the canvas as a whole. */
export function within(box: Box, canvas: { readonly width: number; readonly height: number }): boolean {
  const { left, right, top, bottom } = boundsOf(box);
  return left >= 0 && right <= canvas.width && top >= 0 && bottom <= canvas.height;
}

/** Above the line first; for a bundle that is wide enough, inside of it. */
function sidesOf(arrow: Arrow): readonly (-1 | 1)[] {
  return arrow.spread !== null && Math.min(arrow.spread.sent, arrow.spread.ended) > LABEL_HEIGHT ? INSIDE_FIRST : ABOVE_FIRST;
}

const ABOVE_FIRST = [-1, 1] as const;
const INSIDE_FIRST = [1, -1] as const;

function between(box: Box, [left, right]: readonly [number, number]): boolean {
  const bounds = boundsOf(box);
  return bounds.left >= left && bounds.right <= right;
}

/** Where a word beside a lifeline begins. */
export function besideLifeline(x: number, outer: -1 | 1, bandWidth: number): number {
  return x + outer * (bandWidth / 2 + NAME_GAP);
}
