// How far apart things must stand to be legible: two sendings of one host, two states of one lifeline.

import type { Milliseconds, Trace } from "../../simulation/index.ts";
import { bandRoom, type Stay } from "./bands.ts";
import type { Bundle } from "./bundles.ts";
import { LABEL_HEIGHT } from "./labels.ts";
import type { Measure } from "./fonts.ts";
import type { Rows } from "./rows.ts";
import { ROW_HEIGHT, type Spacing } from "./time-scale.ts";

/** Pixels to add before the sending of a packet, by the first packet of its bundle: where a label found no room. */
export type Stretch = ReadonlyMap<number, number>;

interface Moment {
  readonly at: Milliseconds;
  readonly row: number;
}

/** The distances that the layout asks of the time scale. `slope` is the height of a typical arrow over its width. */
export function spacingsOf(
  trace: Trace, bundles: readonly Bundle[], stays: readonly Stay[], rows: Rows,
  view: { readonly narrow: boolean; readonly slope: number; readonly base: number }, stretch: Stretch, measure: Measure,
): Spacing[] {
  const spacings: Spacing[] = [];
  const add = (from: Moment, to: Moment, pixels: number): void => {
    if (to.at <= from.at) return;
    const inRows = (rows.count(from.at) - 1 - from.row + to.row) * ROW_HEIGHT;
    if (pixels > inRows) spacings.push({ from: from.at, to: to.at, pixels: pixels - inRows });
  };
  const lineHeight = (LABEL_HEIGHT + 1) * Math.hypot(1, view.slope);
  const lastSent = new Map<string, Moment>();
  for (const bundle of bundles) {
    const packet = trace.packets[bundle.lead];
    if (packet === undefined) continue;
    const moment = { at: packet.sentAt, row: rows.sent(bundle.lead) };
    const before = lastSent.get(packet.from);
    if (before !== undefined) add(before, moment, lineHeight + (stretch.get(bundle.lead) ?? 0));
    lastSent.set(packet.from, moment);
  }
  const lastStay = new Map<string, { readonly stay: Stay; readonly moment: Moment }>();
  for (const stay of stays) {
    const moment = { at: stay.from, row: stay.event === null ? 0 : rows.state(stay.event) };
    const before = lastStay.get(stay.host);
    if (before !== undefined) {
      const room = bandRoom(before.stay.state, view.narrow, measure);
      // Names along the bands are long: time is stretched for them a little, not without end.
      const most = view.narrow ? (moment.at - before.moment.at) * view.base * 3 : room;
      add(before.moment, moment, Math.min(room, most));
    }
    lastStay.set(stay.host, { stay, moment });
  }
  return spacings;
}
