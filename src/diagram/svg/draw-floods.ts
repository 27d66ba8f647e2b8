// Draws floods: the heat strip of how fast SYNs went, and a tapered wedge with a count for each fate.

import { FONTS, type Scene, type Strip, type Wedge } from "../scene/index.ts";
import { anchored, inBox, round, type Layer } from "./layers.ts";
import type { PictureWords } from "./words.ts";

const HEAD = 10;

/** Draws strips and wedges of the part of a scene that is given. */
export function drawFloods(layer: Layer, scene: Scene, words: PictureWords): void {
  const strips = layer.selectAll<SVGGElement, Strip>("g.handshake-strip").data(scene.strips, ({ flood }) => flood).join((enter) => {
    const group = enter.append("g").attr("class", "handshake-strip");
    group.append("g");
    group.append("rect").attr("class", "handshake-strip-frame");
    return group;
  });
  strips.select("rect.handshake-strip-frame")
    .attr("x", ({ x }) => round(x)).attr("width", ({ width }) => width)
    .attr("y", ({ y0 }) => round(y0)).attr("height", ({ y0, y1 }) => round(y1 - y0));
  strips.select<SVGGElement>("g").selectAll<SVGRectElement, Strip["cells"][number] & Pick<Strip, "x" | "width">>("rect")
    .data((strip) => strip.cells.map((cell) => ({ ...cell, x: strip.x, width: strip.width }))).join("rect")
    .attr("class", ({ shade }) => `handshake-heat is-${String(shade)}`)
    .attr("x", ({ x }) => round(x)).attr("width", ({ width }) => width)
    .attr("y", ({ y0 }) => round(y0)).attr("height", ({ y0, y1 }) => round(y1 - y0));
  const wedges = layer.selectAll<SVGGElement, Wedge>("g.handshake-wedge").data(scene.wedges, ({ flood, fate, y }) => `${String(flood)} ${fate} ${String(round(y))}`).join((enter) => {
    const group = enter.append("g");
    group.append("path").attr("class", "handshake-wedge-body");
    group.append("path").attr("class", "handshake-wedge-head");
    group.append("text").attr("class", "handshake-wedge-count");
    group.append("text").attr("class", "handshake-wedge-fate");
    return group;
  });
  wedges.attr("class", ({ fate }) => `handshake-wedge is-${fate}`);
  wedges.select(".handshake-wedge-body").attr("d", body);
  wedges.select(".handshake-wedge-head").attr("d", head);
  const write = (kind: "count" | "fate", size: number): void => {
    wedges.select(`.handshake-wedge-${kind}`)
      .attr("text-anchor", (wedge) => anchorOf(wedge)).attr("dy", "0.35em").attr("font-size", size)
      .attr("transform", (wedge) => {
        const box = kind === "count" ? wedge.countBox : wedge.fateBox;
        return inBox({ ...box, x: anchored(box, anchorOf(wedge)) });
      })
      .text((wedge) => (kind === "count" ? wedge.text : words.fate(wedge.fate)));
  };
  write("count", FONTS.bracket.size);
  write("fate", FONTS.note.size);
}

function anchorOf({ x1, x2 }: Wedge): "start" | "end" {
  return x2 > x1 ? "start" : "end";
}

/** Broad at the strip, narrow at the tip. */
function body({ x1, x2, y, half }: Wedge): string {
  const neck = x2 - Math.sign(x2 - x1) * HEAD;
  return `M${round(x1)},${round(y - half)} L${round(neck)},${round(y - 2)} V${round(y + 2)} L${round(x1)},${round(y + half)} Z`;
}

function head({ x1, x2, y }: Wedge): string {
  const neck = x2 - Math.sign(x2 - x1) * HEAD;
  return `M${round(x2)},${round(y)} L${round(neck)},${round(y - 5)} V${round(y + 5)} Z`;
}
