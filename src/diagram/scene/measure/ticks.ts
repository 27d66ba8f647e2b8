// The numbers at the time axis: round ones, as many as find room, finer where time is magnified, none in a fold.

import type { Milliseconds } from "../../../simulation/index.ts";
import type { Tick } from "../scene.ts";
import { uprightBox } from "./box.ts";
import { FONTS, type Measure } from "./fonts.ts";
import type { ScalePiece } from "./time-scale.ts";

const LEAST_STEP = 44;
const HEIGHT = 14;
const NARROW_SPACE = "\u202f";

const LONG = 10_000;

/** The unit that a run is told in: the one in which most of its moments are short numbers. */
export function unitOf(moments: readonly Milliseconds[]): "ms" | "s" {
  const middle = [...moments].sort((a, b) => a - b)[moments.length >> 1] ?? 0;
  return middle >= 2 * LONG ? "s" : "ms";
}

/** The ticks of a scale. `right` is the right edge of the numbers. */
export function ticksOf(scale: readonly ScalePiece[], unit: "ms" | "s", right: number, measure: Measure): Tick[] {
  const ticks: Tick[] = [];
  let free = -Infinity;
  for (const piece of scale) {
    if (piece.kind === "silence" || piece.kind === "instant" || piece.to <= piece.from) continue;
    const perMillisecond = (piece.y1 - piece.y0) / (piece.to - piece.from);
    const step = roundStep(LEAST_STEP / perMillisecond);
    for (let index = Math.ceil(piece.from / step - 1e-9); index * step <= piece.to + 1e-9; index += 1) {
      const at = Math.round(Math.abs(index) * step * 1000) / 1000;
      const y = piece.y0 + (at - piece.from) * perMillisecond;
      if (y < free || at === ticks.at(-1)?.at) continue;
      const text = tickText(at, unit);
      const width = measure(text, FONTS.tick) + 2;
      if (width > right) continue;
      ticks.push({ at, y, text, box: uprightBox(right - width, y - HEIGHT / 2, width, HEIGHT) });
      free = y + HEIGHT + 2;
    }
  }
  return ticks;
}

/** The room that the numbers of a run ask for; on a fast network they have a decimal. */
export function tickRoom(end: Milliseconds, latency: Milliseconds, unit: "ms" | "s", measure: Measure): number {
  const texts = [tickText(Math.ceil(end), unit), ...(latency < 20 && unit === "ms" ? [tickText(Math.min(Math.ceil(end), LONG - 1) + 0.5, unit)] : [])];
  return Math.max(...texts.map((text) => measure(text, FONTS.tick))) + 2;
}

/** 1, 2 or 5 times a power of ten, at least `least` and never finer than the grid of time. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 0.001)));
  const step = [1, 2, 5, 10].find((each) => each * power >= least - 1e-9) ?? 10;
  return Math.max(0.001, step * power);
}

function tickText(at: Milliseconds, unit: "ms" | "s"): string {
  if (unit === "s") return String(Number((at / 1000).toFixed(4)));
  return at >= LONG ? `${Number((at / 1000).toFixed(1))} s` : String(Number(at.toFixed(3)));
}

/** A time in the notation of the picture: `1000 ms`, `1.5 ms`, `60 s`. */
export function timeText(time: Milliseconds): string {
  return time >= 10_000 ? `${Number((time / 1000).toFixed(2))} s` : `${Number(time.toFixed(1))} ms`;
}

/** A time by itself, exact to the microsecond: `1 050 ms`, `240.3 s`. */
export function exactTime(time: Milliseconds): string {
  const trimmed = (value: number): string => grouped(value, decimalsOf(value));
  return time >= 100_000 ? `${trimmed(time / 1000)} s` : `${trimmed(time)} ms`;
}

function decimalsOf(value: number): number {
  return (String(Math.round(value * 1000) / 1000).split(".")[1] ?? "").length;
}

/** A number with its thousands set apart: `1 139`. */
export function grouped(number: number, decimals: number): string {
  const [whole = "", rest] = number.toFixed(decimals).split(".");
  const sets = whole.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
  return rest === undefined ? sets : `${sets}.${rest}`;
}
