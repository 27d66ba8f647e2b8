// The picture as SVG: a scene goes in, the parts in view are drawn by keyed joins, and only what changed is touched.

import { select } from "d3";
import type { Participant, Scene, Tick } from "../scene/index.ts";
import { drawCharts } from "./draw-charts.ts";
import { drawFloods } from "./draw-floods.ts";
import { drawGround } from "./draw-ground.ts";
import { drawLifelines } from "./draw-lifelines.ts";
import { drawParticipants } from "./draw-participants.ts";
import { drawRibbons } from "./draw-ribbons.ts";
import { drawGlow, drawSegments } from "./draw-segments.ts";
import { makeLayers } from "./layers.ts";
import { drawDots, drawLeaders, drawSpeakers, type Dot, type Leader, type Speaker } from "./overlay.ts";
import { covers, rangeFor, sliceOf, type Range } from "./slice.ts";
import { defineTextures } from "./textures.ts";
import type { PictureWords } from "./words.ts";

const BADGE_REACH = 15;
const SVG = "http://www.w3.org/2000/svg";

export interface Picture {
  /** The row of participants. */
  readonly head: SVGSVGElement;
  /** Everything below it; placed at the top of the stretch that is drawn. */
  readonly body: SVGSVGElement;
  /** Lies over the body and its veil. */
  readonly overlay: SVGSVGElement;
  /** Draws a scene as far as it is in view. */
  draw(scene: Scene, words: PictureWords, view: Range): void;
  /** Draws further parts when the view has left what is drawn; gives whether it did. */
  show(view: Range): boolean;
  /** Draws all of it, for paper. */
  showAll(): void;
  highlight(selected: number | null, hovered: number | null): void;
  dots(dots: readonly Dot[]): void;
  /** Hides the number at the axis that a badge at this height would half cover. */
  coverTick(y: number): void;
  /** Marks the participants that speak at this moment. */
  speakers(speakers: readonly Speaker[]): void;
  leaders(leaders: readonly Leader[]): void;
}

/** Makes an empty picture. `prefix` starts the ids of its patterns and must be unique in the document. */
export function makePicture(doc: Document, prefix: string): Picture {
  const make = (name: string): SVGSVGElement => {
    const svg = doc.createElementNS(SVG, "svg");
    svg.setAttribute("class", name);
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("focusable", "false");
    return svg;
  };
  const head = make("handshake-participants");
  const body = make("handshake-drawing");
  const overlay = make("handshake-overlay");
  defineTextures(body, prefix);
  const layers = makeLayers(body);
  const leaderGroup = doc.createElementNS(SVG, "g");
  const speechGroup = doc.createElementNS(SVG, "g");
  const dotGroup = doc.createElementNS(SVG, "g");
  overlay.append(leaderGroup, speechGroup, dotGroup);

  let drawn: { scene: Scene; words: PictureWords; range: Range } | null = null;
  let covered: SVGTextElement | null = null;
  let badgeY: number | null = null;
  let nearest: Tick | undefined;
  let lit: readonly [number | null, number | null] = [null, null];

  const drawRange = (scene: Scene, words: PictureWords, range: Range): void => {
    const slice = sliceOf(scene, range);
    for (const svg of [body, overlay]) {
      svg.setAttribute("width", String(scene.width));
      svg.setAttribute("height", String(range.bottom - range.top));
      svg.setAttribute("viewBox", `0 ${range.top} ${scene.width} ${range.bottom - range.top}`);
      svg.style.setProperty("--handshake-slice-top", `${range.top}px`);
    }
    drawGround(layers, slice, words, prefix);
    drawCharts(layers.charts, slice);
    drawFloods(layers.strips, slice, words);
    drawLifelines(layers, slice, prefix);
    drawRibbons(layers, slice);
    drawSegments(layers, slice, words);
    drawn = { scene, words, range };
    light();
    cover();
  };
  const light = (): void => {
    if (drawn === null) return;
    const [selected, hovered] = lit;
    const arrows = drawn.scene.arrows;
    drawGlow(layers.glow, arrows, selected ?? hovered);
    layers.glow.classed("is-hover", selected === null);
    const lead = arrows.find((arrow) => selected !== null && arrow.packets.includes(selected))?.packet ?? null;
    for (const element of [...body.querySelectorAll(".is-selected")]) element.classList.remove("is-selected");
    if (lead !== null) select(body).selectAll(`[data-packet="${lead}"]`).classed("is-selected", true);
  };

  const cover = (): void => {
    const tick = drawn === null || badgeY === null ? undefined : nearestTick(drawn.scene, badgeY);
    const element = tick === undefined
      ? null
      : layers.axis.selectAll<SVGTextElement, Tick>("text.handshake-tick").filter((each) => each === tick).node();
    covered?.classList.remove("is-covered");
    element?.classList.add("is-covered");
    covered = element;
  };

  return {
    head, body, overlay,
    draw(scene, words, view) {
      drawParticipants(head, scene);
      drawRange(scene, words, rangeFor(scene, view));
    },
    show(view) {
      if (drawn === null || covers(drawn.range, view, drawn.scene)) return false;
      drawRange(drawn.scene, drawn.words, rangeFor(drawn.scene, view));
      return true;
    },
    showAll() {
      if (drawn !== null) drawRange(drawn.scene, drawn.words, { top: 0, bottom: drawn.scene.height });
    },
    highlight(selected, hovered) {
      if (lit[0] === selected && lit[1] === hovered) return;
      lit = [selected, hovered];
      light();
    },
    dots(dots) {
      drawDots(dotGroup, dots);
    },
    coverTick(y) {
      badgeY = y;
      const tick = drawn === null ? undefined : nearestTick(drawn.scene, y);
      if (tick !== nearest) cover();
      nearest = tick;
    },
    speakers(speakers) {
      select(head).selectAll<SVGGElement, Participant>("g").classed("is-speaking", ({ host }) => speakers.some((each) => each.host === host));
      drawSpeakers(speechGroup, speakers);
    },
    leaders(leaders) {
      drawLeaders(leaderGroup, leaders);
    },
  };
}

/** The number at the axis that stands within a badge's height of a place. */
function nearestTick(scene: Scene, y: number): Tick | undefined {
  const { ticks } = scene.axis;
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ticks[middle]?.y ?? Infinity) < y - BADGE_REACH) low = middle + 1;
    else high = middle;
  }
  const tick = ticks[low];
  return tick !== undefined && tick.y <= y + BADGE_REACH ? tick : undefined;
}
