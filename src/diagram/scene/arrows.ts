// Segments as arrows: a line from the sender's band at its sending to the receiver's at its arrival, or to where it got.

import type { Trace } from "../../simulation/index.ts";
import type { Bundle } from "./bundles.ts";
import type { Columns } from "./columns.ts";
import type { Flight } from "./flights.ts";
import type { Rows } from "./rows.ts";
import type { Arrow } from "./scene.ts";
import { positionOf, ROW_HEIGHT, type ScalePiece } from "./time-scale.ts";

/** The arrows of a run, one per copy of each bundle, in order of packets. */
export function arrowsOf(trace: Trace, bundles: readonly Bundle[], flights: readonly Flight[], rows: Rows, columns: Columns, scale: readonly ScalePiece[]): Arrow[] {
  const byPacket = new Map<number, Flight[]>();
  for (const flight of flights) {
    const list = byPacket.get(flight.packet);
    if (list === undefined) byPacket.set(flight.packet, [flight]);
    else list.push(flight);
  }
  const place = new Map(columns.participants.map((participant) => [participant.host, participant.x]));
  return bundles.flatMap((bundle) => (byPacket.get(bundle.lead) ?? []).flatMap((flight): Arrow[] => {
    const from = place.get(flight.from);
    const to = place.get(flight.to);
    if (from === undefined || to === undefined) return [];
    const direction = Math.sign(to - from);
    const x1 = from + direction * columns.bandWidth / 2;
    const x2 = to - direction * columns.bandWidth / 2;
    const y1 = positionOf(scale, flight.sentAt, true) + rows.sent(bundle.lead) * ROW_HEIGHT;
    const ended = rows.ended(bundle.lead, flight.end === "lost" ? "lost" : flight.copy);
    const y2 = Math.max(y1, positionOf(scale, flight.endsAt, true) + ended * ROW_HEIGHT);
    return [{
      id: `${bundle.lead}.${flight.copy}`, packet: bundle.lead, packets: bundle.packets, copy: flight.copy, end: flight.end,
      sentAt: flight.sentAt, endsAt: flight.endsAt, retransmission: trace.packets[bundle.lead]?.retransmissionOf !== null,
      x1, y1, x2: x1 + (x2 - x1) * flight.reach, y2,
    }];
  }));
}

/** Half the size of the cross that ends a lost arrow. */
export const CROSS = 7;
