// Draws the queues of a listener: an area along the time axis, the dashed line of what it holds at most, and its words.

import { FONTS, type Chart, type ChartWord, type Scene } from "../scene/index.ts";
import { anchored, inBox, round, type Layer } from "./layers.ts";

/** Draws the charts of a scene. */
export function drawCharts(layer: Layer, scene: Scene): void {
  const groups = layer.selectAll<SVGGElement, Chart>("g.handshake-chart").data(scene.charts, ({ host, queue }) => `${host} ${queue}`).join((enter) => {
    const group = enter.append("g");
    for (const part of ["area", "outline", "capacity"]) group.append("path").attr("class", `handshake-chart-${part}`);
    return group;
  });
  groups.attr("class", ({ queue }) => `handshake-chart is-${queue}`);
  groups.select(".handshake-chart-area").attr("d", (chart) => `${outline(chart)} H${round(chart.zero)} Z`);
  groups.select(".handshake-chart-outline").attr("d", outline);
  groups.select(".handshake-chart-capacity").attr("d", ({ capacity, top, bottom }) => (capacity === null ? null : `M${round(capacity)},${round(top)} V${round(bottom)}`));
  groups.selectAll<SVGTextElement, ChartWord>("text").data(({ words }) => words).join("text")
    .attr("class", ({ kind }) => `handshake-chart-word is-${kind}`)
    .attr("text-anchor", ({ anchor }) => anchor).attr("dy", "0.35em").attr("font-size", FONTS.note.size)
    .attr("transform", ({ box, anchor }) => inBox({ ...box, x: anchored(box, anchor) }))
    .text(({ text }) => text);
}

/** The lengths as steps, from the top down to the end of the run. */
function outline({ zero, top, bottom, corners }: Chart): string {
  return `M${round(zero)},${round(top)} ${corners.map(({ x, y }) => `V${round(y)} H${round(x)}`).join(" ")} V${round(bottom)}`;
}
