// Segments as arrows: a line from the sender's band at its sending to the receiver's at its arrival, or to where it got.

import type { Milliseconds, Trace } from "../../../simulation/index.ts";
import type { Columns } from "../measure/columns.ts";
import { positionOf, type ScalePiece } from "../measure/time-scale.ts";
import type { Arrow } from "../scene.ts";
import type { Bundle } from "./bundles.ts";
import type { Flight } from "./flights.ts";
import { stripWidth } from "./floods.ts";
import type { Rows } from "./rows.ts";

/** The arrows of a run, one per copy of each bundle, in order of packets. */
export function arrowsOf(trace: Trace, bundles: readonly Bundle[], flights: readonly Flight[], rows: Rows, columns: Columns, scale: readonly ScalePiece[]): Arrow[] {
  const byPacket = new Map<number, Flight[]>();
  for (const flight of flights) {
    const list = byPacket.get(flight.packet);
    if (list === undefined) byPacket.set(flight.packet, [flight]);
    else list.push(flight);
  }
  const place = new Map(columns.participants.map(({ host, x, strip }) => [host, { x, half: (strip ? stripWidth(columns.narrow) : columns.bandWidth) / 2 }]));
  return bundles.flatMap((bundle) => (byPacket.get(bundle.lead) ?? []).flatMap((flight): Arrow[] => {
    const from = place.get(flight.from);
    const to = place.get(flight.to);
    if (from === undefined || to === undefined) return [];
    const direction = Math.sign(to.x - from.x);
    const x1 = from.x + direction * from.half;
    const x2 = to.x - direction * to.half;
    const y1 = positionOf(scale, flight.sentAt, true) + rows.offset(flight.sentAt, rows.sent(bundle.lead));
    const ended = rows.ended(bundle.lead, flight.end === "lost" ? "lost" : flight.copy);
    const first = earliestArrival(trace, bundle, flight.endsAt);
    const y2 = Math.max(y1, positionOf(scale, first, true) + rows.offset(first, first === flight.endsAt ? ended : 0));
    return [{
      id: `${bundle.lead}.${flight.copy}`, packet: bundle.lead, packets: bundle.packets, copy: flight.copy, end: flight.end,
      sentAt: flight.sentAt, endsAt: flight.endsAt, retransmission: trace.packets[bundle.lead]?.retransmissionOf !== null,
      spread: spreadOf(trace, bundle, y1, y2, scale),
      x1, y1, x2: x1 + (x2 - x1) * flight.reach, y2,
    }];
  }));
}

/** When the first of a bundle arrives, which need not be the first that was sent. */
function earliestArrival(trace: Trace, bundle: Bundle, own: Milliseconds): Milliseconds {
  if (bundle.packets.length < 2) return own;
  return bundle.packets.reduce((least, id) => Math.min(least, trace.packets[id]?.arrivals[0] ?? own), own);
}

/** How far below its first packet the last one of a bundle leaves and arrives; null for a single packet. */
function spreadOf(trace: Trace, bundle: Bundle, y1: number, y2: number, scale: readonly ScalePiece[]): Arrow["spread"] {
  const last = trace.packets[bundle.packets.at(-1) ?? -1];
  if (bundle.packets.length < 2 || last === undefined || last.arrivals.length === 0) return null;
  const arrival = bundle.packets.reduce((most, id) => Math.max(most, trace.packets[id]?.arrivals[0] ?? 0), 0);
  return { sent: Math.max(0, positionOf(scale, last.sentAt, true) - y1), ended: Math.max(0, positionOf(scale, arrival, true) - y2) };
}
