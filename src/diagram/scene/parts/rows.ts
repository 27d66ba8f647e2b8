// Rows: what happens at one and the same instant is drawn one below the other, in the order in which it happened.

import type { HostId, Milliseconds, Trace } from "../../../simulation/index.ts";
import type { Bundle } from "./bundles.ts";
import type { MessageGroup } from "./message-groups.ts";
import { RIBBON } from "./ribbons.ts";

/** The row, from 0, of each thing at its instant. */
export interface Rows {
  /** By the first packet of a bundle. */
  sent(lead: number): number;
  /** By the first packet of a bundle: the arrival of the copy with this number, or the loss. */
  ended(lead: number, copy: number | "lost"): number;
  /** By the id of a state event. */
  state(event: number): number;
  /** How many rows an instant needs, at least 1. */
  count(at: Milliseconds): number;
  /** How far below the first row of an instant a row lies, in pixels. */
  offset(at: Milliseconds, row: number): number;
}

/** The distance of two rows that carry a label each. */
const ROW_HEIGHT = 20;
/** The same where one of them carries messages: their ribbon lies between. */
const RIBBON_ROW_HEIGHT = ROW_HEIGHT + RIBBON + 3;
/** More rows than this at one instant are a burst: they move closer together. */
const LABELLED_ROWS = 8;
const LEAST_ROW_HEIGHT = 5;
/** Messages are worth more room: a server's flight, its tickets and its FIN may leave at one instant. */
const LADEN_ROWS = 8;

/** Whether so much happens at an instant that its segments have no room for labels where they begin. */
export function isBurst(rows: Rows, at: Milliseconds): boolean {
  return rows.count(at) > LABELLED_ROWS;
}

/** What already stands in the last row of one host, or of one direction of one link, at the instant that is being read. */
interface Place {
  row: number;
  sends: boolean;
  ends: boolean;
}

/** Reads a run in its own order, as far as its packets are in `bundles`. `labelled`: whether segments have labels. A reply leaves from the row in which its cause arrived, a second one from the row below. */
export function rowsOf(trace: Trace, bundles: readonly Bundle[], groups: readonly MessageGroup[], labelled: boolean): Rows {
  const leadOf = new Map<number, number>();
  for (const bundle of bundles) for (const id of bundle.packets) leadOf.set(id, bundle.lead);

  const sentRows = new Map<number, number>();
  const endRows = new Map<number, Map<number | "lost", number>>();
  const stateRows = new Map<number, number>();
  const counts = new Map<Milliseconds, number>();
  const copies = new Map<number, number>();
  const sendByCause = new Map<number, { readonly at: Milliseconds; readonly row: number }>();
  const places = new Map<string, Place>();
  let instant = -1;

  const placeOf = (key: HostId): Place => {
    const known = places.get(key);
    if (known !== undefined) return known;
    const made = { row: 0, sends: false, ends: false };
    places.set(key, made);
    return made;
  };
  const take = (place: Place, thing: "sends" | "ends"): number => {
    if (place.sends || (thing === "ends" && place.ends)) {
      place.row += 1;
      place.sends = false;
      place.ends = false;
    }
    place[thing] = true;
    counts.set(instant, Math.max(counts.get(instant) ?? 1, place.row + 1));
    return place.row;
  };
  const endOf = (packet: number, copy: number | "lost", key: string): void => {
    const lead = leadOf.get(packet);
    if (lead === undefined) return;
    const known = endRows.get(lead);
    if (known?.has(copy) === true) return;
    const row = take(placeOf(key), "ends");
    if (known === undefined) endRows.set(lead, new Map([[copy, row]]));
    else known.set(copy, row);
  };

  for (const event of trace.events) {
    if (event.at !== instant) {
      instant = event.at;
      places.clear();
    }
    if (event.kind === "send") {
      const lead = leadOf.get(event.packet);
      if (lead === undefined) continue;
      const row = sentRows.get(lead) ?? take(placeOf(event.host), "sends");
      sentRows.set(lead, row);
      if (event.cause !== null && sendByCause.get(event.cause)?.at !== event.at) sendByCause.set(event.cause, { at: event.at, row });
    } else if (event.kind === "receive") {
      const copy = copies.get(event.packet) ?? 0;
      copies.set(event.packet, copy + 1);
      endOf(event.packet, copy, event.host);
    } else if (event.kind === "drop") {
      const packet = trace.packets[event.packet];
      endOf(event.packet, "lost", packet === undefined ? "" : `${packet.from}>${packet.to}`);
    } else if (event.kind === "state") {
      stateRows.set(event.id, placeOf(event.host).row);
    }
  }
  // A state that is entered together with a segment (same cause) begins in that segment's row.
  for (const event of trace.events) {
    if (event.kind !== "state" || event.cause === null) continue;
    const send = sendByCause.get(event.cause);
    if (send?.at === event.at && send.row > (stateRows.get(event.id) ?? 0)) stateRows.set(event.id, send.row);
  }
  const laden = ladenTimes(trace, groups);
  return {
    sent: (lead) => sentRows.get(lead) ?? 0,
    ended: (lead, copy) => endRows.get(lead)?.get(copy) ?? 0,
    state: (event) => stateRows.get(event) ?? 0,
    count: (at) => counts.get(at) ?? 1,
    offset: (at, row) => row * (labelled ? rowHeight : bareRowHeight)(counts.get(at) ?? 1, laden.has(at)),
  };
}

/** The times at which packets with messages leave or arrive. */
function ladenTimes(trace: Trace, groups: readonly MessageGroup[]): ReadonlySet<Milliseconds> {
  const ids = groups.flatMap(({ first, last }) => (last === null ? [first] : [first, last]));
  return new Set(ids.flatMap((id) => {
    const packet = trace.packets[id];
    return packet === undefined ? [] : [packet.sentAt, ...packet.arrivals];
  }));
}

function rowHeight(count: number, laden: boolean): number {
  if (laden) return count <= LADEN_ROWS ? RIBBON_ROW_HEIGHT : Math.max(LEAST_ROW_HEIGHT, (RIBBON_ROW_HEIGHT * LADEN_ROWS) / count);
  return count <= LABELLED_ROWS ? ROW_HEIGHT : Math.max(LEAST_ROW_HEIGHT, (ROW_HEIGHT * LABELLED_ROWS) / count);
}

function bareRowHeight(count: number, laden: boolean): number {
  return laden ? Math.max(LEAST_ROW_HEIGHT, (RIBBON + 3) * Math.min(1, LADEN_ROWS / count)) : LEAST_ROW_HEIGHT;
}
