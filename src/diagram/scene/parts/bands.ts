// State bands: each lifeline is cut where the state of its foremost endpoint changes (RFC 9293 §3.3.2), with the names beside.

import type { HostId, Milliseconds, TcpState, Trace } from "../../../simulation/index.ts";
import { uprightBox, type Box } from "../measure/box.ts";
import { NAME_GAP, type Columns } from "../measure/columns.ts";
import { FONTS, type Measure } from "../measure/fonts.ts";
import type { Grid } from "../measure/grid.ts";
import type { Band, BandState, Condition, Lifeline, Phase, SceneWords, StateName, Texture } from "../scene.ts";
import type { Foreground } from "./foreground.ts";

/** A stretch of time that a host shows in one state; `event` began it, null for how the run finds it. */
export interface Stay {
  readonly host: HostId;
  readonly state: BandState;
  readonly from: Milliseconds;
  readonly event: number | null;
  /** The listener's, at the very moment at which its connection is closed: drawn a little below that. */
  readonly again?: true;
}

const PHASES: Readonly<Record<BandState, Phase>> = {
  "CLOSED": "closed", "LISTEN": "listening", "SYN-SENT": "opening", "SYN-RECEIVED": "opening", "ESTABLISHED": "open",
  "FIN-WAIT-1": "closing", "FIN-WAIT-2": "closing", "CLOSE-WAIT": "closing", "CLOSING": "closing", "LAST-ACK": "closing",
  "TIME-WAIT": "closing", "BACKLOG FULL": "opening", "STATELESS": "listening",
};

const TEXTURES: Readonly<Record<Phase, Texture>> = {
  closed: "hollow", listening: "dotted", opening: "hatched", open: "solid", closing: "hatched",
};

const SHORT: Readonly<Record<TcpState, string>> = {
  "CLOSED": "CLOSED", "LISTEN": "LISTEN", "SYN-SENT": "SYN-SENT", "SYN-RECEIVED": "SYN-RCVD", "ESTABLISHED": "ESTAB.",
  "FIN-WAIT-1": "FIN-W-1", "FIN-WAIT-2": "FIN-W-2", "CLOSE-WAIT": "CLOSE-W", "CLOSING": "CLOSING", "LAST-ACK": "LAST-ACK",
  "TIME-WAIT": "TIME-W",
};

const NAME_HEIGHT = 14;
/** A long band says its name again, so that it is read wherever the picture is scrolled to. */
const REPEAT = 520;

function isCondition(state: BandState): state is Condition {
  return state === "BACKLOG FULL" || state === "STATELESS";
}

/** A state by its name in the RFC, a condition in the reader's words. */
function nameOf(state: BandState, words: SceneWords): string {
  return isCondition(state) ? words.condition(state) : state;
}

/** The stays of every host in order of time: of its newest connection, or of its listener while it has none. */
export function staysOf(trace: Trace, foreground: Foreground): Stay[] {
  const states = new Map<number, TcpState>();
  const foremost = new Map<HostId, number>();
  const shown = new Map<HostId, TcpState>();
  const stays: Stay[] = trace.hosts.filter((host) => hasStates(trace, host.id)).map((host) => ({ host: host.id, state: "CLOSED", from: 0, event: null }));
  for (const host of trace.hosts) shown.set(host.id, "CLOSED");
  for (const event of trace.events) {
    if (event.kind !== "state" || event.endpoint === null || foreground.hides(event.endpoint)) continue;
    states.set(event.endpoint, event.to);
    const endpoint = chooseForemost(trace, event.endpoint, foremost.get(event.host), event.from, event.to);
    foremost.set(event.host, endpoint);
    const state = states.get(endpoint) ?? "CLOSED";
    if (state !== shown.get(event.host)) stays.push({ host: event.host, state, from: event.at, event: event.id });
    shown.set(event.host, state);
    // A listener goes on listening when its connection is closed.
    const listener = state === "CLOSED" && event.to === "CLOSED" ? listenerOf(trace, endpoint) : null;
    if (listener === null || states.get(listener) !== "LISTEN") continue;
    foremost.set(event.host, listener);
    shown.set(event.host, "LISTEN");
    stays.push({ host: event.host, state: "LISTEN", from: event.at, event: event.id, again: true });
  }
  return stays;
}

/** The listener from which a connection came, or null. */
function listenerOf(trace: Trace, connection: number): number | null {
  const endpoint = trace.endpoints[connection];
  return endpoint?.protocol === "tcp" ? endpoint.listener : null;
}

/** Whether a host has TCP to do with: one that speaks UDP alone is in no state at any time, and neither is a proxy, nor an address without a machine. */
function hasStates(trace: Trace, host: HostId): boolean {
  if (host === trace.synProxy?.host || trace.hosts.some(({ id, absent }) => id === host && absent === true)) return false;
  const tcp = trace.endpoints.some((endpoint) => endpoint.protocol === "tcp");
  if (!tcp) return trace.endpoints.length === 0;
  const own = trace.endpoints.filter((endpoint) => endpoint.host === host);
  return own.length === 0 || own.some((endpoint) => endpoint.protocol === "tcp");
}

/** The lifelines of hosts that are in no state. */
export function lifelinesOf(trace: Trace, stays: readonly Stay[], columns: Columns, bottom: number): Lifeline[] {
  const plain = columns.participants.filter(({ host, strip }) => !strip && !stays.some((stay) => stay.host === host));
  const absent = new Set(trace.hosts.filter((host) => host.absent === true).map(({ id }) => id));
  return plain.map(({ host, x }) => ({ host, x: x - columns.bandWidth / 2, width: columns.bandWidth, y0: 0, y1: bottom, absent: absent.has(host) }));
}

/** A newer connection comes to the fore; one that never opened gives way to its listener again. */
function chooseForemost(trace: Trace, changed: number, current: number | undefined, from: TcpState, to: TcpState): number {
  if (current === undefined) return changed;
  if (changed === current) {
    const listener = listenerOf(trace, changed);
    return from === "SYN-RECEIVED" && to === "CLOSED" && listener !== null ? listener : current;
  }
  if (to === "CLOSED") return current;
  return trace.endpoints[changed]?.remote !== null || changed > current ? changed : current;
}

/** The stays as stretches of the lifelines. `at` gives the place of a stay's beginning, `bottom` is where the lines end, `closedRoom` what CLOSED needs for its name. */
export function bandsOf(stays: readonly Stay[], columns: Columns, at: (stay: Stay) => number, bottom: number, closedRoom: number): Band[] {
  const bands: Band[] = [];
  // The state of a connection that is closed is told before its listener's, at the one moment of both.
  const beginning = (stay: Stay, next: Stay | undefined): number =>
    at(stay) + (stay.again === true ? Math.min(closedRoom, Math.max(0, (next === undefined ? bottom : at(next)) - at(stay)) / 2) : 0);
  for (const participant of columns.participants) {
    if (participant.strip) continue;
    const own = stays.filter((stay) => stay.host === participant.host);
    // What a host is from the first moment on by listening, it was before the run began.
    const [first, second] = own;
    if (first !== undefined && second !== undefined && second.state === "LISTEN" && second.from === 0) own.splice(0, 2, { ...second, event: null });
    own.forEach((stay, index) => {
      const next = own[index + 1];
      const y0 = stay.event === null ? 0 : beginning(stay, next);
      const y1 = next === undefined ? bottom : beginning(next, own[index + 2]);
      if (y1 - y0 < 0.5) return;
      const phase = PHASES[stay.state];
      bands.push({
        id: `${stay.host}:${stay.event ?? "start"}${stay.state === "LISTEN" || isCondition(stay.state) ? `@${String(stay.from)}` : ""}`, host: stay.host, state: stay.state, texture: TEXTURES[phase], phase,
        x: participant.x - columns.bandWidth / 2, width: columns.bandWidth, y0, y1, from: stay.from,
      });
    });
  }
  return bands;
}

/** The widest room that the names of these stays need beside a lifeline. */
export function nameRoom(stays: readonly Stay[], host: HostId, narrow: boolean, words: SceneWords, measure: Measure): number {
  if (narrow) return NAME_HEIGHT;
  return Math.max(0, ...stays.filter((stay) => stay.host === host).map((stay) => Math.ceil(measure(nameOf(stay.state, words), FONTS.state)) + 2));
}

/** The least height that a band needs to carry its name. */
export function bandRoom(state: BandState, narrow: boolean, measure: Measure): number {
  return narrow && !isCondition(state) ? measure(SHORT[state], FONTS.state) + 8 : NAME_HEIGHT + 2;
}

/** Places the names beside their bands; a name that finds no room is left out, its texture still speaks. */
export function placeStateNames(bands: readonly Band[], columns: Columns, words: SceneWords, grid: Grid, measure: Measure): StateName[] {
  return bands.flatMap((band) => {
    const participant = columns.participants.find((each) => each.host === band.host);
    if (participant === undefined) return [];
    const names: StateName[] = [];
    for (let top = band.y0; top < band.y1; top += REPEAT) {
      const bottom = Math.min(band.y1, top + REPEAT);
      const name = columns.narrow
        ? nameAlong(band, words, top, bottom, participant.x, participant.outer, measure)
        : nameBeside(band, words, top, bottom, participant.x, participant.outer, measure);
      // Said again, a name gives way to whatever is there.
      if (name === null || grid.collides(name.box) || (top > band.y0 && grid.crossings(name.box, -1, 2) > 0)) continue;
      grid.addBox(name.box);
      names.push(name);
    }
    return names;
  });
}

function nameBeside(band: Band, words: SceneWords, top: number, bottom: number, x: number, outer: -1 | 1, measure: Measure): StateName | null {
  if (bottom - top < NAME_HEIGHT) return null;
  const text = nameOf(band.state, words);
  const width = measure(text, FONTS.state) + 2;
  const edge = x + outer * (band.width / 2 + NAME_GAP);
  const box = uprightBox(outer < 0 ? edge - width : edge, top + Math.min(3, (bottom - top - NAME_HEIGHT) / 2), width, NAME_HEIGHT);
  return { band: band.id, text, phase: band.phase, box, anchor: outer < 0 ? "end" : "start" };
}

/** Along the band and read from below, as long as the band is long enough. */
function nameAlong(band: Band, words: SceneWords, top: number, bottom: number, x: number, outer: -1 | 1, measure: Measure): StateName | null {
  const room = bottom - top - 4;
  const { state } = band;
  const text = (isCondition(state) ? [words.condition(state)] : [state, SHORT[state]]).find((each) => measure(each, FONTS.state) + 2 <= room);
  if (text === undefined) return null;
  const width = measure(text, FONTS.state) + 2;
  const box: Box = {
    x: x + outer * (band.width / 2 + NAME_GAP - 2 + NAME_HEIGHT / 2), y: (top + bottom) / 2, width, height: NAME_HEIGHT, angle: -Math.PI / 2,
  };
  return { band: band.id, text, phase: band.phase, box, anchor: "middle" };
}
