// What of a run does not depend on the scale, read once: flights, bundles, rows, states, waits, labels and columns.

import type { Milliseconds, Outcome, Trace } from "../../simulation/index.ts";
import { nameRoom, staysOf, type Stay } from "./bands.ts";
import { lanesOf, waitsOf, type Wait } from "./brackets.ts";
import { bundlesOf, type Bundle } from "./bundles.ts";
import { columnsOf, isNarrow, type Columns } from "./columns.ts";
import { flightsOf, median, type Flight } from "./flights.ts";
import type { Measure } from "./fonts.ts";
import { bytesOf, wordingsOf, type Labelled, type Wording } from "./notation.ts";
import { numberingOf, type Numbering } from "./numbering.ts";
import { outcomesOf } from "./outcomes.ts";
import { rowsOf, type Rows } from "./rows.ts";
import type { SceneWords } from "./scene.ts";
import { tickRoom, unitOf } from "./ticks.ts";

export interface Reading {
  readonly trace: Trace;
  readonly outcomes: ReadonlyMap<number, readonly Outcome[]>;
  readonly bundles: readonly Bundle[];
  readonly flights: readonly Flight[];
  /** The usual time on the way. */
  readonly latency: Milliseconds;
  readonly rows: Rows;
  readonly stays: readonly Stay[];
  readonly waits: readonly Wait[];
  readonly unit: "ms" | "s";
  readonly columns: Columns;
  /** The ways to write each label, by the first packet of its bundle. */
  readonly wordings: ReadonlyMap<number, readonly Wording[]>;
  readonly moments: Moments;
}

/** The times at which anything is drawn. */
export interface Moments {
  readonly times: readonly Milliseconds[];
  /** The height that a moment needs for its rows. */
  readonly rows: (index: number) => number;
  /** Whether anything is on its way between a moment and the next. */
  readonly busy: (index: number) => boolean;
}

/** Reads a run for a picture of `width` pixels. */
export function readRun(trace: Trace, width: number, words: SceneWords, measure: Measure): Reading {
  const outcomes = outcomesOf(trace);
  const flights = flightsOf(trace);
  const latency = median(flights.filter((flight) => flight.end === "arrives").map((flight) => flight.endsAt - flight.sentAt));
  const bundles = bundlesOf(trace, outcomes, latency);
  const rows = rowsOf(trace, bundles);
  const stays = staysOf(trace);
  const waits = waitsOf(trace);
  const narrow = isNarrow(width);
  const unit = unitOf(trace.packets.map((packet) => packet.sentAt));
  const beside = trace.hosts.map((host) => ({ name: nameRoom(stays, host.id, narrow, measure), lanes: lanesOf(waits, host.id) }));
  const numbering = numberingOf(trace);
  return {
    trace, outcomes, flights, latency, bundles, rows, stays, waits, unit,
    columns: columnsOf(trace.hosts, beside, tickRoom(trace.end, latency, unit, measure), width, measure),
    wordings: new Map(bundles.map((bundle) => [bundle.lead, wordingsOf(labelled(trace, bundle, numbering), narrow, words, measure)])),
    moments: momentsOf(trace, flights, bundles, stays, waits, rows),
  };
}

function labelled(trace: Trace, bundle: Bundle, numbering: Numbering): Labelled {
  const packet = trace.packets[bundle.lead];
  const numbers = numbering[bundle.lead];
  if (packet === undefined || numbers === undefined) throw new RangeError(`bundle of a packet that the run has not: ${String(bundle.lead)}`);
  return {
    packet, numbers, count: bundle.packets.length,
    bytes: bundle.packets.reduce((sum, id) => sum + lengthOf(trace, id), 0),
    lastAck: numbering[bundle.packets.at(-1) ?? bundle.lead]?.ack ?? null,
  };
}

function lengthOf(trace: Trace, id: number): number {
  const packet = trace.packets[id];
  return packet === undefined ? 0 : bytesOf(packet);
}

function momentsOf(
  trace: Trace, flights: readonly Flight[], bundles: readonly Bundle[], stays: readonly Stay[], waits: readonly Wait[], rows: Rows,
): Moments {
  const inside = new Set(bundles.flatMap(({ packets }) => packets.slice(1, -1)));
  const drawn = flights.filter((flight) => !inside.has(flight.packet));
  const all = new Set<Milliseconds>([0, trace.end]);
  for (const flight of drawn) all.add(flight.sentAt).add(flight.endsAt);
  for (const stay of stays) all.add(stay.from);
  for (const wait of waits) all.add(wait.from);
  const times = Array.from(all).sort((a, b) => a - b);
  const place = new Map(times.map((at, index) => [at, index]));
  const changes = new Array<number>(times.length + 1).fill(0);
  for (const flight of drawn) {
    const from = place.get(flight.sentAt) ?? 0;
    const to = place.get(flight.endsAt) ?? 0;
    changes[from] = (changes[from] ?? 0) + 1;
    changes[to] = (changes[to] ?? 0) - 1;
  }
  let flying = 0;
  const busy = changes.map((change) => (flying += change) > 0);
  const heights = times.map((at) => rows.offset(at, rows.count(at) - 1));
  return { times, rows: (index) => heights[index] ?? 0, busy: (index) => busy[index] === true };
}
