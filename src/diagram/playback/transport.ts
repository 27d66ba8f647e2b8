// The transport bar: restart, step, play, the scrubber with a tick per event, the time, and the speed.

import type { Milliseconds } from "../../simulation/index.ts";
import { grouped } from "../scene/index.ts";
import { makeIcon, type IconName } from "./icons.ts";
import { SPEEDS, type Playback, type PlaybackAction } from "./playback.ts";
import { shareOf, timeAtShare, type Timeline } from "./timeline.ts";

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

const RANGE = 10_000;
const SVG = "http://www.w3.org/2000/svg";

/** `dispatch` gets what the reader does; `seeking` is told when the reader takes hold of the scrubber and lets it go. */
export function makeTransport(doc: Document, dispatch: (action: PlaybackAction) => void): Transport {
  const element = doc.createElement("div");
  element.className = "handshake-transport";
  element.setAttribute("role", "group");
  const buttons = {
    restart: makeButton(doc, "restart", () => dispatch({ kind: "home" })),
    back: makeButton(doc, "back", () => dispatch({ kind: "step", by: -1 })),
    play: makeButton(doc, "play", () => dispatch({ kind: "toggle" })),
    forward: makeButton(doc, "forward", () => dispatch({ kind: "step", by: 1 })),
  };
  buttons.play.classList.add("is-primary");
  const pauseIcon = makeIcon(doc, "pause");
  pauseIcon.classList.add("handshake-icon-pause");
  buttons.play.append(pauseIcon);

  const scrubber = makeScrubber(doc);
  const time = doc.createElement("div");
  time.className = "handshake-time";
  const now = doc.createElement("span");
  now.className = "handshake-time-now";
  const whole = doc.createElement("span");
  whole.className = "handshake-time-whole";
  time.append(now, whole);
  const speed = makeSpeed(doc, (value) => dispatch({ kind: "speed", speed: value }));

  const set = doc.createElement("div");
  set.className = "handshake-buttons";
  set.append(...Object.values(buttons));
  element.append(set, scrubber.element, time, speed);

  let timeline: Timeline | null = null;
  let words: TransportWords | null = null;
  let shown: Playback | null = null;

  scrubber.input.addEventListener("input", () => {
    if (timeline === null) return;
    const at = timeAtShare(timeline, Number(scrubber.input.value) / RANGE);
    dispatch({ kind: "seek", at: Math.round(at * 1000) / 1000 });
  });
  stopGestures(element);

  return {
    element,
    setTimeline(next, nextWords) {
      timeline = next;
      words = nextWords;
      shown = null;
      element.setAttribute("aria-label", nextWords.group);
      for (const name of ["restart", "back", "forward"] as const) label(buttons[name], nextWords[name]);
      scrubber.input.setAttribute("aria-label", nextWords.scrubber);
      speed.setAttribute("aria-label", nextWords.speed);
      drawTicks(scrubber.ticks, next);
      whole.textContent = ` / ${clock(next.end)} s`;
    },
    show(state) {
      if (timeline === null || words === null) return;
      if (shown === null || shown.at !== state.at) {
        const share = shareOf(timeline, state.at);
        scrubber.input.value = String(Math.round(share * RANGE));
        scrubber.element.style.setProperty("--handshake-share", String(share));
        now.textContent = clock(state.at);
      }
      // What a screen reader would hear is not rewritten while time runs.
      if (!state.playing) scrubber.input.setAttribute("aria-valuetext", words.position(state.at, timeline.end));
      if (shown === null || shown.playing !== state.playing) {
        buttons.play.classList.toggle("is-playing", state.playing);
        label(buttons.play, state.playing ? words.pause : words.play);
      }
      if (shown === null || shown.speed !== state.speed) chooseSpeed(speed, state.speed);
      shown = state;
    },
  };
}

function label(button: HTMLElement, text: string): void {
  button.setAttribute("aria-label", text);
}

function makeButton(doc: Document, icon: IconName, onClick: () => void): HTMLButtonElement {
  const button = doc.createElement("button");
  button.type = "button";
  button.className = `handshake-button handshake-${icon}`;
  button.dataset["focus"] = icon;
  button.append(makeIcon(doc, icon));
  button.addEventListener("click", onClick);
  return button;
}

function makeScrubber(doc: Document): { element: HTMLElement; input: HTMLInputElement; ticks: SVGSVGElement } {
  const element = doc.createElement("div");
  element.className = "handshake-scrubber";
  const ticks = doc.createElementNS(SVG, "svg");
  ticks.setAttribute("class", "handshake-scrubber-ticks");
  ticks.setAttribute("aria-hidden", "true");
  const track = doc.createElement("div");
  track.className = "handshake-scrubber-track";
  const input = doc.createElement("input");
  input.type = "range";
  input.min = "0";
  input.max = String(RANGE);
  input.step = "1";
  input.dataset["focus"] = "scrubber";
  element.append(ticks, track, input);
  return { element, input, ticks };
}

/** A stroke per event, a cross for a loss; where events lie too close together for strokes, one stands for several. */
function drawTicks(svg: SVGSVGElement, timeline: Timeline): void {
  const doc = svg.ownerDocument;
  const free = { event: -1, loss: -1 };
  const marks: SVGElement[] = [];
  for (const step of timeline.steps) {
    const lost = step.lost.length > 0;
    const share = shareOf(timeline, step.at) * 100;
    if (share < free.event && !(lost && share >= free.loss)) continue;
    free.event = share + 0.9;
    if (lost) free.loss = share + 2.4;
    const mark = doc.createElementNS(SVG, lost ? "text" : "rect");
    mark.setAttribute("x", `${share.toFixed(2)}%`);
    if (lost) {
      mark.setAttribute("class", "handshake-tick-loss");
      mark.setAttribute("y", "9");
      mark.setAttribute("text-anchor", "middle");
      mark.textContent = "✕";
    } else {
      mark.setAttribute("class", "handshake-tick-event");
      mark.setAttribute("y", "2");
      mark.setAttribute("width", "1.5");
      mark.setAttribute("height", "6");
    }
    marks.push(mark);
  }
  svg.replaceChildren(...marks);
}

function makeSpeed(doc: Document, onChange: (speed: number) => void): HTMLSelectElement {
  const select = doc.createElement("select");
  select.className = "handshake-speed dropdown";
  select.dataset["focus"] = "speed";
  for (const value of SPEEDS) {
    const option = doc.createElement("option");
    option.value = String(value);
    option.textContent = speedText(value);
    select.append(option);
  }
  select.addEventListener("change", () => onChange(Number(select.value)));
  return select;
}

/** Shows a speed, also one that is not on the list. */
function chooseSpeed(select: HTMLSelectElement, speed: number): void {
  const value = String(speed);
  if (![...select.options].some((option) => option.value === value)) {
    const option = select.ownerDocument.createElement("option");
    option.value = value;
    option.textContent = speedText(speed);
    select.append(option);
  }
  select.value = value;
}

/** `1/10×` for slow ones, `2×` for fast ones. */
export function speedText(speed: number): string {
  return speed >= 1 ? `${speed}×` : `1/${Math.round(1 / speed)}×`;
}

/** A time in seconds, to the millisecond while it is short: `1.139`, `240.4`. */
export function clock(at: Milliseconds): string {
  return grouped(at / 1000, at >= 100_000 ? 1 : 3);
}

/** A drag on the bar is the bar's own: it moves no canvas card and opens no sidebar. */
function stopGestures(element: HTMLElement): void {
  for (const name of ["pointerdown", "mousedown", "touchstart", "touchmove"] as const) {
    element.addEventListener(name, (event) => event.stopPropagation(), { passive: true });
  }
}
