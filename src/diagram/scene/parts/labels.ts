// Label placement, a ladder taken in the same order every time: along the slope; slid towards an end; below the line;
// shortened. What finds no room is told to the layout, which stretches the time there and tries again.

import type { Wording } from "../card/notation.ts";
import { boundsOf, type Bounds, type Box } from "../measure/box.ts";
import { NAME_GAP } from "../measure/columns.ts";
import { CROSS } from "../measure/cross.ts";
import type { Grid } from "../measure/grid.ts";
import type { Arrow, Label } from "../scene.ts";

export const LABEL_HEIGHT = 16;
/** From the line to the nearer edge of the label. */
const LIFT = 2;
const END_MARGIN = 8;
/** How far a label keeps from the line where a cross is beside it, and from the line's end: on a level one, and on one that is steep. */
const CLEARANCES = [[CROSS, END_MARGIN], [CROSS * Math.SQRT2, END_MARGIN], [CROSS * Math.SQRT2, 2 * END_MARGIN]] as const;
const CROSSING_COST = 16;
const BELOW_COST = 14;
const SHORTER_COST = 26;
const SLIDE_COST = 24;
const SLIDES = [0, -0.1, 0.1, -0.2, 0.2, -0.3, 0.3, -0.4, 0.4, -0.5, 0.5];
const FEW_SLIDES = [0, -0.25, 0.25, -0.5, 0.5];
const MOST_CROSSINGS = 4;
const LEGIBLE_CROSSINGS = 1;
/** A steeper line has no readable text along it. */
const STEEPEST = 1.3;

/** An arrow with its number in the grid of lines and the ways to write its label. */
export interface LabelTask {
  readonly arrow: Arrow;
  readonly line: number;
  readonly wordings: readonly Wording[];
  /** One of many that leave at almost the same time: it is labelled only where that stays legible. */
  readonly crowded: boolean;
  /** What it carries is drawn below it, and named there. */
  readonly laden: boolean;
  /** From lifeline to lifeline: labels stay between them. */
  readonly corridor: readonly [number, number];
}

export interface Canvas {
  readonly width: number;
  readonly height: number;
}

export interface PlacedLabels {
  readonly labels: readonly Label[];
  /** Tasks whose label found no room. */
  readonly homeless: readonly LabelTask[];
}

/** Places labels in order; each placed one is kept in the grid. No label leaves the canvas. */
export function placeLabels(tasks: readonly LabelTask[], grid: Grid, canvas: Canvas): PlacedLabels {
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

/** A line as its labels see it: from its left end, with its direction. */
interface Slope {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly angle: number;
  readonly cos: number;
  readonly sin: number;
  /** 1 when the packet travels to the right. */
  readonly forward: 1 | -1;
}

function slopeOf({ x1, y1, x2, y2 }: Arrow): Slope {
  const forward = x1 <= x2 ? 1 : -1;
  const [x, y, dx, dy] = forward > 0 ? [x1, y1, x2 - x1, y2 - y1] : [x2, y2, x1 - x2, y1 - y2];
  const length = Math.hypot(dx, dy) || 1;
  return { x, y, length, angle: Math.atan2(dy, dx), cos: dx / length, sin: dy / length, forward };
}

function placeLabel(task: LabelTask, grid: Grid, canvas: Canvas): Label | null {
  const slope = slopeOf(task.arrow);
  if (Math.abs(slope.angle) > STEEPEST) return null;
  const sides = task.laden ? ABOVE : sidesOf(task.arrow);
  const slides = task.crowded ? FEW_SLIDES : SLIDES;
  let best: Label | null = null;
  let least = Infinity;
  const weigh = (wording: Wording, box: Box, cost: number): void => {
    const bounds = boundsOf(box);
    if (!fitsIn(bounds, task.corridor, canvas) || grid.collides(box, bounds)) return;
    const crossings = grid.crossings(box, task.line, MOST_CROSSINGS, bounds);
    const whole = cost + crossings * CROSSING_COST;
    if (whole >= least || (task.crowded && crossings > LEGIBLE_CROSSINGS)) return;
    best = { packet: task.arrow.packet, runs: wording.runs, box };
    least = whole;
  };
  task.wordings.forEach((wording, shorter) => {
    const free = slope.length - wording.width - 2 * END_MARGIN;
    if (task.arrow.end === "lost" && free < CROSS) {
      // Too short for its text beside the cross: it speaks behind that, over or under it.
      const cost = shorter * SHORTER_COST;
      if (cost >= least) return;
      weigh(wording, boxBehind(slope, wording.width), cost);
      for (const [clear, along] of CLEARANCES) for (const side of sides) weigh(wording, boxPast(slope, wording.width, side * clear, along), cost + BELOW_COST);
    }
    if (free < 0) return;
    for (const side of sides) {
      const start = shorter * SHORTER_COST + (side === sides[0] ? 0 : BELOW_COST);
      for (const slide of slides) {
        const cost = start + Math.abs(slide) * SLIDE_COST;
        if (cost >= least) break;
        weigh(wording, boxOn(slope, wording.width, side, slide, free), cost);
      }
    }
  });
  return best;
}

/**
 * The box of a label on its line: above (-1) or below (1) it, slid by a share of the free way, towards the receiver when
 * positive. The head needs a little room of its own, so the middle lies a little towards the sender.
 */
function boxOn(slope: Slope, width: number, side: -1 | 1, slide: number, free: number): Box {
  const wanted = slope.length / 2 + (slide - 0.04) * slope.forward * free;
  const along = Math.max(END_MARGIN + width / 2, Math.min(slope.length - END_MARGIN - width / 2, wanted));
  return boxAt(slope, width, along, side * (LABEL_HEIGHT / 2 + LIFT));
}

function boxBehind(slope: Slope, width: number): Box {
  const distance = CROSS + 5 + width / 2;
  return boxAt(slope, width, slope.forward > 0 ? slope.length + distance : -distance, 0);
}

/** From the sender's end on, so far off the line that it clears the cross. */
function boxPast(slope: Slope, width: number, clear: number, from: number): Box {
  const along = from + width / 2;
  return boxAt(slope, width, slope.forward > 0 ? along : slope.length - along, clear + Math.sign(clear) * (LIFT + LABEL_HEIGHT / 2));
}

function boxAt(slope: Slope, width: number, along: number, away: number): Box {
  return {
    x: slope.x + slope.cos * along - slope.sin * away, y: slope.y + slope.sin * along + slope.cos * away,
    width, height: LABEL_HEIGHT, angle: slope.angle,
  };
}

const ABOVE = [-1] as const;
const ABOVE_FIRST = [-1, 1] as const;
const INSIDE_FIRST = [1, -1] as const;

/** Above the line first; for a bundle that is wide enough, inside of it. */
function sidesOf(arrow: Arrow): readonly (-1 | 1)[] {
  return arrow.spread !== null && Math.min(arrow.spread.sent, arrow.spread.ended) > LABEL_HEIGHT ? INSIDE_FIRST : ABOVE_FIRST;
}

function fitsIn(bounds: Bounds, [left, right]: readonly [number, number], canvas: Canvas): boolean {
  return bounds.left >= left && bounds.right <= right && bounds.top >= 0 && bounds.bottom <= canvas.height;
}

/** Whether a box lies on the canvas as a whole. */
export function within(box: Box, canvas: Canvas): boolean {
  return fitsIn(boundsOf(box), [0, canvas.width], canvas);
}

/** Where a word beside a lifeline begins. */
export function besideLifeline(x: number, outer: -1 | 1, bandWidth: number): number {
  return x + outer * (bandWidth / 2 + NAME_GAP);
}
