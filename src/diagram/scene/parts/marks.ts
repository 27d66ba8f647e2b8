// Marks at the heads of arrows: what a receiver did with a segment that it did not simply take, and the word of a loss.

import type { Trace } from "../../../simulation/index.ts";
import { uprightBox } from "../measure/box.ts";
import type { Columns } from "../measure/columns.ts";
import { CROSS } from "../measure/cross.ts";
import { FONTS, type Measure } from "../measure/fonts.ts";
import type { Grid } from "../measure/grid.ts";
import type { Arrow, LostWord, Mark, SceneWords, Verdict } from "../scene.ts";
import type { Foreground } from "./foreground.ts";
import { besideLifeline, within, type Canvas } from "./labels.ts";

const WORD_HEIGHT = 14;

/** The marks of a run. A word stands behind the receiver where nothing else does. */
export function marksOf(
  trace: Trace, foreground: Foreground, outcomes: ReadonlyMap<number, readonly Verdict[]>, arrows: readonly Arrow[], columns: Columns, canvas: Canvas,
  words: SceneWords, grid: Grid, measure: Measure,
): Mark[] {
  const opening = openingPackets(trace, foreground);
  return arrows.flatMap((arrow): Mark[] => {
    const packet = trace.packets[arrow.packet];
    const outcome = outcomes.get(arrow.packet)?.[arrow.copy];
    if (arrow.end !== "arrives" || packet === undefined || outcome === undefined || (outcome === "accepted" && !opening.has(arrow.packet))) return [];
    const receiver = columns.participants.find((each) => each.host === packet.to);
    if (receiver === undefined) return [];
    const mark = { packet: arrow.packet, copy: arrow.copy, outcome, x: receiver.x, y: arrow.y2 };
    const width = measure(words.outcome(outcome), FONTS.note) + 4;
    // Away from where it came from.
    const outer = arrow.x2 >= arrow.x1 ? 1 : -1;
    const edge = besideLifeline(receiver.x, outer, columns.bandWidth) + outer * 2;
    const anchor = outer < 0 ? "end" : "start";
    const box = uprightBox(anchor === "end" ? edge - width : edge, arrow.y2 - WORD_HEIGHT / 2, width, WORD_HEIGHT);
    const overAxis = box.x - width / 2 < (columns.axisLine ?? 0) + 3;
    if (outcome === "accepted" || columns.narrow || overAxis || !within(box, canvas) || grid.collides(box)) return [{ ...mark, word: null }];
    grid.addBox(box);
    return [{ ...mark, word: { box, anchor } }];
  });
}

/** The packets that opened connections which no lifeline tells of. */
function openingPackets(trace: Trace, foreground: Foreground): ReadonlySet<number> {
  const packets = new Set<number>();
  if (foreground.floods.length === 0) return packets;
  for (const event of trace.events) {
    if (event.kind !== "state" || event.to !== "ESTABLISHED" || event.endpoint === null || event.cause === null || !foreground.hides(event.endpoint)) continue;
    const cause = trace.events[event.cause];
    if (cause?.kind === "receive") packets.add(cause.packet);
  }
  return packets;
}

/** The words beside the crosses of lost packets: below the cross if there is room, else around it. */
export function lostWordsOf(
  trace: Trace, arrows: readonly Arrow[], columns: Columns, canvas: Canvas,
  words: SceneWords, grid: Grid, measure: Measure,
): LostWord[] {
  const offLifelines = (left: number, width: number): boolean =>
    columns.participants.every(({ x }) => left + width <= x - columns.bandWidth / 2 || left >= x + columns.bandWidth / 2);
  return arrows.flatMap((arrow): LostWord[] => {
    const loss = trace.packets[arrow.packet]?.loss ?? null;
    if (arrow.end !== "lost" || loss === null) return [];
    const width = measure(words.lost(loss.why), FONTS.lost) + 4;
    const { x2: x, y2: y } = arrow;
    const places = [
      { left: x + CROSS + 4, top: y + 4, anchor: "start" },
      { left: x + CROSS + 5, top: y - WORD_HEIGHT / 2, anchor: "start" },
      { left: x - CROSS - 4 - width, top: y + 6, anchor: "end" },
      { left: x - width / 2, top: y + CROSS + 3, anchor: "middle" },
      { left: x + CROSS + 4, top: y - WORD_HEIGHT - 4, anchor: "start" },
      { left: x - CROSS - 4 - width, top: y - WORD_HEIGHT - 6, anchor: "end" },
    ] as const;
    const least = places
      .filter(({ left }) => offLifelines(left, width))
      .map(({ left, top, anchor }) => ({ anchor, box: uprightBox(left, top, width, WORD_HEIGHT) }))
      .filter(({ box }) => within(box, canvas) && !grid.collides(box))
      .map((place) => ({ ...place, crossings: grid.crossings(place.box, -1, 4) }))
      .sort((a, b) => a.crossings - b.crossings)[0];
    if (least === undefined) return [];
    grid.addBox(least.box);
    return [{ packet: arrow.packet, why: loss.why, box: least.box, anchor: least.anchor }];
  });
}
