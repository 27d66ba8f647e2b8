// Brackets: the retransmission timeout from one sending to the next, on the sender's outer side (RFC 6298 §5).

import type { HostId, Trace, TracePacket } from "../../simulation/index.ts";
import type { Box } from "./box.ts";
import { LANE_WIDTH, NARROW_LANE_WIDTH, NAME_GAP, type Columns } from "./columns.ts";
import { FONTS, type Measure } from "./fonts.ts";
import type { Grid } from "./grid.ts";
import { timeText } from "./ticks.ts";
import type { Bracket } from "./scene.ts";

/** A wait that ended in sending again because the retransmission timer expired. */
export interface Wait {
  readonly packet: number;
  readonly host: HostId;
  readonly from: TracePacket;
  readonly to: TracePacket;
  /** 0 stands nearest to the lifeline. */
  readonly lane: number;
}

const LABEL_THICKNESS = 14;

/** The waits of a run, stacked in lanes where they overlap. */
export function waitsOf(trace: Trace): Wait[] {
  const lanes = new Map<HostId, number[]>();
  const waits: Wait[] = [];
  const byTimer = retransmittedByTimer(trace);
  for (const packet of trace.packets) {
    const before = packet.retransmissionOf === null ? undefined : trace.packets[packet.retransmissionOf];
    if (before === undefined || before.sentAt >= packet.sentAt || !byTimer.has(packet.id)) continue;
    const ends = lanes.get(packet.from) ?? [];
    lanes.set(packet.from, ends);
    const free = ends.findIndex((end) => end <= before.sentAt);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = packet.sentAt;
    waits.push({ packet: packet.id, host: packet.from, from: before, to: packet, lane });
  }
  return waits;
}

/** The packets that were sent because the retransmission timer expired, directly or through other events of that instant. */
function retransmittedByTimer(trace: Trace): ReadonlySet<number> {
  const packets = new Set<number>();
  for (const event of trace.events) {
    if (event.kind !== "send") continue;
    let cause = event.cause === null ? undefined : trace.events[event.cause];
    while (cause !== undefined && cause.at === event.at) {
      if (cause.kind === "timer-fire" && cause.timer === "retransmission") {
        packets.add(event.packet);
        break;
      }
      cause = cause.cause === null ? undefined : trace.events[cause.cause];
    }
  }
  return packets;
}

/** How many lanes the brackets of one host take, at most three: further ones are not drawn beside the lifeline. */
export function lanesOf(waits: readonly Wait[], host: HostId): number {
  return Math.min(MOST_LANES, waits.reduce((most, wait) => (wait.host === host ? Math.max(most, wait.lane + 1) : most), 0));
}

const MOST_LANES = 3;

/** The brackets with their labels along them. `names` is the room that state names take beside each host's lifeline. */
export function bracketsOf(
  waits: readonly Wait[], columns: Columns, names: ReadonlyMap<HostId, number>, sentY: (packet: TracePacket) => number,
  grid: Grid, measure: Measure,
): Bracket[] {
  return waits.flatMap((wait): Bracket[] => {
    const participant = columns.participants.find((each) => each.host === wait.host);
    if (participant === undefined || wait.lane >= MOST_LANES) return [];
    const laneWidth = columns.narrow ? NARROW_LANE_WIDTH : LANE_WIDTH;
    const room = columns.bandWidth / 2 + NAME_GAP + (names.get(wait.host) ?? 0);
    const { outer } = participant;
    const x = participant.x + outer * (room + 6 + wait.lane * laneWidth);
    const y0 = sentY(wait.from);
    const y1 = sentY(wait.to);
    const time = wait.to.sentAt - wait.from.sentAt;
    const texts = columns.narrow ? [`RTO ${timeText(time)}`, timeText(time)] : [`RTO ${timeText(time)}`, "RTO"];
    const label = texts
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
