// The columns of the picture for a given width: the axis, brackets and names, lifelines, and the room beside them.

import type { HostId } from "../../../simulation/index.ts";
import type { Participant, Scene } from "../scene.ts";
import type { Measure } from "./fonts.ts";
import { NARROW_BOX, placeHeads, USUAL_BOX } from "./participants.ts";

export interface Columns {
  readonly width: number;
  readonly narrow: boolean;
  readonly side: Scene["side"];
  /** Right edge of the axis's numbers. */
  readonly tickRight: number;
  readonly axisLine: number | null;
  readonly participants: readonly Participant[];
  readonly headHeight: number;
  readonly bandWidth: number;
}

/** A host as the head of a column. */
export interface ColumnHost {
  readonly id: HostId;
  readonly name: string;
  /** Its address and port, or what it bears instead. */
  readonly address: string;
  /** Whether the strip of a flood takes the place of its lifeline. */
  readonly strip: boolean;
  /** Whether what stands beside its lifeline is on the left: it always is for the first host. */
  readonly left?: true;
}

/** What stands beside each lifeline and so needs room. */
export interface Beside {
  /** Width of the widest state name (of its height, when names stand along the band). */
  readonly name: number;
  /** Lanes of brackets. */
  readonly lanes: number;
  /** Charts of queues. */
  readonly charts: number;
}

export const CHART_WIDTH = 64;
export const BAND_WIDTH = 12;
export const LANE_WIDTH = 28;
export const NARROW_LANE_WIDTH = 20;
/** From the edge of the band to the text beside it. */
export const NAME_GAP = 6;
const SIDE_FROM = 640;
const SIDE_FROM_BESIDE_CHARTS = 860;
const FLOOD_SHARE = 1.2;
const CROWDED_FLOOD_SHARE = 0.9;
/** More hosts than these have little room on a phone. */
const MANY = 3;
const NARROW_BELOW = 480;
const EDGE = 12;
const NARROW_EDGE = 4;
/** Between a usual box and the edge of the picture. */
const BOX_MARGIN = 6;

/** Whether a picture of this width writes names along the bands and shortens fields. */
export function isNarrow(width: number): boolean {
  return width < NARROW_BELOW;
}

/** Lays out the columns. `beside` has an entry per host, in order; `tick` is the width of the longest number at the axis. */
export function columnsOf(hosts: readonly ColumnHost[], beside: readonly Beside[], tick: number, width: number, measure: Measure): Columns {
  const narrow = isNarrow(width);
  const laneWidth = narrow ? NARROW_LANE_WIDTH : LANE_WIDTH;
  const besideOf = (index: number): number => {
    const own = beside[index];
    return own === undefined ? 0 : textsOf(own) + own.charts * CHART_WIDTH;
  };
  const textsOf = ({ name, lanes }: Beside): number => NAME_GAP + name + lanes * laneWidth + (lanes > 0 ? 4 : 0);
  const tickRight = (narrow ? 2 : EDGE) + Math.max(tick, narrow ? 26 : 30);
  const axisLine = narrow ? null : tickRight + 10;
  const last = hosts.length - 1;
  const wanted = Math.min(340, Math.max(168, width * 0.25));
  const counts = hosts.some(({ strip }) => strip) || beside.some(({ charts }) => charts > 0);
  const side = width >= (counts ? SIDE_FROM_BESIDE_CHARTS : SIDE_FROM) && hosts.length <= 3 ? { x: width - wanted, width: wanted - 4 } : null;
  const crowded = narrow && hosts.length > MANY;
  // Where there are many, boxes move away from the edges.
  const halfBox = (narrow ? (crowded ? NARROW_BOX / 2 : NARROW_BOX) : USUAL_BOX) / 2;
  const left = Math.max(halfBox + (narrow ? 0 : BOX_MARGIN), (axisLine ?? tickRight) + (narrow ? 4 : 8) + besideOf(0) + BAND_WIDTH / 2);
  const edge = side === null ? width - (narrow ? NARROW_EDGE : EDGE) : side.x - 8;
  const right = Math.min(edge - halfBox, edge - (last > 0 ? besideOf(last) : 0) - BAND_WIDTH / 2);
  // Between a flood and its target there are groups and queues to show.
  const gaps = hosts.slice(1).map(({ strip }, index) => (strip || hosts[index]?.strip === true ? (crowded ? CROWDED_FLOOD_SHARE : FLOOD_SHARE) : 1));
  const step = last > 0 ? (right - left) / gaps.reduce((sum, gap) => sum + gap, 0) : 0;
  const places = hosts.map((_, index) => Math.round(left + step * gaps.slice(0, index).reduce((sum, gap) => sum + gap, 0)));
  const heads = placeHeads(hosts.map(({ name, address }, index) => ({ x: places[index] ?? 0, name, address: narrow ? null : address })), width, narrow, measure);
  const participants = heads.map((head, index): Participant => {
    const [x, own, host] = [places[index] ?? 0, beside[index], hosts[index]];
    const outer = index === 0 || host?.left === true ? -1 : 1;
    const charts = own === undefined || own.charts === 0 || (index > 0 && index < last) ? null : x + outer * (BAND_WIDTH / 2 + textsOf(own) + 4);
    return { host: host?.id ?? "", x, ...head, outer, strip: host?.strip === true, charts };
  });
  return { width, narrow, side, tickRight, axisLine, participants, headHeight: narrow ? 38 : 56, bandWidth: BAND_WIDTH };
}
