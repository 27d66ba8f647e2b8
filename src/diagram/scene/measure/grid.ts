// A grid of square cells that finds the boxes and lines near a place, so that layout stays fast in long runs.

import { boundsOf, crosses, intersects, type Bounds, type Box, type Line } from "./box.ts";

const CELL = 48;
const COLUMNS = 1024;

/** Boxes and lines by place. Nothing is ever taken out: a layout makes a new one. */
export interface Grid {
  /** Keeps a box that later ones must not touch. */
  addBox(box: Box): void;
  /** Keeps a line under an id; ids are small non-negative integers. */
  addLine(id: number, line: Line): void;
  /** Whether a box touches any that was kept. `bounds`: its own, where they are known. */
  collides(box: Box, bounds?: Bounds): boolean;
  /** How many kept lines pass through a box, the one under `except` aside; stops counting at `most`. */
  crossings(box: Box, except: number, most: number, bounds?: Bounds): number;
}

interface KeptBox {
  readonly box: Box;
  readonly bounds: Bounds;
}

interface KeptLine {
  readonly id: number;
  readonly line: Line;
}

export function makeGrid(): Grid {
  const boxes = new Map<number, KeptBox[]>();
  const lines = new Map<number, KeptLine[]>();
  return {
    addBox(box) {
      const kept = { box, bounds: boundsOf(box) };
      anyCell(kept.bounds, (key) => push(boxes, key, kept));
    },
    addLine(id, line) {
      const kept = { id, line };
      eachCellAlong(line, (key) => push(lines, key, kept));
    },
    collides(box, bounds = boundsOf(box)) {
      return anyCell(bounds, (key) => {
        for (const other of boxes.get(key) ?? NO_BOXES) if (overlap(bounds, other.bounds) && intersects(box, other.box)) return true;
        return false;
      });
    },
    crossings(box, except, most, bounds = boundsOf(box)) {
      const seen: number[] = [];
      anyCell(bounds, (key) => {
        for (const { id, line } of lines.get(key) ?? NO_LINES) {
          if (id !== except && passes(line, bounds) && !seen.includes(id) && crosses(box, line)) seen.push(id);
          if (seen.length >= most) return true;
        }
        return false;
      });
      return seen.length;
    },
  };
}

const NO_BOXES: readonly KeptBox[] = [];
const NO_LINES: readonly KeptLine[] = [];

/** What can be told without the angles. */
function overlap(a: Bounds, b: Bounds): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function passes({ x1, y1, x2, y2 }: Line, { left, top, right, bottom }: Bounds): boolean {
  return Math.min(x1, x2) <= right && Math.max(x1, x2) >= left && Math.min(y1, y2) <= bottom && Math.max(y1, y2) >= top;
}

function push<T>(cells: Map<number, T[]>, key: number, value: T): false {
  const cell = cells.get(key);
  if (cell === undefined) cells.set(key, [value]);
  else cell.push(value);
  return false;
}

/** Visits the cells under a rectangle until `visit` says that it is enough; gives whether it did. */
function anyCell(bounds: Bounds, visit: (key: number) => boolean): boolean {
  const left = Math.floor(bounds.left / CELL);
  const right = Math.floor(bounds.right / CELL);
  const bottom = Math.floor(bounds.bottom / CELL);
  for (let row = Math.floor(bounds.top / CELL); row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) if (visit(row * COLUMNS + column)) return true;
  }
  return false;
}

/** Visits the cells that a line passes, column by column. */
function eachCellAlong(line: Line, visit: (key: number) => void): void {
  const [left, right] = line.x1 <= line.x2 ? [line.x1, line.x2] : [line.x2, line.x1];
  const upright = line.x1 === line.x2;
  const slope = upright ? 0 : (line.y2 - line.y1) / (line.x2 - line.x1);
  const last = Math.floor(right / CELL);
  for (let column = Math.floor(left / CELL); column <= last; column += 1) {
    const ya = upright ? line.y1 : line.y1 + slope * (Math.max(left, column * CELL) - line.x1);
    const yb = upright ? line.y2 : line.y1 + slope * (Math.min(right, (column + 1) * CELL) - line.x1);
    const bottom = Math.floor(Math.max(ya, yb) / CELL);
    for (let row = Math.floor(Math.min(ya, yb) / CELL); row <= bottom; row += 1) visit(row * COLUMNS + column);
  }
}
