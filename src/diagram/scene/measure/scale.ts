// Chooses the scale of a run: true wherever it can be, so that the slope follows the latency, steeper where the run is slow.

import type { Milliseconds } from "../../../simulation/index.ts";
import type { Reading } from "../reading.ts";
import type { Measure } from "./fonts.ts";
import { spacingsOf, type Stretch } from "./spacings.ts";
import { makeScale, type ScalePiece, type Spacing } from "./time-scale.ts";

/** The drop of an arrow of 50 ms between lifelines 240 pixels apart. */
const USUAL_DROP = 50;
const USUAL_LATENCY = 50;
const USUAL_GAP = 240;
const LEAST_DROP = 26;
const NARROW_LEAST_DROP = 40;
/** Between a segment and its answer there is room for what the segment carries and for the answer's label. */
const LADEN_DROP = 52;
const MOST_DROP = 150;
const FLOOD_HEIGHT = 460;
/** A slow network is drawn steeper than a fast one, though not in proportion. */
const STEEPENING = 0.4;
/** When more than this share of the picture would be magnified, all of it is drawn larger instead. */
const MOST_MAGNIFIED = 0.5;
const ENLARGE = 1.5;

/** The true scale in pixels per millisecond, and the pieces of the axis from `top` on. `steepness`: how much longer than wide arrows are known to be. */
export function scaleOf(reading: Reading, top: number, stretch: Stretch, steepness: number, measure: Measure): { base: number; scale: ScalePiece[] } {
  const { trace, columns, latency, moments } = reading;
  const first = columns.participants[0]?.x ?? 0;
  const gap = Math.max(60, (columns.participants[1]?.x ?? first + 200) - first);
  const { floods } = reading.foreground;
  const longest = floods.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  let drop = Math.max(dropOf(latency, gap, columns.narrow), reading.groups.length > 0 ? LADEN_DROP : 0);
  for (;;) {
    const own = latency > 0 ? drop / latency : trace.end > 0 ? 400 / trace.end : 1;
    // A flood is seen whole; what goes on beside it is magnified as far as it must be.
    const base = longest > 0 ? Math.min(own, FLOOD_HEIGHT / longest) : own;
    const view = { narrow: columns.narrow, slope: Math.max(drop / gap, Math.sqrt(steepness ** 2 - 1)), base, labelled: reading.folded !== "segments" };
    const spacings = [...(longest > 0 ? slopesOf(reading) : []), ...spacingsOf(trace, reading.bundles, reading.stays, reading.rows, view, stretch, measure, reading.groups)];
    const scale = makeScale({ moments: moments.times, rows: moments.rows, busy: moments.busy, spacings, base, top });
    if (latency <= 0 || longest > 0 || drop * ENLARGE > gap * 0.45 || magnifiedShare(scale) < MOST_MAGNIFIED) return { base, scale };
    drop *= ENLARGE;
  }
}

/** What arrives and is taken is drawn as a slope, however small the scale is. */
function slopesOf({ flights, outcomes, columns }: Reading): Spacing[] {
  const pixels = columns.narrow ? NARROW_LEAST_DROP : LEAST_DROP;
  return flights.flatMap(({ packet, copy, end, sentAt, endsAt }) =>
    end === "arrives" && endsAt > sentAt && outcomes.get(packet)?.[copy] !== "ignored" ? [{ from: sentAt, to: endsAt, pixels }] : []);
}

/** The height of a typical arrow in pixels. */
function dropOf(latency: Milliseconds, gap: number, narrow: boolean): number {
  const wanted = USUAL_DROP * (Math.max(latency, 0.001) / USUAL_LATENCY) ** STEEPENING * Math.sqrt(gap / USUAL_GAP) * (narrow ? 1.2 : 1);
  return Math.max(LEAST_DROP, Math.min(gap * 0.6, MOST_DROP, wanted));
}

/** The share of the height, folds aside, that is larger than true. */
function magnifiedShare(scale: readonly ScalePiece[]): number {
  let magnified = 0;
  let whole = 1;
  for (const { kind, y0, y1 } of scale) {
    if (kind === "magnified") magnified += y1 - y0;
    if (kind !== "silence") whole += y1 - y0;
  }
  return magnified / whole;
}
