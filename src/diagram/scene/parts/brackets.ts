// Brackets: the time that a retransmission timer ran before it expired, on the sender's outer side (RFC 6298 §5).

import type { HostId, Milliseconds, Trace } from "../../../simulation/index.ts";
import { uprightBox, type Box } from "../measure/box.ts";
import { LANE_WIDTH, NARROW_LANE_WIDTH, NAME_GAP, type Columns } from "../measure/columns.ts";
import { FONTS, type Measure } from "../measure/fonts.ts";
import type { Grid } from "../measure/grid.ts";
import { timeText } from "../measure/ticks.ts";
import type { Bracket } from "../scene.ts";
import type { Foreground } from "./foreground.ts";

/** A wait that ended in sending again because the retransmission timer expired. */
export interface Wait {
  /** The packet that was sent again. */
  readonly packet: number;
  /** The packet with whose sending the wait began, or null when an acknowledgement had started the timer anew. */
  readonly after: number | null;
  readonly host: HostId;
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  /** 0 stands nearest to the lifeline; connections that wait at the same time stand side by side. */
  readonly lane: number;
}

const LABEL_THICKNESS = 14;
const MOST_LANES = 3;
const MOST_CROSSED = 8;
/** How far a bracket's ends reach inwards. */
const STUB = 8;

/** The waits for packets that are drawn, in order of their ends. */
export function waitsOf(trace: Trace, foreground: Foreground): Wait[] {
  const setAt = new Map<number | null, Milliseconds>();
  const lanes = new Map<HostId, Milliseconds[]>();
  const waits: Wait[] = [];
  const again = retransmittedBy(trace);
  for (const event of trace.events) {
    if (event.kind === "timer-set" && event.timer === "retransmission") setAt.set(event.endpoint, event.at);
    if (event.kind !== "timer-fire" || event.timer !== "retransmission") continue;
    const packet = trace.packets[again.get(event.id) ?? -1];
    if (packet === undefined || !foreground.has(packet.id)) continue;
    const before = packet.retransmissionOf === null ? undefined : trace.packets[packet.retransmissionOf];
    const from = setAt.get(event.endpoint) ?? before?.sentAt ?? event.at;
    if (from >= event.at) continue;
    const ends = lanes.get(event.host) ?? [];
    lanes.set(event.host, ends);
    const free = ends.findIndex((end) => end <= from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = event.at;
    waits.push({ packet: packet.id, after: before !== undefined && before.sentAt === from ? before.id : null, host: event.host, from, to: event.at, lane });
  }
  return waits;
}

/** The first packet that each expiry of a timer brought about in its instant, by the expiry's event. */
function retransmittedBy(trace: Trace): ReadonlyMap<number, number> {
  const packets = new Map<number, number>();
  for (const event of trace.events) {
    if (event.kind !== "send") continue;
    let cause = event.cause === null ? undefined : trace.events[event.cause];
    while (cause !== undefined && cause.at === event.at) {
      if (cause.kind === "timer-fire" && !packets.has(cause.id)) packets.set(cause.id, event.packet);
      cause = cause.cause === null ? undefined : trace.events[cause.cause];
    }
  }
  return packets;
}

/** How many lanes the brackets of one host take; more than three are not drawn. */
export function lanesOf(waits: readonly Wait[], host: HostId): number {
  return Math.min(MOST_LANES, waits.reduce((most, wait) => (wait.host === host ? Math.max(most, wait.lane + 1) : most), 0));
}

/** Where the ends of a bracket stand. */
export interface WaitEnds {
  readonly y0: number;
  readonly y1: number;
}

/** The brackets with their labels along them. `names` is the room that state names take beside each host's lifeline. */
export function bracketsOf(
  waits: readonly Wait[], columns: Columns, names: ReadonlyMap<HostId, number>, endsOf: (wait: Wait) => WaitEnds, grid: Grid, measure: Measure,
): Bracket[] {
  return waits.flatMap((wait): Bracket[] => {
    const participant = columns.participants.find((each) => each.host === wait.host);
    if (participant === undefined || wait.lane >= MOST_LANES) return [];
    const laneWidth = columns.narrow ? NARROW_LANE_WIDTH : LANE_WIDTH;
    const { y0, y1 } = endsOf(wait);
    const xOn = (side: -1 | 1): number => {
      const beside = side === participant.outer ? names.get(wait.host) ?? 0 : 0;
      return participant.x + side * (columns.bandWidth / 2 + NAME_GAP + beside + STUB + 1 + wait.lane * laneWidth);
    };
    const crossed = (side: -1 | 1): number => grid.crossings(uprightBox(xOn(side) - STUB, y0, 2 * STUB, Math.max(1, y1 - y0)), -1, MOST_CROSSED);
    // Between two others both sides have arrows: the calmer one is taken. Beside a flood there are its groups and queues.
    const flooded = columns.participants.some(({ strip }) => strip);
    const between = !flooded && participant !== columns.participants[0] && participant !== columns.participants.at(-1);
    const inner = participant.outer === 1 ? -1 : 1;
    const outer = between && crossed(inner) < crossed(participant.outer) ? inner : participant.outer;
    const x = xOn(outer);
    const time = wait.to - wait.from;
    const label = [`RTO ${timeText(time)}`, columns.narrow ? timeText(time) : "RTO"]
      .map((text) => ({ text, box: labelBox(x + outer * (LABEL_THICKNESS / 2 + 3), y0, y1, measure(text, FONTS.bracket) + 4) }))
      .find(({ box }) => box.width <= y1 - y0 && !grid.collides(box)) ?? null;
    if (label !== null) grid.addBox(label.box);
    return [{ packet: wait.packet, x, y0, y1, outer, time, label }];
  });
}

/** Near the beginning of a long bracket rather than in its middle, where a fold would cross it. */
function labelBox(x: number, y0: number, y1: number, width: number): Box {
  const y = y1 - y0 < width + 60 ? (y0 + y1) / 2 : y0 + 24 + width / 2;
  return { x, y, width, height: LABEL_THICKNESS, angle: -Math.PI / 2 };
}
