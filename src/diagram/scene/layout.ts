// Layout: a trace and a width become a Scene, by arithmetic alone.

import type { Trace } from "../../simulation/index.ts";
import { uprightBox } from "./measure/box.ts";
import type { Columns } from "./measure/columns.ts";
import { CROSS } from "./measure/cross.ts";
import type { Measure } from "./measure/fonts.ts";
import { makeGrid, type Grid } from "./measure/grid.ts";
import { placeSilences, placeWindows } from "./measure/scale-marks.ts";
import { scaleOf } from "./measure/scale.ts";
import { crowdedLeads, type Stretch } from "./measure/spacings.ts";
import { ticksOf } from "./measure/ticks.ts";
import { positionOf, type ScalePiece } from "./measure/time-scale.ts";
import { arrowsOf } from "./parts/arrows.ts";
import { bandRoom, bandsOf, lifelinesOf, nameRoom, placeStateNames, type Stay } from "./parts/bands.ts";
import { bracketsOf } from "./parts/brackets.ts";
import { chartsOf } from "./parts/charts.ts";
import { median } from "./parts/flights.ts";
import { stripsOf, wedgesOf } from "./parts/floods.ts";
import type { OpenStretch } from "./parts/foreground.ts";
import { placeLabels, type LabelTask, type PlacedLabels } from "./parts/labels.ts";
import { lostWordsOf, marksOf } from "./parts/marks.ts";
import type { MessageGroup } from "./parts/message-groups.ts";
import { nameRibbons, ribbonsOf } from "./parts/ribbons.ts";
import { stepsOf } from "./parts/steps.ts";
import { talliesOf, tallyRoom } from "./parts/tallies.ts";
import { tunnelsOf } from "./parts/tunnel.ts";
import { readRun, type Reading } from "./reading.ts";
import type { Arrow, FoldedLayer, Ribbon, Scene, SceneWords } from "./scene.ts";

/** Above the first moment, where the states stand in which the run finds the hosts. */
const LEAD = 24;
const TAIL = 26;
/** Below the ends of the lifelines. */
const FOOT = 6;
const LEAST_HEIGHT = 150;
/** Captions and the card stand beside it. */
const LEAST_HEIGHT_BESIDE = 330;
/** A flood's groups stand one below the other. */
const LEAST_HEIGHT_OF_FLOOD = 300;
/** How often the time is stretched for labels that found no room before they are left to the card. */
const ROUNDS = 4;
const ROUNDS_IF_LONG = 2;
const LONG = 600;
const STRETCH = 20;
/** How often segments and messages are named anew where they are in one another's way. */
const TURNS = 5;
/** From here on rows are set apart for the slope of what stands between them, up to the steepest. */
const STEEP = 1.1;
const STEEPEST = 1.7;

/**
 * Lays a run out for a picture of `width` pixels. The words are only measured; the Scene holds none of them. `open`: a stretch of a
 * flood that is drawn packet by packet. `folded`: a layer that is left out, and the room that it would take.
 */
export function layout(trace: Trace, width: number, words: SceneWords, measure: Measure, open: OpenStretch | null = null, folded: FoldedLayer | null = null): Scene {
  let reading = readRun(trace, width, words, measure, open, folded);
  let steepness = 1;
  const rounds = reading.foreground.packets.length > LONG ? ROUNDS_IF_LONG : ROUNDS;
  let stretch: Stretch = new Map();
  for (let round = 1; ; round += 1) {
    const { base, scale } = scaleOf(reading, LEAD, stretch, steepness, measure);
    const sheet = placeTexts(reading, base, scale, words, measure);
    if (round === 1) steepness = Math.min(STEEPEST, steepnessOf(sheet, reading.groups));
    if (round === 1 && steepness > STEEP) {
      reading = steeper(reading, steepness);
      continue;
    }
    const homeless = sheet.homeless.filter((task) => !task.crowded);
    if (homeless.length === 0 || round >= rounds) {
      const fairer = sheet.homeless.length > 0 && reading.groups.length > 0 ? fairest(reading, base, scale, words, measure) : sheet;
      return sceneOf(reading, base, scale, fairer, words, measure);
    }
    const more = new Map(stretch);
    for (const { arrow } of homeless) more.set(arrow.packet, (more.get(arrow.packet) ?? 0) + STRETCH * round);
    stretch = more;
  }
}

/**
 * Where segments and messages cannot all be named at once, each segment is named before what it carries. One that finds no room then has
 * its turn before all others, and in the end what lies over it goes without its name: segments come first.
 */
function fairest(reading: Reading, base: number, scale: readonly ScalePiece[], words: SceneWords, measure: Measure): Sheet {
  const [early, nameless] = [new Set<number>(), new Set<number>()];
  for (let turn = 1; ; turn += 1) {
    const sheet = placeTexts(reading, base, scale, words, measure, turn >= TURNS ? "labels" : { early, nameless });
    if (sheet.homeless.length === 0 || turn >= TURNS) return sheet;
    for (const { arrow } of sheet.homeless) {
      if (early.has(arrow.packet)) for (const { packet } of over(arrow, sheet.ribbons)) nameless.add(packet);
      early.add(arrow.packet);
    }
  }
}

/** The nearest ribbon of the same direction above an arrow, and its own. */
function over(arrow: Arrow, ribbons: readonly Ribbon[]): Ribbon[] {
  const alike = ribbons.filter(({ x1, x2, y1 }) => x2 > x1 === arrow.x2 > arrow.x1 && y1 < arrow.y1);
  return [...alike.sort((a, b) => b.y1 - a.y1).slice(0, 1), ...ribbons.filter(({ packet }) => packet === arrow.packet)];
}

/** How much longer than wide the arrows with messages are, as a rule. */
function steepnessOf({ arrows }: Sheet, groups: readonly MessageGroup[]): number {
  if (groups.length === 0) return 1;
  const laden = new Set(groups.map(({ first }) => first));
  return median(arrows.filter(({ packet, end }) => end === "arrives" && laden.has(packet)).map(({ x1, y1, x2, y2 }) => Math.hypot(x2 - x1, y2 - y1) / Math.max(1, Math.abs(x2 - x1))));
}

/** The same with rows so far apart that what stands between two steep lines has the room that it has between level ones. */
function steeper(reading: Reading, steepness: number): Reading {
  const { rows, moments } = reading;
  return {
    ...reading,
    rows: { ...rows, offset: (at, row) => rows.offset(at, row) * steepness },
    moments: { ...moments, rows: (index) => moments.rows(index) * steepness },
  };
}

/** Where things stand on a scale. */
interface Places {
  readonly stay: (stay: Stay) => number;
  readonly sent: (packet: number) => number;
}

/** Everything whose place decides where labels find room, and the labels. */
interface Sheet extends Pick<Scene, "width" | "height" | "bands" | "lifelines" | "stateNames" | "brackets" | "silences" | "strips" | "wedges" | "charts" | "arrows" | "ribbons" | "labels"> {
  readonly grid: Grid;
  /** Where the lifelines end. */
  readonly bottom: number;
  readonly places: Places;
  readonly ticks: Scene["axis"]["ticks"];
  readonly homeless: readonly LabelTask[];
}

/** Which is named first: messages, segments, or these segments, and then each segment before what it carries, if that is to have a name. */
type Order = "names" | "labels" | { readonly early: ReadonlySet<number>; readonly nameless: ReadonlySet<number> };

function placeTexts(reading: Reading, base: number, scale: readonly ScalePiece[], words: SceneWords, measure: Measure, order: Order = "names"): Sheet {
  const { trace, foreground, bundles, flights, rows, stays, waits, columns } = reading;
  const places = placesOn(reading, scale);
  const closedRoom = bandRoom("CLOSED", columns.narrow, measure);
  // The last states find room for their names, a listener's below that of its closed connection.
  const rooms = new Map(stays.map((stay) => [stay.host, places.stay(stay) + (stay.again === true ? closedRoom : 0) + bandRoom(stay.state, columns.narrow, measure)]));
  const lowest = Math.max(positionOf(scale, trace.end) + TAIL, ...[...rooms.values()].map((room) => room + FOOT));
  const least = columns.side !== null ? LEAST_HEIGHT_BESIDE : foreground.floods.length > 0 ? LEAST_HEIGHT_OF_FLOOD : LEAST_HEIGHT;
  const height = Math.ceil(Math.max(least, lowest + tallyRoom(reading.tallies)));
  const bottom = height - FOOT - tallyRoom(reading.tallies);
  const canvas = { width: columns.width, height };
  const grid = makeGrid();
  const ticks = ticksOf(scale, reading.unit, columns.tickRight, measure);
  for (const tick of ticks) grid.addBox(tick.box);
  const arrows = arrowsOf(trace, bundles, flights, rows, columns, scale);
  arrows.forEach((arrow, line) => { grid.addLine(line, arrow); });
  keepClear(arrows, columns, bottom, grid);
  const bands = bandsOf(stays, columns, places.stay, bottom, closedRoom);
  const lifelines = lifelinesOf(trace, stays, columns, bottom);
  const silences = placeSilences(scale, columns, grid, words, measure);
  const stateNames = placeStateNames(bands, columns, words, grid, measure);
  const names = new Map(trace.hosts.map((host) => [host.id, nameRoom(stays, host.id, columns.narrow, words, measure)]));
  const brackets = bracketsOf(waits, columns, names, (wait) => ({
    y0: wait.after === null ? positionOf(scale, wait.from) : places.sent(wait.after), y1: places.sent(wait.packet),
  }), grid, measure);
  const { floods } = foreground;
  const strips = stripsOf(floods, columns, scale);
  const wedges = wedgesOf(floods, columns, scale, height, words, grid, measure);
  const charts = chartsOf(trace, foreground, reading.histories, columns, scale, bottom, words, grid, measure);
  const bare = ribbonsOf(trace, reading.groups, arrows, columns, { sent: places.sent, at: (time) => positionOf(scale, time, true) });
  const laden = new Set(order === "labels" ? [] : bare.map(({ packet }) => packet));
  const tasks = tasksOf(arrows, reading, crowdedLeads(trace, bundles, rows, base), laden);
  const name = (some: readonly Ribbon[]): Ribbon[] => nameRibbons(some, reading.groups, grid, measure);
  const { placed, ribbons } = inOrder(order, tasks, bare, (some) => placeLabels(some, grid, canvas), name);
  return { ...canvas, bottom, grid, places, ticks, arrows, ribbons, bands, lifelines, stateNames, brackets, silences, strips, wedges, charts, labels: placed.labels, homeless: placed.homeless };
}

/** Names segments and messages one after the other. */
function inOrder(
  order: Order, tasks: readonly LabelTask[], bare: readonly Ribbon[], label: (tasks: readonly LabelTask[]) => PlacedLabels, name: (ribbons: readonly Ribbon[]) => Ribbon[],
): { readonly placed: PlacedLabels; readonly ribbons: readonly Ribbon[] } {
  if (order === "names") {
    const ribbons = name(bare);
    return { placed: label(tasks), ribbons };
  }
  if (order === "labels") {
    const placed = label(tasks);
    return { placed, ribbons: name(bare) };
  }
  const { early, nameless } = order;
  const sorted = [...tasks].sort((a, b) => Number(early.has(b.arrow.packet)) - Number(early.has(a.arrow.packet)));
  const parts = sorted.map((task) => {
    const placed = label([task]);
    const own = bare.filter(({ packet }) => task.arrow.packets.includes(packet));
    return { placed, ribbons: own.flatMap((ribbon) => (nameless.has(ribbon.packet) ? [ribbon] : name([ribbon]))) };
  });
  return {
    placed: { labels: parts.flatMap(({ placed }) => placed.labels), homeless: parts.flatMap(({ placed }) => placed.homeless) },
    ribbons: parts.flatMap(({ ribbons }) => ribbons).sort((a, b) => a.id - b.id),
  };
}

function sceneOf(
  reading: Reading, base: number, scale: readonly ScalePiece[], sheet: Sheet, words: SceneWords, measure: Measure,
): Scene {
  const { trace, columns, stays, flights, outcomes } = reading;
  const { width, height, bottom, grid, places, arrows, ribbons, labels, bands, lifelines, stateNames, brackets, silences, strips, wedges, charts, ticks } = sheet;
  const lostWords = lostWordsOf(trace, arrows, columns, sheet, words, grid, measure);
  const marks = marksOf(trace, reading.foreground, outcomes, arrows, columns, sheet, words, grid, measure);
  return {
    width, height, headHeight: columns.headHeight, narrow: columns.narrow, side: columns.side, start: 0, end: trace.end, scale, base,
    axis: { line: columns.axisLine, labels: columns.tickRight, top: LEAD - 12, bottom, unit: reading.unit, ticks },
    participants: columns.participants, silences, windows: placeWindows(scale, columns, sheet, grid, words, measure), bands, lifelines, stateNames,
    tunnels: tunnelsOf(trace, stays, columns, places.stay, places.sent, bottom),
    tallies: talliesOf(reading.tallies, columns, bottom, measure),
    arrows, ribbons, labels, lostWords, marks, brackets, strips, wedges, charts, steps: stepsOf(reading.foreground.packets, flights, stays, scale),
    truncation: trace.truncated === null ? null : { ...trace.truncated, y: positionOf(scale, trace.end) },
  };
}

function placesOn({ trace, bundles, rows }: Reading, scale: readonly ScalePiece[]): Places {
  const leadOf = new Map(bundles.flatMap((bundle) => bundle.packets.map((id) => [id, bundle.lead] as const)));
  return {
    stay: (stay) => positionOf(scale, stay.from, true) + (stay.event === null ? 0 : rows.offset(stay.from, rows.state(stay.event))),
    sent: (packet) => {
      const at = trace.packets[packet]?.sentAt ?? 0;
      return positionOf(scale, at, true) + rows.offset(at, rows.sent(leadOf.get(packet) ?? packet));
    },
  };
}

/** The crosses and lifelines that labels must not cover. */
function keepClear(arrows: readonly Arrow[], columns: Columns, height: number, grid: Grid): void {
  for (const { end, x2, y2 } of arrows) if (end === "lost") grid.addBox(uprightBox(x2 - CROSS, y2 - CROSS, 2 * CROSS, 2 * CROSS));
  for (const { x } of columns.participants.slice(1, -1)) {
    for (let top = 0; top < height; top += 40) grid.addBox(uprightBox(x - columns.bandWidth / 2, top, columns.bandWidth, Math.min(40, height - top)));
  }
}

/** One label per bundle, on the arrow of the packet itself. */
function tasksOf(arrows: readonly Arrow[], reading: Reading, crowded: ReadonlySet<number>, laden: ReadonlySet<number>): LabelTask[] {
  const place = new Map(reading.columns.participants.map(({ host, x }) => [host, x]));
  const half = reading.columns.bandWidth / 2;
  return arrows.flatMap((arrow, line): LabelTask[] => {
    const packet = reading.trace.packets[arrow.packet];
    const [from, to] = [place.get(packet?.from ?? ""), place.get(packet?.to ?? "")];
    if (reading.folded === "segments" || arrow.copy > 0 || from === undefined || to === undefined) return [];
    return [{
      arrow, line, wordings: reading.wordings.get(arrow.packet) ?? [], crowded: crowded.has(arrow.packet), laden: laden.has(arrow.packet),
      corridor: [Math.min(from, to) + half, Math.max(from, to) - half],
    }];
  });
}
