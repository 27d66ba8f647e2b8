// The four textures of states as SVG patterns, with ids of their own for every diagram on a page.

import { select, type Selection } from "d3";
import type { Band, Phase } from "../scene/index.ts";

const SIZE = 8;

/** Adds the patterns to an SVG element; `prefix` makes their ids unique in the document. */
export function defineTextures(svg: SVGSVGElement, prefix: string): void {
  const defs = select(svg).append("defs");
  const pattern = (name: string, size: number, turn: number): Selection<SVGPatternElement, unknown, null, undefined> =>
    defs.append("pattern")
      .attr("id", `${prefix}-${name}`).attr("class", `handshake-texture is-${name}`)
      .attr("patternUnits", "userSpaceOnUse").attr("width", size).attr("height", size)
      .attr("patternTransform", turn === 0 ? null : `rotate(${turn})`);

  const dotted = pattern("listening", 6, 0);
  dotted.append("rect").attr("class", "handshake-texture-ground").attr("width", 6).attr("height", 6);
  for (const [x, y] of [[1.5, 1.5], [4.5, 4.5]] as const) {
    dotted.append("circle").attr("class", "handshake-texture-ink").attr("cx", x).attr("cy", y).attr("r", 1.05);
  }
  for (const [name, turn] of [["opening", 45], ["closing", -45]] as const) {
    const hatched = pattern(name, SIZE, turn);
    hatched.append("rect").attr("class", "handshake-texture-ground").attr("width", SIZE).attr("height", SIZE);
    hatched.append("rect").attr("class", "handshake-texture-ink").attr("width", 3.1).attr("height", SIZE);
  }
  const fold = pattern("fold", 12, 45);
  fold.append("rect").attr("class", "handshake-texture-ink").attr("width", 1).attr("height", 12);
}

/** The fill of a band: a pattern for dotted and hatched ones; hollow and solid ones are filled by their class. */
export function fillOf(band: Band, prefix: string): string | null {
  return band.texture === "dotted" || band.texture === "hatched" ? `url(#${prefix}-${band.phase})` : null;
}

/** The fill of a folded silence. */
export function foldFill(prefix: string): string {
  return `url(#${prefix}-fold)`;
}

/** The classes of everything that has the colour of a phase. */
export function phaseClass(phase: Phase): string {
  return `is-${phase}`;
}
