// What of a run does not depend on the scale, read once: flights, bundles, rows, states, waits, labels and columns.

import type { HostId, Milliseconds, Trace } from "../../simulation/index.ts";
import { bytesOf, wordingsOf, type Labelled, type Wording } from "./card/notation.ts";
import { numberingOf, type Numbering } from "./card/numbering.ts";
import { outcomesOf } from "./card/outcomes.ts";
import { columnsOf, isNarrow, type Columns, type ColumnHost } from "./measure/columns.ts";
import { FONTS, type Measure } from "./measure/fonts.ts";
import { tickRoom, unitOf } from "./measure/ticks.ts";
import { nameRoom, staysOf, type Stay } from "./parts/bands.ts";
import { lanesOf, waitsOf, type Wait } from "./parts/brackets.ts";
import { bundlesOf, type Bundle } from "./parts/bundles.ts";
import { queueHistories, type QueueHistory } from "./parts/charts.ts";
import { withConditions } from "./parts/conditions.ts";
import { cookiesOf, type CookieRole } from "./parts/cookies.ts";
import { flightsOf, median, type Flight } from "./parts/flights.ts";
import { stripWidth } from "./parts/floods.ts";
import { foregroundOf, type Foreground, type OpenStretch } from "./parts/foreground.ts";
import { messageGroupsOf, type MessageGroup } from "./parts/message-groups.ts";
import { rowsOf, type Rows } from "./parts/rows.ts";
import { tallyLines, type TallyLines } from "./parts/tallies.ts";
import type { FoldedLayer, SceneWords, Verdict } from "./scene.ts";

export interface Reading {
  readonly trace: Trace;
  readonly foreground: Foreground;
  readonly outcomes: ReadonlyMap<number, readonly Verdict[]>;
  readonly bundles: readonly Bundle[];
  readonly flights: readonly Flight[];
  /** The usual time on the way. */
  readonly latency: Milliseconds;
  readonly rows: Rows;
  /** The messages that are drawn over the segments. */
  readonly groups: readonly MessageGroup[];
  readonly folded: FoldedLayer | null;
  /** What is told below the lifelines. */
  readonly tallies: readonly TallyLines[];
  readonly stays: readonly Stay[];
  /** The queues that are drawn. */
  readonly histories: readonly QueueHistory[];
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

/** From here on there is room for charts beside the lifelines. */
const CHARTS_FROM = 560;

/** A flood that lasts as long is told in seconds. */
const LONG_FLOOD: Milliseconds = 2000;

/** Reads a run for a picture of `width` pixels, in which every packet of `open` is drawn, and nothing of the layer that is `folded`. */
export function readRun(trace: Trace, width: number, words: SceneWords, measure: Measure, open: OpenStretch | null, folded: FoldedLayer | null): Reading {
  const foreground = foregroundOf(trace, open);
  const outcomes = outcomesOf(trace);
  const flights = flightsOf(foreground.packets, trace.end);
  const latency = median(flights.filter((flight) => flight.end === "arrives").map((flight) => flight.endsAt - flight.sentAt));
  const bundles = bundlesOf(foreground.packets, outcomes, latency);
  const groups = folded === "messages" ? [] : messageGroupsOf(trace);
  const rows = rowsOf(trace, bundles, groups, folded !== "segments");
  const histories = queueHistories(trace, foreground);
  const stays = withConditions(staysOf(trace, foreground), foreground.floods, histories, trace.end, latency);
  const waits = waitsOf(trace, foreground);
  const narrow = isNarrow(width);
  const unit = foreground.floods.some(({ start, end }) => end - start >= LONG_FLOOD) ? "s" : unitOf(foreground.packets.map((packet) => packet.sentAt));
  const hosts = inOrder(trace, foreground, words);
  const beside = hosts.map((host) => ({
    name: host.strip ? stripWidth(narrow) / 2 : Math.max(nameRoom(stays, host.id, narrow, words, measure), verdictRoom(trace, host.id, stays, outcomes, narrow, words, measure)), lanes: lanesOf(waits, host.id),
    charts: width < CHARTS_FROM || foreground.floods.some(({ to, entrance }) => to === host.id && entrance === undefined) ? 0 : histories.filter((history) => history.host === host.id).length,
  }));
  const numbering = numberingOf(trace);
  const cookies = cookiesOf(trace);
  return {
    trace, foreground, outcomes, flights, latency, bundles, rows, groups, folded, tallies: tallyLines(trace, words), stays, histories, waits, unit,
    columns: columnsOf(hosts, beside, tickRoom(trace.end, latency, unit, measure), width, measure),
    wordings: new Map(bundles.map((bundle) => [bundle.lead, wordingsOf(labelled(trace, bundle, numbering, cookies.get(bundle.lead)), narrow, words, measure)])),
    moments: momentsOf(trace, foreground, flights, bundles, stays, waits, rows),
  };
}

/** The hosts from left to right: who floods stands next to whom it floods, on the outside. */
function inOrder(trace: Trace, foreground: Foreground, words: SceneWords): ColumnHost[] {
  const hosts = trace.hosts.map(({ id, name, address, port }): ColumnHost => {
    const flood = foreground.floods.find(({ from }) => from === id);
    return { id, name, address: flood === undefined ? `${address}:${String(port)}` : words.spoofed(flood.sources), strip: flood !== undefined };
  });
  const { synProxy } = trace;
  // A proxy stands before its host.
  if (synProxy !== undefined) {
    hosts.sort((a, b) => placeOf(a.id) - placeOf(b.id));
    // Segments cross the room between the others.
    hosts.splice(0, hosts.length, ...hosts.map((host): ColumnHost => (placeOf(host.id) === 1 ? { ...host, left: true } : host)));
  }
  for (const { from, to, entrance } of foreground.floods) {
    const [flooder, target] = [hosts.find(({ id }) => id === from), hosts.find(({ id }) => id === to)];
    if (flooder === undefined || target === undefined || entrance !== undefined) continue;
    hosts.splice(0, hosts.length, flooder, target, ...hosts.filter((host) => host !== flooder && host !== target));
  }
  return hosts;

  /** Who floods is outside, as the clients are, and farther away. */
  function placeOf(id: HostId): number {
    if (foreground.floods.some(({ from }) => from === id)) return 0;
    return id === synProxy?.of ? 3 : id === synProxy?.host ? 2 : 1;
  }
}

function labelled(trace: Trace, bundle: Bundle, numbering: Numbering, cookie: CookieRole | undefined): Labelled {
  const packet = trace.packets[bundle.lead];
  const numbers = numbering[bundle.lead];
  if (packet === undefined || numbers === undefined) throw new RangeError(`bundle of a packet that the run has not: ${String(bundle.lead)}`);
  return {
    packet, numbers, count: bundle.packets.length,
    bytes: bundle.packets.reduce((sum, id) => sum + lengthOf(trace, id), 0),
    lastAck: numbering[bundle.packets.at(-1) ?? bundle.lead]?.ack ?? null,
    ...(cookie === undefined ? {} : { cookie }),
  };
}

/** The room that verdicts need beside a lifeline without states; elsewhere they find it where the names of states leave some. */
function verdictRoom(
  trace: Trace, host: HostId, stays: readonly Stay[], outcomes: ReadonlyMap<number, readonly Verdict[]>, narrow: boolean, words: SceneWords, measure: Measure,
): number {
  if (narrow || stays.some((stay) => stay.host === host)) return 0;
  const verdicts = new Set(trace.packets.flatMap(({ id, to }) => (to === host ? (outcomes.get(id) ?? []) : [])));
  verdicts.delete("accepted");
  return Math.max(0, ...[...verdicts].map((verdict) => Math.ceil(measure(words.outcome(verdict), FONTS.note)) + 8));
}

function lengthOf(trace: Trace, id: number): number {
  const packet = trace.packets[id];
  return packet === undefined ? 0 : bytesOf(packet);
}

function momentsOf(
  trace: Trace, foreground: Foreground, flights: readonly Flight[], bundles: readonly Bundle[], stays: readonly Stay[], waits: readonly Wait[], rows: Rows,
): Moments {
  const inside = new Set(bundles.flatMap(({ packets }) => packets.slice(1, -1)));
  const drawn = flights.filter((flight) => !inside.has(flight.packet));
  const all = new Set<Milliseconds>([0, trace.end]);
  for (const flight of drawn) all.add(flight.sentAt).add(flight.endsAt);
  for (const stay of stays) all.add(stay.from);
  for (const wait of waits) all.add(wait.from);
  for (const { start, end } of foreground.floods) all.add(start).add(end);
  const times = Array.from(all).sort((a, b) => a - b);
  const place = new Map(times.map((at, index) => [at, index]));
  const changes = new Array<number>(times.length + 1).fill(0);
  const ways = [...drawn.map(({ sentAt, endsAt }) => [sentAt, endsAt]), ...foreground.floods.map(({ start, end }) => [start, end])];
  for (const [sent = 0, ended = 0] of ways) {
    const from = place.get(sent) ?? 0;
    const to = place.get(ended) ?? 0;
    changes[from] = (changes[from] ?? 0) + 1;
    changes[to] = (changes[to] ?? 0) - 1;
  }
  let flying = 0;
  const busy = changes.map((change) => (flying += change) > 0);
  const heights = times.map((at) => rows.offset(at, rows.count(at) - 1));
  return { times, rows: (index) => heights[index] ?? 0, busy: (index) => busy[index] === true };
}
