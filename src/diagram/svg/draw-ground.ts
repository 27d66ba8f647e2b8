// Draws what lies under the segments: magnified windows, the open connection, folded silences, the axis and its rules.

import { factorText, FONTS, silenceText, type Scene } from "../scene/index.ts";
import { anchored, inBox, round, type Layer, type LayerName } from "./layers.ts";
import { foldFill } from "./textures.ts";
import type { PictureWords } from "./words.ts";

type Layers = Record<LayerName, Layer>;

/** Draws the ground of the part of a scene that is given. */
export function drawGround(layers: Layers, scene: Scene, words: PictureWords, prefix: string): void {
  const { line, labels } = scene.axis;
  const left = line ?? labels + 2;
  layers.windows.selectAll("rect").data(scene.windows.filter(({ factor }) => factor !== null)).join("rect")
    .attr("class", "handshake-window")
    .attr("x", left).attr("width", scene.width - left)
    .attr("y", (window) => round(window.y0)).attr("height", (window) => round(window.y1 - window.y0));
  layers.tunnels.selectAll("rect").data(scene.tunnels).join("rect")
    .attr("class", "handshake-tunnel")
    .attr("x", (tunnel) => tunnel.x).attr("width", (tunnel) => Math.max(0, tunnel.width))
    .attr("y", (tunnel) => round(tunnel.y0)).attr("height", (tunnel) => round(tunnel.y1 - tunnel.y0));
  layers.silences.selectAll("rect").data(scene.silences).join("rect")
    .attr("class", "handshake-silence").attr("fill", foldFill(prefix))
    .attr("x", left).attr("width", scene.width - left)
    .attr("y", (silence) => round(silence.y0)).attr("height", (silence) => round(silence.y1 - silence.y0));
  drawSilenceWords(layers["silence-words"], scene, words);
  drawAxis(layers, scene, labels, words);
}

function drawSilenceWords(layer: Layer, scene: Scene, words: PictureWords): void {
  const groups = layer.selectAll<SVGGElement, Scene["silences"][number]>("g").data(scene.silences).join((enter) => {
    const group = enter.append("g");
    group.append("rect").attr("class", "handshake-silence-pill");
    group.append("text").attr("class", "handshake-silence-text").attr("text-anchor", "middle").attr("dy", "0.35em");
    return group;
  });
  groups.attr("transform", ({ box }) => inBox(box));
  groups.select("rect")
    .attr("x", ({ box }) => -box.width / 2).attr("y", ({ box }) => -box.height / 2)
    .attr("width", ({ box }) => box.width).attr("height", ({ box }) => box.height).attr("rx", ({ box }) => box.height / 2);
  groups.select("text").attr("font-size", FONTS.silence.size).text(({ time, form }) => silenceText(time, form, words));
}

function drawAxis(layers: Layers, scene: Scene, labels: number, words: PictureWords): void {
  const { axis } = scene;
  const lifelines = scene.participants.map(({ x }) => x);
  const from = axis.line ?? Math.min(...lifelines);
  const to = scene.side === null ? Math.max(...lifelines) : scene.side.x - 4;
  layers.rules.selectAll("line").data(axis.ticks).join("line")
    .attr("class", "handshake-rule").attr("x1", from).attr("x2", to)
    .attr("y1", (tick) => round(tick.y)).attr("y2", (tick) => round(tick.y));
  layers.axis.selectAll("path.handshake-axis").data(axis.line === null ? [] : [axis.line]).join("path")
    .attr("class", "handshake-axis").attr("d", (line) => axisPath(scene, line));
  layers.axis.selectAll("path.handshake-instant").data(axis.line === null ? [] : [axis.line]).join("path")
    .attr("class", "handshake-instant").attr("d", (line) => instantPath(scene, line));
  layers.axis.selectAll("text.handshake-tick").data(axis.ticks).join("text")
    .attr("class", "handshake-tick").attr("text-anchor", "end").attr("dy", "0.35em").attr("font-size", FONTS.tick.size)
    .attr("x", labels).attr("y", (tick) => round(tick.y)).text((tick) => tick.text);
  layers.axis.selectAll("text.handshake-unit").data([axis.unit]).join("text")
    .attr("class", "handshake-unit").attr("text-anchor", "end").attr("font-size", FONTS.tick.size)
    .attr("x", labels).attr("y", 8).text((unit) => unit);
  const labelled = scene.windows.flatMap(({ id, factor, label }) => (factor === null || label === null ? [] : [{ id, factor, label }]));
  layers.axis.selectAll("text.handshake-factor").data(labelled).join("text")
    .attr("class", "handshake-factor").attr("text-anchor", "end").attr("dy", "0.35em").attr("font-size", FONTS.note.size)
    .attr("x", ({ label }) => anchored(label.box, "end")).attr("y", ({ label }) => round(label.box.y))
    .text(({ factor, label }) => (label.short ? factorText(factor) : words.magnified(factor)));
}

/** The axis with a zigzag at each fold and a short stroke at each number. */
function axisPath(scene: Scene, x: number): string {
  const { top, bottom, ticks } = scene.axis;
  const breaks = scene.silences.map(({ y0, y1 }) => {
    const height = y1 - y0;
    return `V${round(y0)} l4,${round(height * 0.15)} l-8,${round(height * 0.25)} l8,${round(height * 0.3)} l-4,${round(height * 0.15)} V${round(y1)}`;
  });
  const strokes = ticks.map((tick) => `M${x},${round(tick.y)} h-5`);
  return `M${x},${top} ${breaks.join(" ")} V${bottom} ${strokes.join(" ")}`;
}

/** A bar along the axis wherever several rows stand for one instant. */
function instantPath(scene: Scene, x: number): string {
  return scene.scale.filter((piece) => piece.kind === "instant").map(({ y0, y1 }) => `M${x},${round(y0)} V${round(y1)}`).join(" ");
}
