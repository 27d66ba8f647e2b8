// The scrubber: the run from beginning to end as a slider, with a stroke per event and a cross for each loss.

import type { Milliseconds } from "../../simulation/index.ts";
import { makeElement } from "./element.ts";
import { shareOf, timeAtShare, type Timeline } from "./timeline.ts";

export interface Scrubber {
  readonly element: HTMLElement;
  setTimeline(timeline: Timeline, label: string): void;
  show(at: Milliseconds): void;
  /** What a screen reader hears as the value. */
  describe(text: string): void;
}

const SVG = "http://www.w3.org/2000/svg";
const RANGE = 10_000;
/** The least distance of two strokes, and of two crosses, in percent of the width. */
const LEAST = { event: 0.9, loss: 2.4 };

/** `onSeek` gets the time that the reader drags to. */
export function makeScrubber(doc: Document, onSeek: (at: Milliseconds) => void): Scrubber {
  const ticks = doc.createElementNS(SVG, "svg");
  ticks.setAttribute("class", "handshake-scrubber-ticks");
  ticks.setAttribute("aria-hidden", "true");
  const input = makeElement(doc, "input", "");
  input.type = "range";
  input.min = "0";
  input.max = String(RANGE);
  input.step = "1";
  input.dataset["focus"] = "scrubber";
  const element = makeElement(doc, "div", "handshake-scrubber", makeElement(doc, "div", "handshake-scrubber-track"), ticks, input);
  let timeline: Timeline | null = null;
  input.addEventListener("input", () => {
    if (timeline !== null) onSeek(Math.round(timeAtShare(timeline, Number(input.value) / RANGE) * 1000) / 1000);
  });
  return {
    element,
    setTimeline(next, label) {
      timeline = next;
      input.setAttribute("aria-label", label);
      ticks.replaceChildren(...marksOf(doc, next));
    },
    show(at) {
      if (timeline === null) return;
      const share = shareOf(timeline, at);
      input.value = String(Math.round(share * RANGE));
      element.style.setProperty("--handshake-share", String(share));
    },
    describe(text) {
      input.setAttribute("aria-valuetext", text);
    },
  };
}

/** Where events lie too close together for strokes, one stands for several; a loss is shown in any case but beside another. */
function marksOf(doc: Document, timeline: Timeline): SVGElement[] {
  const free = { event: -1, loss: -1 };
  return timeline.steps.flatMap((step): SVGElement[] => {
    const lost = step.lost.length > 0;
    const share = shareOf(timeline, step.at) * 100;
    if (share < free.event && !(lost && share >= free.loss)) return [];
    free.event = share + LEAST.event;
    if (lost) free.loss = share + LEAST.loss;
    return [lost ? makeCross(doc, share) : makeStroke(doc, share)];
  });
}

function makeStroke(doc: Document, share: number): SVGElement {
  const stroke = doc.createElementNS(SVG, "rect");
  stroke.setAttribute("class", "handshake-tick-event");
  stroke.setAttribute("x", `${share.toFixed(2)}%`);
  stroke.setAttribute("y", "2");
  stroke.setAttribute("width", "1.5");
  stroke.setAttribute("height", "6");
  return stroke;
}

function makeCross(doc: Document, share: number): SVGElement {
  const cross = doc.createElementNS(SVG, "text");
  cross.setAttribute("class", "handshake-tick-loss");
  cross.setAttribute("x", `${share.toFixed(2)}%`);
  cross.setAttribute("y", "9");
  cross.setAttribute("text-anchor", "middle");
  cross.textContent = "✕";
  return cross;
}
