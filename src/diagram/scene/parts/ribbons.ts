// The layer of messages: a heavy ribbon under the segments that carry them, from the first sending to the moment when they are whole.

import type { Trace } from "../../../simulation/index.ts";
import type { Box, Line } from "../measure/box.ts";
import type { Columns } from "../measure/columns.ts";
import type { Measure } from "../measure/fonts.ts";
import type { Grid } from "../measure/grid.ts";
import type { Arrow, Ribbon } from "../scene.ts";
import { measuredTexts, protectionOf, type MessageGroup } from "./message-groups.ts";

/** Across the ribbon. */
export const RIBBON = 17;
/** From the segment's line to the near edge of the ribbon. */
const GAP = 2;
const END_MARGIN = 8;
const SLIDES = [0, -0.15, 0.15, -0.3, 0.3, -0.5, 0.5];

/** Where the packets of a run leave and arrive. */
export interface RibbonPlaces {
  /** By the packet. */
  readonly sent: (packet: number) => number;
  /** Where a time stands on the scale. */
  readonly at: (time: number) => number;
}

/** The ribbons of a run, without their names. */
export function ribbonsOf(
  trace: Trace, groups: readonly MessageGroup[], arrows: readonly Arrow[], columns: Columns, places: RibbonPlaces,
): Ribbon[] {
  if (groups.length === 0) return [];
  const arrowOf = new Map(arrows.flatMap((arrow) => arrow.packets.map((packet) => [`${String(packet)}.${String(arrow.copy)}`, arrow] as const)));
  const place = new Map(columns.participants.map(({ host, x }) => [host, x]));
  const half = columns.bandWidth / 2;
  return groups.flatMap((group): Ribbon[] => {
    const [head] = group.messages;
    const [from, to] = [place.get(head?.from ?? ""), place.get(head?.to ?? "")];
    const start = arrowOf.get(`${String(group.first)}.0`);
    if (head === undefined || from === undefined || to === undefined || start === undefined) return [];
    const direction = Math.sign(to - from);
    const y1 = places.sent(group.first);
    const last = group.last === null ? start : arrowOf.get(`${String(group.last)}.${String(copyOf(trace, group))}`);
    const x1 = from + direction * half;
    const x2 = group.last === null ? start.x2 : to - direction * half;
    const y2 = Math.max(y1, last?.y2 ?? places.at(group.deliveredAt ?? 0));
    return [{
      id: group.id, packet: group.first, messages: group.messages.map(({ id }) => id), protocol: head.protocol,
      protection: protectionOf(group.messages.at(-1)?.keys ?? null), whole: group.last !== null,
      x1, y1, x2, y2, label: null,
    }];
  });
}

/** The ribbons with their names where those find room; each is kept in the grid. */
export function nameRibbons(ribbons: readonly Ribbon[], groups: readonly MessageGroup[], grid: Grid, measure: Measure): Ribbon[] {
  return ribbons.map((ribbon) => {
    const group = groups[ribbon.id];
    return group === undefined ? ribbon : { ...ribbon, label: labelOf(group, ribbon, grid, measure) };
  });
}

/** Which copy of its last packet made a group whole. */
function copyOf(trace: Trace, { last, deliveredAt }: MessageGroup): number {
  const arrivals = last === null ? [] : trace.packets[last]?.arrivals ?? [];
  return Math.max(0, arrivals.indexOf(deliveredAt ?? -1));
}

function labelOf(group: MessageGroup, { x1, y1, x2, y2 }: Line, grid: Grid, measure: Measure): Ribbon["label"] {
  const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)];
  const [x, y, dx, dy] = x2 >= x1 ? [x1, y1, x2 - x1, y2 - y1] : [x2, y2, x1 - x2, y1 - y2];
  const length = Math.hypot(dx, dy) || 1;
  const [cos, sin] = [dx / length, dy / length];
  const away = GAP + RIBBON / 2;
  for (const { text, width } of measuredTexts(group, measure)) {
    const free = length - width - 2 * END_MARGIN;
    if (free < 0) continue;
    for (const slide of SLIDES) {
      const along = length / 2 + slide * free;
      const box: Box = { x: x + cos * along - sin * away, y: y + sin * along + cos * away, width, height: RIBBON - 1, angle: Math.atan2(dy, dx) };
      const reach = (width * cos + RIBBON * Math.abs(sin)) / 2;
      if (box.x - reach < left || box.x + reach > right || grid.collides(box)) continue;
      grid.addBox(box);
      return { text, box };
    }
  }
  return null;
}

/** The outline of a ribbon, below the line that it belongs to. */
export function ribbonOutline({ x1, y1, x2, y2 }: Line): readonly (readonly [number, number])[] {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const forward = x2 >= x1 ? 1 : -1;
  const [across, down] = [(-(y2 - y1) / length) * forward, ((x2 - x1) / length) * forward];
  const [near, far] = [GAP, GAP + RIBBON];
  return [
    [x1, y1 + near / Math.max(0.3, Math.abs(down))], [x2 + across * near, y2 + down * near], [x2 + across * far, y2 + down * far],
    [x1, y1 + far / Math.max(0.3, Math.abs(down))],
  ];
}
