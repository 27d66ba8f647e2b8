// The queues of a listener as areas along the time axis: how long each is, and how much it holds (RFC 4987 §2.2).

import type { HostId, Milliseconds, Trace } from "../../../simulation/index.ts";
import { uprightBox, type Box } from "../measure/box.ts";
import { CHART_WIDTH, type Columns } from "../measure/columns.ts";
import { FONTS, type Measure } from "../measure/fonts.ts";
import type { Grid } from "../measure/grid.ts";
import { grouped } from "../measure/ticks.ts";
import { positionOf, type ScalePiece } from "../measure/time-scale.ts";
import type { Chart, ChartWord, QueueName, SceneWords } from "../scene.ts";
import { wedgeReach } from "./floods.ts";
import type { Foreground } from "./foreground.ts";

/** How long a queue was from a moment on. */
interface Level {
  readonly at: Milliseconds;
  readonly length: number;
}

/** What a queue's lengths were, and what it holds at most. */
export interface QueueHistory {
  readonly host: HostId;
  readonly queue: QueueName;
  readonly capacity: number | null;
  readonly most: number;
  readonly levels: readonly Level[];
}

const WIDEST = 150;
const LEAST_WIDTH = 24;
const GAP = 5;
/** Where words that stand in one another's way are tried. */
const LINE_SHIFTS = [0, -24, 24, -48];
const WORD_HEIGHT = 15;
const HEAD_Y = 12;
const TOUCHING = 8;

/** The queues of a run that were full at some time, or that a flood was about. */
export function queueHistories(trace: Trace, foreground: Foreground): QueueHistory[] {
  const found = new Map<string, { host: HostId; queue: QueueName; capacity: number | null; most: number; levels: Level[] }>();
  for (const event of trace.events) {
    if (event.kind !== "queue") continue;
    const key = `${event.host} ${event.queue}`;
    const history = found.get(key) ?? { host: event.host, queue: event.queue, capacity: event.capacity, most: 0, levels: [] };
    found.set(key, history);
    history.capacity = event.capacity;
    history.most = Math.max(history.most, event.length);
    const last = history.levels.at(-1);
    if (last?.at === event.at) history.levels.pop();
    history.levels.push({ at: event.at, length: event.length });
  }
  return Array.from(found.values()).filter(({ capacity, most, host, queue }) =>
    (capacity !== null && most >= capacity) || (most > 0 && queue === "syn" && foreground.floods.some(({ to }) => to === host)));
}

/** The charts of a run, beside the lifelines of the hosts whose queues they tell of. */
export function chartsOf(
  trace: Trace, foreground: Foreground, histories: readonly QueueHistory[], columns: Columns, scale: readonly ScalePiece[], bottom: number,
  words: SceneWords, grid: Grid, measure: Measure,
): Chart[] {
  const met = foreground.floods.filter(({ entrance }) => entrance === undefined);
  const inner = met.flatMap((flood) => {
    const target = columns.participants.find(({ host }) => host === flood.to);
    const own = histories.filter(({ host }) => host === flood.to);
    if (target === undefined) return [];
    const reach = wedgeReach(columns, flood);
    const side = reach < target.x ? -1 : 1;
    const room = Math.abs(target.x - reach) - columns.bandWidth / 2 - 2 * GAP;
    const width = Math.min(WIDEST, room / Math.max(1, own.length) - GAP);
    if (width < LEAST_WIDTH) return [];
    return own.map((history, place): Chart => {
      const zero = target.x + side * (columns.bandWidth / 2 + GAP + place * (width + 2 * GAP));
      return chartOf(history, zero, side, width);
    });
  });
  const flooded = new Set(met.map(({ to }) => to));
  const outer = columns.participants.flatMap(({ host, outer: side, charts }) => {
    if (charts === null || flooded.has(host)) return [];
    return histories.filter((history) => history.host === host).map((history, place) => chartOf(history, charts + side * place * CHART_WIDTH, side, CHART_WIDTH - 2 * GAP));
  });
  return [...inner, ...outer];

  /** Where, inside a full stretch, cookies begin to go past the queue; null where they never do. */
  function bypassOf({ floods }: Foreground, host: HostId, y0: number, y1: number): number | null {
    const first = floods.filter(({ to }) => to === host).flatMap(({ tallies }) => tallies).find(({ cookies, to }) => cookies > 0 && positionOf(scale, to) > y0);
    if (first === undefined) return null;
    const y = Math.max(y0, positionOf(scale, first.from));
    return y >= y1 ? null : y - y0 < 2 * WORD_HEIGHT ? y0 : y;
  }

  function chartOf(history: QueueHistory, zero: number, side: -1 | 1, width: number): Chart {
    const { host, queue, capacity, levels } = history;
    const scaleTo = Math.max(1, capacity ?? 0, history.most);
    const xOf = (length: number): number => zero + side * width * length / scaleTo;
    const corners = levels.map(({ at, length }) => ({ y: positionOf(scale, at), x: xOf(length), length }));
    const edge = xOf(scaleTo);
    const span = [Math.min(zero, edge), Math.max(zero, edge)] as const;
    const texts: ChartWord[] = [];
    const fitted = (text: string, x: number, y: number, kind: ChartWord["kind"], anchor: ChartWord["anchor"]): ChartWord | null => {
      const wide = measure(text, FONTS.note) + 4;
      const left = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
      const box: Box = uprightBox(left, y - WORD_HEIGHT / 2, wide, WORD_HEIGHT);
      const outside = kind !== "scale" && (left < span[0] - GAP || left + wide > span[1] + GAP);
      return outside || grid.collides(box) ? null : { text, kind, box, anchor };
    };
    /** All of the words or none. */
    const keep = (words: readonly (ChartWord | null)[]): boolean => {
      const found = words.filter((word) => word !== null);
      if (found.length < words.length) return false;
      for (const { box } of found) grid.addBox(box);
      texts.push(...found);
      return true;
    };
    const put = (...word: Parameters<typeof fitted>): boolean => keep([fitted(...word)]);
    /** Lines one below the other, around a height or as near above or below as there is room in a stretch. */
    const putLines = (lines: readonly string[], x: number, middle: number, from: number, to: number): void => {
      LINE_SHIFTS.filter((shift) => middle + shift - WORD_HEIGHT >= from && middle + shift + WORD_HEIGHT <= to).some((shift) => keep(lines.map((text, place) => fitted(text, x, middle + shift + (place - (lines.length - 1) / 2) * WORD_HEIGHT, "full", "middle"))));
    };
    put(words.queue(queue), (zero + edge) / 2, HEAD_Y, "name", "middle");
    put(grouped(scaleTo, 0), edge, HEAD_Y, "scale", side < 0 ? "start" : "end");
    put("0", zero, HEAD_Y, "scale", side < 0 ? "end" : "start");
    for (const [y0, y1] of merged(fullStretches(history, trace.end).map(({ from, to }) => [positionOf(scale, from), Math.min(bottom, positionOf(scale, to))]))) {
      if (y1 - y0 < 3 * WORD_HEIGHT) continue;
      const bypass = queue === "syn" ? bypassOf(foreground, host, y0, y1) : null;
      const lines: (readonly [string, string])[] = bypass === y0 ? [] : [[words.full(), `${grouped(history.most, 0)} / ${grouped(capacity ?? history.most, 0)}`]];
      if (bypass !== null) lines.push(words.bypassed);
      lines.forEach(([first, second], place) => {
        const [from, to] = place === 0 && bypass !== y0 ? [y0, bypass ?? y1] : [bypass ?? y0, y1];
        const middle = Math.min((from + to) / 2, from + 110);
        if (to - from >= 2 * WORD_HEIGHT) putLines([first, second], (zero + edge) / 2, middle, from, to);
      });
    }
    return { host, queue, zero, side, width, top: positionOf(scale, 0, true), bottom, corners, capacity: capacity === null ? null : xOf(capacity), words: texts };
  }
}

/** Stretches that all but touch, as one: an entry that goes is replaced at once in a flood. */
function merged(stretches: readonly (readonly [number, number])[]): [number, number][] {
  const whole: [number, number][] = [];
  for (const [y0, y1] of stretches) {
    const last = whole.at(-1);
    if (last !== undefined && y0 - last[1] < TOUCHING) last[1] = y1;
    else whole.push([y0, y1]);
  }
  return whole;
}

/** When a queue held all that it holds. */
export function fullStretches({ levels, capacity }: QueueHistory, end: Milliseconds): { from: Milliseconds; to: Milliseconds }[] {
  const stretches: { from: Milliseconds; to: Milliseconds }[] = [];
  let since: Milliseconds | null = null;
  for (const { at, length } of levels) {
    const full = capacity !== null && length >= capacity;
    if (full && since === null) since = at;
    if (!full && since !== null) {
      stretches.push({ from: since, to: at });
      since = null;
    }
  }
  if (since !== null) stretches.push({ from: since, to: end });
  return stretches;
}
