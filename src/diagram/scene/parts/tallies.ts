// Tallies: below the lifeline of whoever received a stream of frames, what came of it.

import { frameTally, type FrameTally, type HostId, type Trace } from "../../../simulation/index.ts";
import type { Columns } from "../measure/columns.ts";
import { FONTS, type Measure } from "../measure/fonts.ts";
import type { SceneWords, Tally } from "../scene.ts";

const LINE_HEIGHT = 15;
const MARGIN = 8;

/** What there is to say of one receiver's stream. */
export interface TallyLines {
  readonly host: HostId;
  readonly lines: readonly string[];
}

/** What there is to say of each receiver's streams, in order of streams. */
export function tallyLines(trace: Trace, words: SceneWords): TallyLines[] {
  return (trace.streams ?? []).flatMap((stream, id) => {
    const tally: FrameTally | null = frameTally(trace, id);
    return tally === null ? [] : [{ host: stream.to, lines: words.tally(tally) }];
  });
}

/** The height that the tallies of a run need below the lifelines. */
export function tallyRoom(tallies: readonly TallyLines[]): number {
  const most = Math.max(0, ...tallies.map(({ lines }) => lines.length));
  return most === 0 ? 0 : most * LINE_HEIGHT + MARGIN;
}

/** The tallies in their places, each around its lifeline. Of several streams to one host the first is told. */
export function talliesOf(found: readonly TallyLines[], columns: Columns, bottom: number, measure: Measure): Tally[] {
  return columns.participants.flatMap(({ host, x }): Tally[] => {
    const own = found.find((each) => each.host === host);
    if (own === undefined) return [];
    const width = Math.max(...own.lines.map((line) => measure(line, FONTS.tally)));
    // Right of the axis: what is still to come is veiled from there on.
    const left = (columns.axisLine ?? columns.tickRight) + 6;
    const middle = Math.max(left + width / 2, Math.min(columns.width - width / 2 - 2, x));
    return [{ host, x: middle, y: bottom + MARGIN / 2 + LINE_HEIGHT / 2, lineHeight: LINE_HEIGHT, lines: own.lines }];
  });
}
