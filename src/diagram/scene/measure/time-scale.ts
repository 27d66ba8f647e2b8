// The scale of the time axis: true to time, with long silences folded, crowded stretches magnified, and one row for each
// thing that happens at one and the same instant. Monotone, and marked wherever it changes.

import type { Milliseconds } from "../../../simulation/index.ts";

/** A stretch of the axis with one scale. `instant` has no duration but a height: several things happen at one time. */
export interface ScalePiece {
  readonly kind: "true" | "magnified" | "silence" | "instant";
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  readonly y0: number;
  readonly y1: number;
  /** How many times larger than the true scale; 1 where it is true, below 1 in a silence, 0 for an instant. */
  readonly factor: number;
}

/** Two moments that must stand at least `pixels` apart. */
export interface Spacing {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  readonly pixels: number;
}

export interface ScaleInput {
  /** Every time at which something is drawn, ascending, without repetition; the first and the last bound the axis. */
  readonly moments: readonly Milliseconds[];
  /** The height that moment `index` needs for its rows, 0 for a single one. */
  readonly rows: (index: number) => number;
  /** Whether anything is on its way between moment `index` and the next. */
  readonly busy: (index: number) => boolean;
  readonly spacings: readonly Spacing[];
  /** Pixels per millisecond of the true scale. */
  readonly base: number;
  /** Where the first moment stands. */
  readonly top: number;
}

const SILENCE_HEIGHT = 38;
const SILENCE_MARGIN = 28;
/** A stretch where nothing happens is folded when it would be this long; a longer one is while a packet is on its way. */
const SILENT_FROM = 150;
const BUSY_SILENT_FROM = 520;
const LEVELS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256];
/** A true stretch shorter than this between two magnified ones is magnified with them. */
const FLICKER = 26;

/** Lays the axis out: pieces that follow one another without a gap. */
export function makeScale(input: ScaleInput): ScalePiece[] {
  const { moments, base } = input;
  const factors = magnify(input);
  const pieces: ScalePiece[] = [];
  let y = input.top;
  const add = (kind: ScalePiece["kind"], from: number, to: number, height: number, factor: number): void => {
    const last = pieces.at(-1);
    if (last !== undefined && last.kind === kind && last.factor === factor && kind !== "silence" && kind !== "instant") {
      pieces[pieces.length - 1] = { ...last, to, y1: y + height };
    } else {
      pieces.push({ kind, from, to, y0: y, y1: y + height, factor });
    }
    y += height;
  };
  moments.forEach((from, index) => {
    const rows = input.rows(index);
    if (rows > 0) add("instant", from, from, rows, 0);
    const to = moments[index + 1];
    if (to === undefined) return;
    const factor = factors[index] ?? 1;
    const height = (to - from) * base * factor;
    const limit = input.busy(index) ? BUSY_SILENT_FROM : SILENT_FROM;
    if (factor === 1 && height > limit) {
      const [start, end] = foldBetween(from, to, SILENCE_MARGIN / base);
      add("true", from, start, (start - from) * base, 1);
      add("silence", start, end, SILENCE_HEIGHT, SILENCE_HEIGHT / ((end - start) * base));
      add("true", end, to, (to - end) * base, 1);
    } else {
      add(factor === 1 ? "true" : "magnified", from, to, height, factor);
    }
  });
  if (pieces.length === 0) {
    const at = moments[0] ?? 0;
    pieces.push({ kind: "true", from: at, to: at, y0: y, y1: y, factor: 1 });
  }
  return pieces;
}

/** The fold between two moments: it leaves at least `margin` on both sides and begins and ends at round times. */
function foldBetween(from: Milliseconds, to: Milliseconds, margin: Milliseconds): [Milliseconds, Milliseconds] {
  const round = 10 ** Math.floor(Math.log10(Math.max(margin, 0.001)));
  const start = Math.ceil((from + margin) / round) * round;
  const end = Math.floor((to - margin) / round) * round;
  const grid = (time: number): number => Math.round(time * 1000) / 1000;
  return end > start ? [grid(start), grid(end)] : [from + margin, to - margin];
}

/** The factor of each interval between neighbouring moments: large enough for every spacing that spans it. */
function magnify(input: ScaleInput): number[] {
  const { moments, base } = input;
  const place = new Map(moments.map((at, index) => [at, index]));
  const factors = moments.slice(1).map(() => 1);
  for (const { from, to, pixels } of input.spacings) {
    const first = place.get(from);
    const last = place.get(to);
    if (first === undefined || last === undefined || last <= first || pixels <= 0) continue;
    const needed = pixels / ((to - from) * base);
    if (needed <= 1) continue;
    const level = LEVELS.find((each) => each >= needed) ?? Math.ceil(needed);
    for (let index = first; index < last; index += 1) factors[index] = Math.max(factors[index] ?? 1, level);
  }
  for (let index = 1; index + 1 < factors.length; index += 1) {
    const [before, own, after] = [factors[index - 1] ?? 1, factors[index] ?? 1, factors[index + 1] ?? 1];
    const around = Math.min(before, after);
    const length = ((moments[index + 1] ?? 0) - (moments[index] ?? 0)) * base * around;
    if (own < around && length < FLICKER * 2) factors[index] = around;
  }
  return factors;
}

/** Where a time stands. At an instant with several rows: below all of them, or at the first when `before`. */
export function positionOf(pieces: readonly ScalePiece[], at: Milliseconds, before = false): number {
  const piece = before ? findFirst(pieces, (each) => each.to >= at) : findLast(pieces, (each) => each.from <= at);
  if (piece === undefined) return before ? (pieces.at(-1)?.y1 ?? 0) : (pieces[0]?.y0 ?? 0);
  if (piece.to === piece.from) return before ? piece.y0 : piece.y1;
  const share = Math.max(0, Math.min(1, (at - piece.from) / (piece.to - piece.from)));
  return piece.y0 + share * (piece.y1 - piece.y0);
}

/** The time that stands at a place; the reverse of `positionOf`. */
export function timeAt(pieces: readonly ScalePiece[], y: number): Milliseconds {
  const piece = findLast(pieces, (each) => each.y0 <= y) ?? pieces[0];
  if (piece === undefined) return 0;
  if (piece.y1 === piece.y0) return piece.to;
  const share = Math.max(0, Math.min(1, (y - piece.y0) / (piece.y1 - piece.y0)));
  return piece.from + share * (piece.to - piece.from);
}

function findFirst<T>(list: readonly T[], holds: (each: T) => boolean): T | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = list[middle];
    if (each !== undefined && holds(each)) high = middle;
    else low = middle + 1;
  }
  return list[low];
}

function findLast<T>(list: readonly T[], holds: (each: T) => boolean): T | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = list[middle];
    if (each !== undefined && holds(each)) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}
