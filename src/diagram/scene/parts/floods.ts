// Floods as counts: a heat strip where their sender's lifeline would be, and a wedge for each group of SYNs with one fate.

import type { FloodTally, TraceFlood } from "../../../simulation/index.ts";
import { uprightBox, type Box } from "../measure/box.ts";
import type { Columns } from "../measure/columns.ts";
import { FONTS, type Font, type Measure } from "../measure/fonts.ts";
import type { Grid } from "../measure/grid.ts";
import { grouped } from "../measure/ticks.ts";
import { positionOf, timeAt, type ScalePiece } from "../measure/time-scale.ts";
import type { Fate, SceneWords, Strip, Wedge } from "../scene.ts";

const CELL = 3;
/** How many shades tell rates apart. */
export const SHADES = 6;
const STRIP_WIDTH = 34;
const NARROW_STRIP_WIDTH = 18;
const WEDGE_LENGTH = 76;
const NARROW_WEDGE_LENGTH = 42;
const WEDGE_HALF = 8;
/** The darkest shade is kept for more than there is. */
const HEADROOM = 1.25;
/** A steady flood has one shade, however its SYNs fall into the rows. */
const TOLERANCE = 0.4;
const WORD_HEIGHT = 15;
/** Half of a wedge with its two texts. */
const HALF = WEDGE_HALF + WORD_HEIGHT;
/** SYNs of one fate that come further apart than this share of the flood are two groups. */
const APART = 0.3;

const FATES: readonly Fate[] = ["queued", "cookies", "dropped", "others", "lost"];

/** How wide the strip of a flood is. */
export function stripWidth(narrow: boolean): number {
  return narrow ? NARROW_STRIP_WIDTH : STRIP_WIDTH;
}

/** The strips of the floods: each row of pixels is as dark as SYNs went fast at that time. */
export function stripsOf(floods: readonly TraceFlood[], columns: Columns, scale: readonly ScalePiece[]): Strip[] {
  return floods.flatMap((flood, index): Strip[] => {
    const sender = columns.participants.find(({ host }) => host === flood.from);
    const last = flood.tallies.at(-1);
    if (sender === undefined || last === undefined) return [];
    const [top, bottom] = [positionOf(scale, flood.start, true), Math.max(positionOf(scale, last.to), positionOf(scale, flood.start, true) + CELL)];
    const rates: number[] = [];
    for (let y = top; y < bottom; y += CELL) rates.push(rateBetween(flood, timeAt(scale, y), timeAt(scale, Math.min(bottom, y + CELL))));
    const most = roundUp(HEADROOM * rates.reduce((max, rate) => Math.max(max, rate), 0));
    const width = stripWidth(columns.narrow);
    const shades = rates.map((rate) => (rate <= 0 ? 0 : Math.max(1, Math.min(SHADES, Math.ceil((rate / most) * SHADES - TOLERANCE)))));
    return [{ flood: index, host: flood.from, x: sender.x - width / 2, width, y0: top, y1: bottom, most, cells: cellsOf(shades, top, bottom) }];
  });
}

/** SYNs per second between two times; where time stands still in the picture, at that time. */
function rateBetween(flood: TraceFlood, from: number, to: number): number {
  if (to <= from) {
    const tally = flood.tallies.find((each) => each.from <= from && from < each.to);
    return tally === undefined ? 0 : tally.sent / (tally.to - tally.from) * 1000;
  }
  let sent = 0;
  for (const tally of flood.tallies) {
    if (tally.from >= to) break;
    if (tally.to > from) sent += tally.sent * (Math.min(to, tally.to) - Math.max(from, tally.from)) / (tally.to - tally.from);
  }
  return sent / (to - from) * 1000;
}

/** Rows of one shade that follow one another are one cell. */
function cellsOf(shades: readonly number[], top: number, bottom: number): Strip["cells"] {
  const cells: { y0: number; y1: number; shade: number }[] = [];
  shades.forEach((shade, row) => {
    const [y0, y1] = [top + row * CELL, Math.min(bottom, top + (row + 1) * CELL)];
    const before = cells.at(-1);
    if (before !== undefined && before.shade === shade) before.y1 = y1;
    else cells.push({ y0, y1, shade });
  });
  return cells;
}

/** The next of 1, 2, 4, 5 times a power of ten. */
function roundUp(rate: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rate, 1e-9)));
  return ([1, 2, 4, 5, 10].find((each) => each * power >= rate - 1e-9) ?? 10) * power;
}

/** Where the wedges of a flood end and the chart of its target may begin. */
export function wedgeReach(columns: Columns, flood: TraceFlood): number {
  const sender = columns.participants.find(({ host }) => host === flood.from);
  const target = columns.participants.find(({ host }) => host === (flood.entrance ?? flood.to));
  if (sender === undefined || target === undefined) return 0;
  const direction = Math.sign(target.x - sender.x);
  return sender.x + direction * (stripWidth(columns.narrow) / 2 + 2 + (columns.narrow ? NARROW_WEDGE_LENGTH : WEDGE_LENGTH));
}

/** One wedge for each group of SYNs that met one fate; together they count every SYN of the flood. */
export function wedgesOf(
  floods: readonly TraceFlood[], columns: Columns, scale: readonly ScalePiece[], height: number, words: SceneWords, grid: Grid, measure: Measure,
): Wedge[] {
  return floods.flatMap((flood, index) => {
    const sender = columns.participants.find(({ host }) => host === flood.from);
    const reach = wedgeReach(columns, flood);
    if (sender === undefined || reach === 0) return [];
    const direction = Math.sign(reach - sender.x);
    const foot = sender.x + direction * (stripWidth(columns.narrow) / 2 + 2);
    const groups = FATES.flatMap((fate) => groupsOf(flood, fate)).sort((a, b) => a.at - b.at);
    return groups.map(({ fate, count, at }): Wedge => {
      const text = columns.narrow ? grouped(count, 0) : `${grouped(count, 0)} SYN`;
      const boxesAt = (y: number): [Box, Box] => [boxAt(text, FONTS.bracket, y - WEDGE_HALF - WORD_HEIGHT / 2), boxAt(words.fate(fate), FONTS.note, y + WEDGE_HALF + WORD_HEIGHT / 2)];
      const y = freePlace(positionOf(scale, at), height, (place) => boxesAt(place).every((box) => !grid.collides(box)));
      const [countBox, fateBox] = boxesAt(y);
      // The wedge between its texts is taken, too.
      grid.addBox(uprightBox(Math.min(foot, countBox.x - countBox.width / 2), y - HALF, Math.max(countBox.width, fateBox.width), 2 * HALF));
      return { flood: index, fate, count, x1: foot, x2: reach, y, half: WEDGE_HALF, text, countBox, fateBox };
    });

    function boxAt(text: string, font: Font, y: number): Box {
      const width = measure(text, font) + 4;
      return uprightBox(direction > 0 ? foot : foot - width, y - WORD_HEIGHT / 2, width, WORD_HEIGHT);
    }
  });
}

/** The place nearest to the wanted one that is free, below it or above. */
function freePlace(wanted: number, height: number, isFree: (y: number) => boolean): number {
  const [top, bottom] = [HALF, height - HALF - 8];
  const start = Math.max(top, Math.min(bottom, wanted));
  for (let away = 0; away <= height; away += 4) {
    for (const y of [start + away, start - away]) if (y >= top && y <= bottom && isFree(y)) return y;
  }
  return start;
}

interface Group {
  readonly fate: Fate;
  readonly count: number;
  /** The middle of its SYNs in time. */
  readonly at: number;
}

/** The SYNs of one fate in groups that lie apart in time. */
function groupsOf(flood: TraceFlood, fate: Fate): Group[] {
  const apart = (flood.end - flood.start) * APART;
  const groups: { count: number; weight: number; until: number }[] = [];
  for (const tally of flood.tallies) {
    const count = countOf(tally, fate);
    if (count === 0) continue;
    const middle = (tally.from + tally.to) / 2;
    const last = groups.at(-1);
    if (last === undefined || tally.from - last.until > apart) groups.push({ count, weight: count * middle, until: tally.to });
    else {
      last.count += count;
      last.weight += count * middle;
      last.until = tally.to;
    }
  }
  return groups.map(({ count, weight }) => ({ fate, count, at: weight / count }));
}

function countOf(tally: FloodTally, fate: Fate): number {
  return tally[fate];
}
