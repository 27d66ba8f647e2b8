// The signs of a changed scale: folds with the time that they hide, and windows in which time is magnified.

import { within, type Canvas } from "../parts/labels.ts";
import type { MagnifiedWindow, SceneWords, Silence } from "../scene.ts";
import { uprightBox, type Box } from "./box.ts";
import type { Columns } from "./columns.ts";
import { FONTS, type Measure } from "./fonts.ts";
import type { Grid } from "./grid.ts";
import type { ScalePiece } from "./time-scale.ts";

const TEXT_HEIGHT = 20;
const NOTE_HEIGHT = 14;

/** The folds, each with its text in the middle between the outer lifelines: in words, in few words, or as a mere time. */
export function placeSilences(scale: readonly ScalePiece[], columns: Columns, grid: Grid, words: SceneWords, measure: Measure): Silence[] {
  const left = columns.participants[0]?.x ?? 0;
  const right = columns.participants.at(-1)?.x ?? columns.width;
  const room = right - left - columns.bandWidth - 12;
  const pieces = scale.filter((piece) => piece.kind === "silence");
  return pieces.map((piece, id): Silence => {
    const time = piece.to - piece.from;
    const padding = columns.narrow ? 6 : 28;
    const forms = (["long", "narrow", "time"] as const).slice(columns.narrow ? 1 : 0);
    const widths = forms.map((form) => ({ form, width: measure(silenceText(time, form, words), FONTS.silence) + padding }));
    const chosen = widths.find(({ width }) => width <= room) ?? { form: "time" as const, width: room };
    const box: Box = { x: (left + right) / 2, y: (piece.y0 + piece.y1) / 2, width: chosen.width, height: TEXT_HEIGHT, angle: 0 };
    grid.addBox(box);
    return { id, y0: piece.y0, y1: piece.y1, time, form: chosen.form, box };
  });
}

/** The text of a fold in one of its forms. */
export function silenceText(time: number, form: Silence["form"], words: Pick<SceneWords, "silence" | "time">): string {
  return form === "time" ? words.time(time) : words.silence(time, form === "narrow");
}

/** The magnified windows: neighbouring pieces that are larger than true, as one, with the largest factor. */
export function placeWindows(
  scale: readonly ScalePiece[], columns: Columns, canvas: Canvas, grid: Grid,
  words: SceneWords, measure: Measure,
): MagnifiedWindow[] {
  const windows: { y0: number; y1: number; factor: number | null }[] = [];
  for (const piece of scale) {
    if (piece.kind !== "magnified" && piece.kind !== "instant") continue;
    const factor = piece.kind === "magnified" ? piece.factor : null;
    const last = windows.at(-1);
    if (last !== undefined && Math.abs(last.y1 - piece.y0) < 0.01) {
      last.y1 = piece.y1;
      last.factor = factor === null ? last.factor : Math.max(last.factor ?? 0, factor);
    } else {
      windows.push({ y0: piece.y0, y1: piece.y1, factor });
    }
  }
  return windows.map((window, id): MagnifiedWindow => {
    const { factor } = window;
    if (factor === null) return { id, ...window, label: null };
    const long = measure(words.magnified(factor), FONTS.note) + 4;
    const short = measure(factorText(factor), FONTS.note) + 4;
    const y = window.y1 - NOTE_HEIGHT - 2;
    const places = [
      ...(columns.side === null ? [] : [{ box: uprightBox(canvas.width - long - 8, y, long, NOTE_HEIGHT), short: false }]),
      { box: uprightBox(columns.tickRight - short, y, short, NOTE_HEIGHT), short: true },
      { box: uprightBox(columns.tickRight - short, window.y0 + 2, short, NOTE_HEIGHT), short: true },
    ];
    const label = places.find((place) => window.y1 - window.y0 > NOTE_HEIGHT + 4 && within(place.box, canvas) && !grid.collides(place.box)) ?? null;
    if (label !== null) grid.addBox(label.box);
    return { id, ...window, label };
  });
}

/** `24×` */
export function factorText(factor: number): string {
  return `${factor}×`;
}
