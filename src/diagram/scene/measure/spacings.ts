// How far apart things must stand to be legible: two sendings of one host, two states of one lifeline.

import type { Milliseconds, Trace } from "../../../simulation/index.ts";
import { bandRoom, type Stay } from "../parts/bands.ts";
import type { Bundle } from "../parts/bundles.ts";
import { LABEL_HEIGHT } from "../parts/labels.ts";
import type { MessageGroup } from "../parts/message-groups.ts";
import { RIBBON } from "../parts/ribbons.ts";
import { isBurst, type Rows } from "../parts/rows.ts";
import type { Measure } from "./fonts.ts";
import type { Spacing } from "./time-scale.ts";

/** Pixels to add before the sending of a packet, by the first packet of its bundle: where a label found no room. */
export type Stretch = ReadonlyMap<number, number>;

/** The distance of two arrows without labels. */
const BARE = 5;
/** So many things at one instant are a fan. */
const FANNED_FROM = 3;
const FAN = 12;
const MOST_FAN = 16;
/** Sendings that would need more magnification than this are a crowd: they get less room, and labels where there is some. */
const CROWDED = 4;
const LEAST_CROWDED = 9;

/** The distance of two parallel arrows with a label each. */
function lineHeightOf(slope: number): number {
  return (LABEL_HEIGHT + 3) * Math.hypot(1, slope);
}

/** The packets that leave so soon after another of the same host that they have no claim to room for a label. */
export function crowdedLeads(trace: Trace, bundles: readonly Bundle[], rows: Rows, base: number): ReadonlySet<number> {
  const crowded = new Set<number>();
  const last = new Map<string, Milliseconds>();
  for (const { lead, packets } of bundles) {
    const packet = trace.packets[lead];
    if (packet === undefined) continue;
    const before = last.get(packet.from);
    const close = before !== undefined && packet.sentAt > before && (packet.sentAt - before) * base * CROWDED < lineHeightOf(0);
    if (packets.length === 1 && (close || isBurst(rows, packet.sentAt))) crowded.add(lead);
    last.set(packet.from, trace.packets[packets.at(-1) ?? lead]?.sentAt ?? packet.sentAt);
  }
  return crowded;
}

interface Moment {
  readonly at: Milliseconds;
  readonly row: number;
  /** What a ribbon under its segment needs; absent: nothing. */
  readonly ribbon?: number;
}

/** The distances that the layout asks of the time scale. `slope` is the height of a typical arrow over its width. */
export function spacingsOf(
  trace: Trace, bundles: readonly Bundle[], stays: readonly Stay[], rows: Rows,
  view: { readonly narrow: boolean; readonly slope: number; readonly base: number; readonly labelled: boolean }, stretch: Stretch, measure: Measure, groups: readonly MessageGroup[],
): Spacing[] {
  const spacings: Spacing[] = [];
  const add = (from: Moment, to: Moment, pixels: number): void => {
    if (to.at <= from.at) return;
    const inRows = rows.offset(from.at, rows.count(from.at) - 1 - from.row) + rows.offset(to.at, to.row);
    if (pixels > inRows) spacings.push({ from: from.at, to: to.at, pixels: pixels - inRows });
  };
  const lineHeight = view.labelled ? lineHeightOf(view.slope) : BARE;
  const laden = new Set(groups.map(({ first }) => first));
  const lastSent = new Map<string, Moment>();
  for (const bundle of bundles) {
    const packet = trace.packets[bundle.lead];
    if (packet === undefined) continue;
    const ribbon = bundle.packets.some((id) => laden.has(id)) ? (RIBBON + 3) * Math.hypot(1, view.slope) : 0;
    const moment = { at: packet.sentAt, row: rows.sent(bundle.lead), ribbon };
    const before = lastSent.get(packet.from);
    if (before !== undefined) {
      const crowding = lineHeight / Math.max((moment.at - before.at) * view.base, 0.001);
      const wanted = crowding <= CROWDED ? lineHeight : Math.max(Math.min(lineHeight, LEAST_CROWDED), lineHeight * Math.sqrt(CROWDED / crowding));
      add(before, moment, wanted + (before.ribbon ?? 0) + (stretch.get(bundle.lead) ?? 0));
    }
    const last = trace.packets[bundle.packets.at(-1) ?? bundle.lead] ?? packet;
    lastSent.set(packet.from, last.sentAt > packet.sentAt ? { at: last.sentAt, row: rows.count(last.sentAt) - 1, ribbon } : moment);
  }
  if (view.labelled) addFans(trace, bundles, rows, view.base, add);
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

/** What leaves at one instant is set apart where it arrives, within reason: lines that converge have no room for labels. */
function addFans(
  trace: Trace, bundles: readonly Bundle[], rows: Rows, base: number, add: (from: Moment, to: Moment, pixels: number) => void,
): void {
  const arrivals = new Map<string, Moment[]>();
  for (const { lead, packets } of bundles) {
    const packet = trace.packets[lead];
    const at = packet?.arrivals[0];
    if (packet === undefined || at === undefined || packets.length > 1 || rows.count(packet.sentAt) < FANNED_FROM) continue;
    const moment = { at, row: rows.ended(lead, 0) };
    const list = arrivals.get(packet.to);
    if (list === undefined) arrivals.set(packet.to, [moment]);
    else list.push(moment);
  }
  for (const list of arrivals.values()) {
    list.sort((a, b) => a.at - b.at);
    list.forEach((moment, index) => {
      const before = list[index - 1];
      if (before !== undefined) add(before, moment, Math.min(FAN, (moment.at - before.at) * base * MOST_FAN));
    });
  }
}
