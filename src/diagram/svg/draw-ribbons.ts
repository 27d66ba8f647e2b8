// Draws the layer of messages: ribbons under the segments, and what they carry.

import { FONTS, ribbonOutline, type Ribbon, type Scene } from "../scene/index.ts";
import { inBox, round, type Layer, type LayerName } from "./layers.ts";

/** Draws the ribbons of the part of a scene that is given. */
export function drawRibbons(layers: Record<LayerName, Layer>, scene: Scene): void {
  layers.ribbons.selectAll<SVGPathElement, Ribbon>("path").data(scene.ribbons, (ribbon) => ribbon.id).join("path")
    .attr("class", (ribbon) => `handshake-ribbon is-${ribbon.protection}${ribbon.whole ? "" : " is-cut"}`)
    .attr("data-packet", (ribbon) => ribbon.packet)
    .attr("d", (ribbon) => `M${ribbonOutline(ribbon).map(([x, y]) => `${String(round(x))},${String(round(y))}`).join(" L")} Z`);
  const named = scene.ribbons.filter((ribbon) => ribbon.label !== null);
  layers["ribbon-words"].selectAll<SVGTextElement, Ribbon>("text").data(named, (ribbon) => ribbon.id).join("text")
    .attr("class", (ribbon) => `handshake-ribbon-name is-${ribbon.protection}`)
    .attr("text-anchor", "middle").attr("dy", "0.35em").attr("font-size", FONTS.message.size)
    .attr("data-packet", (ribbon) => ribbon.packet)
    .attr("transform", ({ label }) => (label === null ? "" : inBox(label.box)))
    .text(({ label }) => label?.text ?? "");
}
