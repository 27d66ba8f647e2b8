// The transport bar: restart, step, play, the scrubber, the time, and the speed.

import type { Milliseconds } from "../../simulation/index.ts";
import { grouped } from "../scene/index.ts";
import { makeElement } from "./element.ts";
import { makeIcon, type IconName } from "./icons.ts";
import type { Playback, PlaybackAction } from "./playback.ts";
import { makeScrubber } from "./scrubber.ts";
import { makeSpeedMenu } from "./speed-menu.ts";
import type { Timeline } from "./timeline.ts";

/** The words of the bar. */
export interface TransportWords {
  readonly restart: string;
  readonly back: string;
  readonly play: string;
  readonly pause: string;
  readonly forward: string;
  readonly scrubber: string;
  readonly speed: string;
  readonly group: string;
  position(at: Milliseconds, end: Milliseconds): string;
}

export interface Transport {
  readonly element: HTMLElement;
  /** Shows another run: its ticks and its length. */
  setTimeline(timeline: Timeline, words: TransportWords): void;
  /** Shows a state; cheap enough for every frame. */
  show(state: Playback): void;
}

/** `dispatch` gets what the reader does. */
export function makeTransport(doc: Document, dispatch: (action: PlaybackAction) => void): Transport {
  const buttons = {
    restart: makeButton(doc, "restart", () => { dispatch({ kind: "home" }); }),
    back: makeButton(doc, "back", () => { dispatch({ kind: "step", by: -1 }); }),
    play: makeButton(doc, "play", () => { dispatch({ kind: "toggle" }); }),
    forward: makeButton(doc, "forward", () => { dispatch({ kind: "step", by: 1 }); }),
  };
  const pauseIcon = makeIcon(doc, "pause");
  pauseIcon.classList.add("handshake-icon-pause");
  buttons.play.classList.add("is-primary");
  buttons.play.append(pauseIcon);
  const scrubber = makeScrubber(doc, (at) => { dispatch({ kind: "seek", at }); });
  const speed = makeSpeedMenu(doc, (value) => { dispatch({ kind: "speed", speed: value }); });
  const now = makeElement(doc, "span", "handshake-time-now");
  const whole = makeElement(doc, "span", "handshake-time-whole");
  const element = makeElement(doc, "div", "handshake-transport",
    makeElement(doc, "div", "handshake-buttons", ...Object.values(buttons)), scrubber.element,
    makeElement(doc, "div", "handshake-time", now, whole), speed.element);
  element.setAttribute("role", "group");
  stopGestures(element);

  let timeline: Timeline | null = null;
  let words: TransportWords | null = null;
  let shown: Playback | null = null;
  return {
    element,
    setTimeline(next, nextWords) {
      timeline = next;
      words = nextWords;
      shown = null;
      element.setAttribute("aria-label", nextWords.group);
      for (const name of ["restart", "back", "forward"] as const) buttons[name].setAttribute("aria-label", nextWords[name]);
      speed.element.setAttribute("aria-label", nextWords.speed);
      scrubber.setTimeline(next, nextWords.scrubber);
      whole.textContent = `/ ${clock(next.end)} s`;
    },
    show(state) {
      if (timeline === null || words === null) return;
      if (shown?.at !== state.at) {
        scrubber.show(state.at);
        now.textContent = clock(state.at);
      }
      // What a screen reader would hear is not rewritten while time runs.
      if (!state.playing) scrubber.describe(words.position(state.at, timeline.end));
      if (shown?.playing !== state.playing) {
        buttons.play.classList.toggle("is-playing", state.playing);
        buttons.play.setAttribute("aria-label", state.playing ? words.pause : words.play);
      }
      if (shown?.speed !== state.speed) speed.show(state.speed);
      shown = state;
    },
  };
}

function makeButton(doc: Document, icon: IconName, onClick: () => void): HTMLButtonElement {
  const button = makeElement(doc, "button", `handshake-button handshake-${icon}`, makeIcon(doc, icon));
  button.type = "button";
  button.dataset["focus"] = icon;
  button.addEventListener("click", onClick);
  return button;
}

/** A time in seconds, to the millisecond while it is short: `1.139`, `240.4`. */
function clock(at: Milliseconds): string {
  return grouped(at / 1000, at >= 100_000 ? 1 : 3);
}

/** A drag on the bar is the bar's own: it moves no canvas card and opens no sidebar. */
function stopGestures(element: HTMLElement): void {
  for (const name of ["pointerdown", "mousedown", "touchstart", "touchmove"] as const) {
    element.addEventListener(name, (event) => { event.stopPropagation(); }, { passive: true });
  }
}
