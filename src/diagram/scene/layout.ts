// Layout: a trace and a width become a Scene, by arithmetic alone.

import type { Milliseconds, Trace } from "../../simulation/index.ts";
import { arrowsOf, CROSS } from "./arrows.ts";
import { bandsOf, nameRoom, placeStateNames, staysOf, type Stay } from "./bands.ts";
import { uprightBox } from "./box.ts";
import { bracketsOf, lanesOf, waitsOf, type Wait } from "./brackets.ts";
import { bundlesOf, type Bundle } from "./bundles.ts";
import { columnsOf, isNarrow, type Columns } from "./columns.ts";
import { flightsOf, median, type Flight } from "./flights.ts";
import type { Measure } from "./fonts.ts";
import { makeGrid, type Grid } from "./grid.ts";
import { placeLabels, type LabelTask } from "./labels.ts";
import { lostWordsOf, marksOf } from "./marks.ts";
import { wordingsOf, type Labelled } from "./notation.ts";
import { numberingOf } from "./numbering.ts";
import { isBurst, rowsOf, type Rows } from "./rows.ts";
import type { Arrow, Scene, SceneWords } from "./scene.ts";
import { placeSilences, placeWindows } from "./scale-marks.ts";
import { spacingsOf, type Stretch } from "./spacings.ts";
import { stepsOf } from "./steps.ts";
import { ticksOf, tickRoom, unitOf } from "./ticks.ts";
import { makeScale, positionOf, type ScalePiece } from "./time-scale.ts";
import { tunnelsOf } from "./tunnel.ts";

const LEAD = 24;
const TAIL = 26;
const LEAST_HEIGHT = 150;
/** Captions and the card stand beside it. */
const LEAST_HEIGHT_BESIDE = 330;
/** How often the time is stretched for labels that found no room before they are left to the card. */
const ROUNDS = 4;
const STRETCH = 20;

/** What of a run does not depend on the scale. */
interface Reading {
  readonly trace: Trace;
  readonly bundles: readonly Bundle[];
  readonly flights: readonly Flight[];
  /** The usual time on the way. */
  readonly latency: Milliseconds;
  readonly unit: "ms" | "s";
  readonly rows: Rows;
  readonly stays: readonly Stay[];
  readonly waits: readonly Wait[];
  readonly columns: Columns;
  readonly tasks: readonly Pick<LabelTask, "wordings">[];
}

/** Lays a run out for a picture of `width` pixels. The words are only measured; the Scene holds none of them. */
export function layout(trace: Trace, width: number, words: SceneWords, measure: Measure): Scene {
  const reading = read(trace, width, words, measure);
  let stretch: Stretch = new Map();
  let drawn = draw(reading, stretch, words, measure);
  for (let round = 1; round < ROUNDS && drawn.homeless.length > 0; round += 1) {
    const more = new Map(stretch);
    for (const lead of drawn.homeless) more.set(lead, (more.get(lead) ?? 0) + STRETCH * round);
    stretch = more;
    drawn = draw(reading, stretch, words, measure);
  }
  return drawn.scene;
}

function read(trace: Trace, width: number, words: SceneWords, measure: Measure): Reading {
  const flights = flightsOf(trace);
  const latency = median(flights.filter((flight) => flight.end === "arrives").map((flight) => flight.endsAt - flight.sentAt));
  const bundles = bundlesOf(trace, latency);
  const stays = staysOf(trace);
  const waits = waitsOf(trace);
  const narrow = isNarrow(width);
  const beside = trace.hosts.map((host) => ({ name: nameRoom(stays, host.id, narrow, measure), lanes: lanesOf(waits, host.id) }));
  const numbering = numberingOf(trace);
  const unit = unitOf(trace.packets.map((packet) => packet.sentAt));
  const tasks = bundles.map((bundle) => ({ wordings: wordingsOf(labelled(trace, bundle, numbering), narrow, words, measure) }));
  return {
    trace, bundles, stays, waits, tasks, flights, latency, unit, rows: rowsOf(trace, bundles),
    columns: columnsOf(trace.hosts, beside, tickRoom(trace.end, unit, measure), width, measure),
  };
}

function labelled(trace: Trace, bundle: Bundle, numbering: ReturnType<typeof numberingOf>): Labelled {
  const packet = trace.packets[bundle.lead];
  const numbers = numbering[bundle.lead];
  if (packet === undefined || numbers === undefined) throw new RangeError(`bundle of a packet that the run has not: ${bundle.lead}`);
  return {
    packet, numbers, count: bundle.packets.length,
    bytes: bundle.packets.reduce((sum, id) => sum + (trace.packets[id]?.segment.length ?? 0), 0),
    lastAck: numbering[bundle.packets.at(-1) ?? bundle.lead]?.ack ?? null,
  };
}

function draw(reading: Reading, stretch: Stretch, words: SceneWords, measure: Measure): { scene: Scene; homeless: number[] } {
  const { trace, bundles, flights, rows, stays, waits, columns } = reading;
  const { base, scale } = scaleOf(reading, stretch, measure);
  const bottom = Math.max(columns.side === null ? LEAST_HEIGHT : LEAST_HEIGHT_BESIDE, positionOf(scale, trace.end) + TAIL);
  const canvas = { width: columns.width, height: Math.ceil(bottom) };
  const stayY = (stay: Stay): number => positionOf(scale, stay.from, true) + (stay.event === null ? 0 : rows.offset(stay.from, rows.state(stay.event)));
  const leadOf = new Map(bundles.flatMap((bundle) => bundle.packets.map((id) => [id, bundle.lead] as const)));
  const sentY = (id: number): number => {
    const at = trace.packets[id]?.sentAt ?? 0;
    return positionOf(scale, at, true) + rows.offset(at, rows.sent(leadOf.get(id) ?? id));
  };

  const grid = makeGrid();
  const { unit } = reading;
  const ticks = ticksOf(scale, unit, columns.tickRight, measure);
  for (const tick of ticks) grid.addBox(tick.box);
  const arrows = arrowsOf(trace, bundles, flights, rows, columns, scale);
  const bands = bandsOf(stays, columns, stayY, canvas.height - 6);
  const stateNames = placeStateNames(bands, columns, grid, measure);
  const names = new Map(trace.hosts.map((host) => [host.id, nameRoom(stays, host.id, columns.narrow, measure)]));
  const brackets = bracketsOf(waits, columns, names, (wait) => ({
    y0: wait.after === null ? positionOf(scale, wait.from) : sentY(wait.after), y1: sentY(wait.packet),
  }), grid, measure);
  const silences = placeSilences(scale, columns, grid, words, measure);
  keepClear(arrows, columns, canvas.height, grid);
  const placed = placeLabels(tasksOf(arrows, reading), grid, canvas);
  const lostWords = lostWordsOf(trace, arrows, columns, canvas, words, grid, measure);
  const marks = marksOf(trace, arrows, columns, canvas, words, grid, measure);
  const windows = placeWindows(scale, columns, canvas, grid, words, measure);
  return {
    homeless: placed.homeless.filter(({ arrow }) => !isBurst(rows, arrow.sentAt)).map(({ arrow }) => arrow.packet),
    scene: {
      ...canvas, headHeight: columns.headHeight, narrow: columns.narrow, side: columns.side, start: 0, end: trace.end, scale, base,
      axis: { line: columns.axisLine, labels: columns.tickRight, top: LEAD - 12, bottom: canvas.height - 6, unit, ticks },
      participants: columns.participants, silences, windows, bands, stateNames,
      tunnels: tunnelsOf(trace, stays, columns, stayY, sentY, canvas.height - 6),
      arrows, labels: placed.labels, lostWords, marks, brackets, steps: stepsOf(trace, flights, stays, scale),
      truncation: trace.truncated === null ? null : { ...trace.truncated, y: positionOf(scale, trace.end) },
    },
  };
}

/** The lines that labels avoid if they can, and the crosses and lifelines that they must not cover. */
function keepClear(arrows: readonly Arrow[], columns: Columns, height: number, grid: Grid): void {
  arrows.forEach((arrow, line) => {
    grid.addLine(line, arrow);
    if (arrow.end === "lost") grid.addBox(uprightBox(arrow.x2 - CROSS, arrow.y2 - CROSS, 2 * CROSS, 2 * CROSS));
  });
  for (const { x } of columns.participants.slice(1, -1)) {
    for (let top = 0; top < height; top += 40) grid.addBox(uprightBox(x - columns.bandWidth / 2, top, columns.bandWidth, Math.min(40, height - top)));
  }
}

/** One label per bundle, on the arrow of the packet itself. */
function tasksOf(arrows: readonly Arrow[], reading: Reading): LabelTask[] {
  const wordings = new Map(reading.bundles.map((bundle, index) => [bundle.lead, reading.tasks[index]?.wordings ?? []]));
  const place = new Map(reading.columns.participants.map(({ host, x }) => [host, x]));
  const half = reading.columns.bandWidth / 2;
  return arrows.flatMap((arrow, line): LabelTask[] => {
    const packet = reading.trace.packets[arrow.packet];
    const [from, to] = [place.get(packet?.from ?? ""), place.get(packet?.to ?? "")];
    if (arrow.copy > 0 || from === undefined || to === undefined) return [];
    return [{ arrow, line, wordings: wordings.get(arrow.packet) ?? [], corridor: [Math.min(from, to) + half, Math.max(from, to) - half] }];
  });
}

/** The scale that is true wherever it can be: the slope follows the latency, steeper where the run is slow. */
function scaleOf(reading: Reading, stretch: Stretch, measure: Measure): { base: number; scale: ScalePiece[] } {
  const { trace, columns, latency } = reading;
  const first = columns.participants[0]?.x ?? 0;
  const gap = Math.max(60, (columns.participants[1]?.x ?? first + 200) - first);
  let drop = dropOf(latency, gap, columns.narrow);
  for (;;) {
    const base = latency > 0 ? drop / latency : trace.end > 0 ? 400 / trace.end : 1;
    const spacings = spacingsOf(trace, reading.bundles, reading.stays, reading.rows, { narrow: columns.narrow, slope: drop / gap, base }, stretch, measure);
    const scale = makeScale({ ...momentsOf(reading), spacings, base, top: LEAD });
    if (latency <= 0 || drop * 1.5 > gap * 0.45 || magnifiedShare(scale) < 0.5) return { base, scale };
    drop *= 1.5;
  }
}

/** The height of a typical arrow in pixels for a latency in milliseconds. */
function dropOf(latency: Milliseconds, gap: number, narrow: boolean): number {
  const wanted = 50 * Math.max(latency, 0.001) ** 0.4 / 50 ** 0.4 * Math.sqrt(gap / 240) * (narrow ? 1.2 : 1);
  return Math.max(26, Math.min(gap * 0.6, 150, wanted));
}

/** The share of the height, folds aside, that is larger than true. */
function magnifiedShare(scale: readonly ScalePiece[]): number {
  let magnified = 0;
  let whole = 1;
  for (const { kind, y0, y1 } of scale) {
    if (kind === "magnified") magnified += y1 - y0;
    if (kind !== "silence") whole += y1 - y0;
  }
  return magnified / whole;
}

/** The times at which anything is drawn, how many rows each needs, and between which of them something is on its way. */
function momentsOf({ trace, flights, stays, rows, bundles, waits }: Reading): { moments: number[]; rows: (index: number) => number; busy: (index: number) => boolean } {
  const times = new Set<Milliseconds>([0, trace.end]);
  const inside = new Set(bundles.flatMap(({ packets }) => packets.slice(1, -1)));
  for (const flight of flights) if (!inside.has(flight.packet)) times.add(flight.sentAt).add(flight.endsAt);
  for (const stay of stays) times.add(stay.from);
  for (const wait of waits) times.add(wait.from);
  const moments = Array.from(times).sort((a, b) => a - b);
  const place = new Map(moments.map((at, index) => [at, index]));
  const changes = new Array<number>(moments.length + 1).fill(0);
  for (const flight of flights) {
    if (inside.has(flight.packet)) continue;
    const from = place.get(flight.sentAt) ?? 0;
    const to = place.get(flight.endsAt) ?? 0;
    changes[from] = (changes[from] ?? 0) + 1;
    changes[to] = (changes[to] ?? 0) - 1;
  }
  let flying = 0;
  const busy = changes.map((change) => (flying += change) > 0);
  return { moments, rows: (index) => rows.offset(moments[index] ?? 0, rows.count(moments[index] ?? 0) - 1), busy: (index) => busy[index] === true };
}
