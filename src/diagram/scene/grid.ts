// A grid of square cells that finds the boxes and lines near a place, so that layout and pointing stay fast in long runs.

import { boundsOf, crosses, intersects, type Bounds, type Box, type Line } from "./box.ts";

const CELL = 48;
const COLUMNS = 1024;

/** Boxes and lines by place. Nothing is ever taken out: a layout makes a new one. */
export interface Grid {
  /** Keeps a box that later ones must not touch. */
  addBox(box: Box): void;
  /** Keeps a line under an id; ids are small non-negative integers. */
  addLine(id: number, line: Line): void;
  /** Whether a box touches any that was kept. */
  collides(box: Box): boolean;
  /** How many kept lines pass through a box, the one under `except` aside; stops counting at `most`. */
  crossings(box: Box, except: number, most: number): number;
}

export function makeGrid(): Grid {
  const boxes = new Map<number, Box[]>();
  const lines = new Map<number, { readonly id: number; readonly line: Line }[]>();

  return {
    addBox(box) {
      for (const key of cellsOf(boundsOf(box))) push(boxes, key, box);
    },
    addLine(id, line) {
      for (const key of cellsAlong(line)) push(lines, key, { id, line });
    },
    collides(box) {
      for (const key of cellsOf(boundsOf(box))) {
        const kept = boxes.get(key);
        if (kept === undefined) continue;
        for (const other of kept) if (intersects(box, other)) return true;
      }
      return false;
    },
    crossings(box, except, most) {
      const seen: number[] = [];
      for (const key of cellsOf(boundsOf(box))) {
        const kept = lines.get(key);
        if (kept === undefined) continue;
        for (const { id, line } of kept) {
          if (id === except || seen.includes(id) || !crosses(box, line)) continue;
          seen.push(id);
          if (seen.length >= most) return most;
        }
      }
      return seen.length;
    },
  };
}

function push<T>(cells: Map<number, T[]>, key: number, value: T): void {
  const cell = cells.get(key);
  if (cell === undefined) cells.set(key, [value]);
  else cell.push(value);
}

function cellsOf(bounds: Bounds): number[] {
  const keys: number[] = [];
  const right = Math.floor(bounds.right / CELL);
  const bottom = Math.floor(bounds.bottom / CELL);
  for (let row = Math.floor(bounds.top / CELL); row <= bottom; row += 1) {
    for (let column = Math.floor(bounds.left / CELL); column <= right; column += 1) keys.push(row * COLUMNS + column);
  }
  return keys;
}

/** The cells that a line passes, column by column. */
function cellsAlong(line: Line): number[] {
  const [left, right] = line.x1 <= line.x2 ? [line.x1, line.x2] : [line.x2, line.x1];
  const slope = line.x1 === line.x2 ? 0 : (line.y2 - line.y1) / (line.x2 - line.x1);
  const keys: number[] = [];
  for (let column = Math.floor(left / CELL); column <= Math.floor(right / CELL); column += 1) {
    const from = Math.max(left, column * CELL);
    const to = Math.min(right, (column + 1) * CELL);
    const upright = line.x1 === line.x2;
    const ya = upright ? line.y1 : line.y1 + slope * (from - line.x1);
    const yb = upright ? line.y2 : line.y1 + slope * (to - line.x1);
    const bottom = Math.floor(Math.max(ya, yb) / CELL);
    for (let row = Math.floor(Math.min(ya, yb) / CELL); row <= bottom; row += 1) keys.push(row * COLUMNS + column);
  }
  return keys;
}
