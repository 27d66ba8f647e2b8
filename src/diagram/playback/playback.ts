// Playing as a pure reducer: what the reader or the clock does goes in with the state, the next state comes out.

import type { Milliseconds } from "../../simulation/index.ts";
import { stepAt, type Timeline } from "./timeline.ts";

export interface Playback {
  readonly at: Milliseconds;
  readonly playing: boolean;
  /** Factor of real time. */
  readonly speed: number;
  readonly selected: number | null;
  /** Real milliseconds spent on this step, where playing goes step by step. */
  readonly rest: number;
}

export type PlaybackAction =
  | { readonly kind: "toggle" }
  | { readonly kind: "pause" }
  | { readonly kind: "seek"; readonly at: Milliseconds }
  /** To the next (1) or previous (-1) step. */
  | { readonly kind: "step"; readonly by: 1 | -1 }
  | { readonly kind: "home" }
  | { readonly kind: "end" }
  /** To the neighbouring speed. */
  | { readonly kind: "faster"; readonly by: 1 | -1 }
  | { readonly kind: "speed"; readonly speed: number }
  | { readonly kind: "select"; readonly packet: number | null }
  | { readonly kind: "select-next"; readonly by: 1 | -1 }
  /** The packet that the playhead last came to. */
  | { readonly kind: "select-here" }
  /** Real time passes; `still` where the reader wants no motion. */
  | { readonly kind: "tick"; readonly elapsed: Milliseconds; readonly still: boolean };

/** The speeds on offer, slowest first. */
export const SPEEDS: readonly number[] = [0.001, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

/** How long a step stands when playing goes without motion. */
const STILL_STEP = 1400;
/** Playing at true scale should move about this fast on the screen, in pixels per second. */
const CALM = 105;

/** The next state. Every change of place keeps within the run; a state that does not change is given back as it is. */
export function reduce(state: Playback, action: PlaybackAction, timeline: Timeline): Playback {
  switch (action.kind) {
    case "toggle":
      if (state.playing) return { ...state, playing: false };
      return { ...state, playing: timeline.end > timeline.start, at: state.at >= timeline.end ? timeline.start : state.at, rest: 0 };
    case "pause":
      return state.playing ? { ...state, playing: false } : state;
    case "seek":
      return moved(state, Math.max(timeline.start, Math.min(timeline.end, action.at)));
    case "step":
      return { ...moved(state, neighbour(state.at, action.by, timeline)), playing: false };
    case "home":
      return { ...moved(state, timeline.start), playing: false };
    case "end":
      return { ...moved(state, timeline.end), playing: false };
    case "faster":
      return { ...state, speed: nextSpeed(state.speed, action.by) };
    case "speed":
      return { ...state, speed: action.speed };
    case "select":
      return state.selected === action.packet ? state : { ...state, selected: action.packet };
    case "select-next":
      return { ...state, selected: nextPacket(state, action.by, timeline) };
    case "select-here":
      return { ...state, selected: packetHere(state.at, timeline) };
    case "tick":
      return tick(state, action.elapsed, action.still, timeline);
  }
}

function moved(state: Playback, at: Milliseconds): Playback {
  return state.at === at ? state : { ...state, at, rest: 0 };
}

/** Playing moves evenly over the screen: folded silences pass quickly, magnified stretches slowly. */
function tick(state: Playback, elapsed: Milliseconds, still: boolean, timeline: Timeline): Playback {
  if (!state.playing) return state;
  if (still) {
    const rest = state.rest + elapsed;
    if (rest < STILL_STEP) return { ...state, rest };
    const at = neighbour(state.at, 1, timeline);
    return { ...state, at, rest: 0, playing: at < timeline.end };
  }
  const y = timeline.yOf(state.at) + elapsed * state.speed * timeline.base;
  const at = y >= timeline.bottom ? timeline.end : Math.max(state.at, timeline.timeAt(y));
  return { ...state, at, playing: at < timeline.end };
}

function neighbour(at: Milliseconds, by: 1 | -1, timeline: Timeline): Milliseconds {
  const index = stepAt(timeline, at);
  if (by > 0) return timeline.steps[index + 1]?.at ?? timeline.end;
  const own = timeline.steps[index];
  if (own !== undefined && own.at < at - 1e-6) return own.at;
  return timeline.steps[index - 1]?.at ?? timeline.start;
}

function nextSpeed(speed: number, by: 1 | -1): number {
  const others = by > 0 ? SPEEDS.filter((each) => each > speed) : SPEEDS.filter((each) => each < speed).reverse();
  return others[0] ?? speed;
}

function nextPacket(state: Playback, by: 1 | -1, timeline: Timeline): number | null {
  if (timeline.packets === 0) return null;
  if (state.selected === null) return packetHere(state.at, timeline);
  return Math.max(0, Math.min(timeline.packets - 1, state.selected + by));
}

/** The packet that was last sent, or came to its end, by a time. */
function packetHere(at: Milliseconds, timeline: Timeline): number | null {
  for (let index = stepAt(timeline, at); index >= 0; index -= 1) {
    const step = timeline.steps[index];
    const packet = step?.sent.at(-1) ?? step?.arrived.at(-1) ?? step?.lost.at(-1);
    if (packet !== undefined) return packet;
  }
  return timeline.packets > 0 ? 0 : null;
}

/** The speed at which a run moves calmly over the screen. */
export function calmSpeed(timeline: Timeline): number {
  const wanted = CALM / (timeline.base * 1000);
  const distance = (speed: number): number => Math.abs(Math.log(speed / wanted));
  return SPEEDS.reduce((best, speed) => (distance(speed) < distance(best) ? speed : best), 0.1);
}
