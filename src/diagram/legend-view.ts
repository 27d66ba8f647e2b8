// What stands under the picture of a flood: what its colours mean, how much was counted, and the way to every single packet.

import type { Trace } from "../simulation/index.ts";
import { makeElement } from "./playback/index.ts";
import { SHADES, type QueueName, type Scene } from "./scene/index.ts";
import type { DiagramWords } from "./words.ts";

const SWATCH = "handshake-legend-swatch";

/** The entries of the legend; none for a picture without a flood. `open`: every packet of a stretch is drawn. */
export function legendOf(doc: Document, trace: Trace, scene: Scene, words: DiagramWords, open: boolean, toggle: () => void): HTMLElement[] {
  const { strips, wedges, charts } = scene;
  const [strip] = strips;
  if (strip === undefined) return [];
  const { flood } = words;
  const shades = makeElement(doc, "span", "handshake-legend-shades");
  for (let shade = 1; shade <= SHADES; shade += 1) shades.append(makeElement(doc, "span", `handshake-heat is-${String(shade)}`));
  const rate = entry(doc, flood.rate, shades, makeElement(doc, "span", "handshake-legend-scale", flood.upTo(strip.most)));
  const meanings: Readonly<Record<QueueName, string>> = { syn: flood.halfOpen, accept: flood.unaccepted };
  const queues = charts.map(({ queue }) => entry(doc, makeElement(doc, "span", `${SWATCH} is-${queue}`), meanings[queue]));
  const packets = (trace.floods ?? []).reduce((sum, { count }, index) => (strips.some((each) => each.flood === index) ? sum + count : sum), 0);
  const button = makeElement(doc, "button", "handshake-legend-open", open ? flood.close : flood.open);
  button.type = "button";
  button.dataset["focus"] = "flood";
  button.setAttribute("aria-pressed", String(open));
  button.addEventListener("click", toggle);
  return [rate, ...queues, makeElement(doc, "span", "handshake-legend-scale", flood.counted(packets, wedges.length)), button];
}

function entry(doc: Document, ...parts: readonly (Node | string)[]): HTMLElement {
  return makeElement(doc, "span", "handshake-legend-entry", ...parts);
}
