// Draws the lifelines: state bands with their names, and the brackets of waiting beside them.

import { FONTS, type Band, type Bracket, type Lifeline, type Scene, type StateName, type Tally } from "../scene/index.ts";
import { anchored, inBox, round, type Layer, type LayerName } from "./layers.ts";
import { fillOf, phaseClass } from "./textures.ts";

/** Draws bands, names and brackets of the part of a scene that is given. */
export function drawLifelines(layers: Record<LayerName, Layer>, scene: Scene, prefix: string): void {
  layers.bands.selectAll<SVGRectElement, Lifeline>("rect.handshake-lifeline").data(scene.lifelines, (line) => line.host).join("rect")
    .attr("class", (line) => (line.absent ? "handshake-lifeline is-absent" : "handshake-lifeline")).attr("x", (line) => line.x).attr("width", (line) => line.width)
    .attr("y", (line) => round(line.y0)).attr("height", (line) => round(line.y1 - line.y0));
  layers.bands.selectAll<SVGRectElement, Band>("rect.handshake-band").data(scene.bands, (band) => band.id).join("rect")
    .attr("class", (band) => `handshake-band is-${band.texture} ${phaseClass(band.phase)}`)
    .attr("data-state", (band) => band.state).attr("fill", (band) => fillOf(band, prefix))
    .attr("x", (band) => band.x).attr("width", (band) => band.width)
    .attr("y", (band) => round(band.y0)).attr("height", (band) => round(band.y1 - band.y0));
  layers.bands.selectAll<SVGTextElement, StateName>("text.handshake-state").data(scene.stateNames, (name) => `${name.band}@${round(name.box.y)}`).join("text")
    .attr("class", (name) => `handshake-state ${phaseClass(name.phase)}`)
    .attr("text-anchor", (name) => name.anchor).attr("dy", "0.35em").attr("font-size", FONTS.state.size)
    .attr("transform", (name) => inBox({ ...name.box, x: anchored(name.box, name.anchor) }))
    .text((name) => name.text);
  drawTallies(layers.bands, scene);
  drawBrackets(layers.brackets, scene);
}

function drawTallies(layer: Layer, scene: Scene): void {
  const texts = layer.selectAll<SVGTextElement, Tally>("text.handshake-tally").data(scene.tallies, (tally) => tally.host).join("text")
    .attr("class", "handshake-tally").attr("text-anchor", "middle").attr("font-size", FONTS.tally.size)
    .attr("transform", ({ x, y }) => `translate(${round(x)},${round(y)})`);
  texts.selectAll<SVGTSpanElement, string>("tspan").data(({ lines, lineHeight }) => lines.map((text, index) => ({ text, y: index * lineHeight }))).join("tspan")
    .attr("x", 0).attr("y", ({ y }) => y).attr("dy", "0.35em").text(({ text }) => text);
}

function drawBrackets(layer: Layer, scene: Scene): void {
  const groups = layer.selectAll<SVGGElement, Bracket>("g").data(scene.brackets, (bracket) => bracket.packet).join((enter) => {
    const group = enter.append("g").attr("class", "handshake-bracket");
    group.append("path");
    group.append("text").attr("text-anchor", "middle").attr("dy", "0.35em").attr("font-size", FONTS.bracket.size);
    return group;
  });
  groups.select("path").attr("d", bracketPath);
  groups.select("text")
    .attr("transform", ({ label }) => (label === null ? null : inBox(label.box)))
    .text(({ label }) => label?.text ?? "");
}

/** From the first sending down to the second, where a small arrow points at what was sent again. */
function bracketPath({ x, y0, y1, outer }: Bracket): string {
  const inwards = -outer;
  return `M${x + inwards * 7},${round(y0)} H${x} V${round(y1)} H${x + inwards * 8} m${-inwards * 4},-4 l${inwards * 4},4 l${-inwards * 4},4`;
}
