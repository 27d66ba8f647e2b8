// The boxes of the participants' row: each over its lifeline, wide enough for its name as far as its neighbours let it.

import { FONTS, fit, type Measure } from "./fonts.ts";

/** What stands in a box, and the lifeline below it. */
export interface Head {
  /** The middle of its lifeline. */
  readonly x: number;
  readonly name: string;
  /** Address and port, or null when narrow. */
  readonly address: string | null;
}

/** A box with its texts, shortened where they do not fit. */
export interface HeadBox {
  readonly left: number;
  readonly width: number;
  readonly name: string;
  readonly address: string | null;
}

export const USUAL_BOX = 144;
export const NARROW_BOX = 80;
const LEAST_USUAL_BOX = 96;
const WIDEST = 200;
/** From a text to the edge of its box, where there is room and where there is little. */
const PADDING = 16;
const NARROW_PADDING = 12;
const LEAST_PADDING = 5;
/** Between two boxes. */
const GAP = 12;
const NARROW_GAP = 6;
/** From the outer boxes to the edge of the picture. */
const EDGE = 2;

interface Stretch {
  left: number;
  right: number;
}

/** Places the boxes of a picture of `width` pixels, in order from left to right. */
export function placeHeads(heads: readonly Head[], width: number, narrow: boolean, measure: Measure): HeadBox[] {
  const gap = narrow ? NARROW_GAP : GAP;
  const padding = narrow ? NARROW_PADDING : PADDING;
  const textOf = ({ name, address }: Head): number => Math.max(measure(name, FONTS.name), address === null ? 0 : measure(address, FONTS.address));
  const least = heads.map((head) => Math.min(WIDEST, textOf(head) + 2 * LEAST_PADDING));
  const needed = least.reduce((sum, own) => sum + own + gap, 2 * EDGE - gap);
  // A box may be as wide as what its neighbours need for their own leaves it; on a phone all may move, if so they find room.
  const rooms = heads.map(({ x }, index) => {
    if (narrow && needed <= width) return WIDEST;
    const shares = [index - 1, index + 1].flatMap((neighbour) => {
      const other = heads[neighbour];
      if (other === undefined) return [];
      const apart = Math.abs(other.x - x) - gap;
      return [Math.max(apart, 2 * apart - (least[neighbour] ?? 0))];
    });
    return Math.min(WIDEST, width - 2 * EDGE, ...shares);
  });
  const shortened = heads.map(({ x, name, address }, index): Head => {
    const inner = Math.max(0, (rooms[index] ?? 0) - 2 * LEAST_PADDING);
    return { x, name: fit(name, FONTS.name, inner, measure), address: address === null ? null : fit(address, FONTS.address, inner, measure) };
  });
  const stretches = spread(shortened.map((head) => ({ x: head.x, width: Math.ceil(textOf(head) + 2 * LEAST_PADDING) })), width, gap);
  shortened.forEach((head, index) => {
    const wanted = Math.max(narrow ? NARROW_BOX : LEAST_USUAL_BOX, Math.ceil(textOf(head) + 2 * padding));
    grow(stretches, index, head.x, wanted, width, gap);
  });
  return shortened.map(({ name, address }, index) => {
    const { left, right } = stretches[index] ?? { left: 0, right: 0 };
    return { left, width: right - left, name, address };
  });
}

/** Each box around its place, moved as little as keeps them apart and inside. */
function spread(boxes: readonly { readonly x: number; readonly width: number }[], width: number, gap: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { x, width: own } of boxes) {
    const left = Math.max(EDGE, x - own / 2, (stretches.at(-1)?.right ?? -Infinity) + gap);
    stretches.push({ left, right: left + own });
  }
  let edge = width - EDGE;
  for (const stretch of [...stretches].reverse()) {
    const over = Math.max(0, stretch.right - edge);
    stretch.left -= over;
    stretch.right -= over;
    edge = stretch.left - gap;
  }
  return stretches;
}

/** Widens a box around its lifeline, by no more than half of what lies free on either side. */
function grow(stretches: readonly Stretch[], index: number, x: number, wanted: number, width: number, gap: number): void {
  const own = stretches[index];
  if (own === undefined) return;
  const [before, after] = [stretches[index - 1], stretches[index + 1]];
  const free = (space: number): number => Math.max(0, space / 2);
  const lowest = before === undefined ? EDGE : own.left - free(own.left - before.right - gap);
  const highest = after === undefined ? width - EDGE : own.right + free(after.left - own.right - gap);
  const half = Math.min(wanted / 2, Math.max(x - lowest, own.right - x), Math.max(highest - x, x - own.left));
  own.left = Math.max(lowest, Math.min(own.left, x - half));
  own.right = Math.min(highest, Math.max(own.right, x + half));
}
