// The layers of the picture, from the ground up, and the joins that fill them.

import { select, type Selection } from "d3";
import type { Box } from "../scene/index.ts";

export type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** From the lowest to the topmost. */
export const LAYERS = [
  "windows", "tunnels", "silences", "charts", "rules", "glow", "strips", "ribbons", "arrows", "bands", "axis", "brackets", "silence-words", "ribbon-words", "labels", "words", "marks",
] as const;
export type LayerName = (typeof LAYERS)[number];

/** Makes the groups of all layers inside an SVG element, in order. */
export function makeLayers(svg: SVGSVGElement): Record<LayerName, Layer> {
  const root = select(svg);
  const make = (name: LayerName): Layer => root.append("g").attr("class", `handshake-layer-${name}`);
  return {
    "windows": make("windows"), "tunnels": make("tunnels"), "silences": make("silences"), "charts": make("charts"), "rules": make("rules"), "glow": make("glow"), "strips": make("strips"),
    "ribbons": make("ribbons"), "arrows": make("arrows"), "bands": make("bands"), "axis": make("axis"), "brackets": make("brackets"),
    "silence-words": make("silence-words"), "ribbon-words": make("ribbon-words"), "labels": make("labels"), "words": make("words"), "marks": make("marks"),
  };
}

/** The transform that puts a text whose origin is its middle into a box. */
export function inBox(box: Box): string {
  const turn = Math.round((box.angle * 180) / Math.PI * 100) / 100;
  return `translate(${round(box.x)},${round(box.y)})${turn === 0 ? "" : ` rotate(${turn})`}`;
}

/** The x of a text inside its box for an anchor. */
export function anchored(box: Box, anchor: "start" | "middle" | "end"): number {
  if (anchor === "middle") return round(box.x);
  return round(anchor === "start" ? box.x - box.width / 2 + 1 : box.x + box.width / 2 - 1);
}

/** A coordinate with two decimals, which is all that a screen can show. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
