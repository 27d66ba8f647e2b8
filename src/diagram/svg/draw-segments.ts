// Draws the segments: lines with heads, crosses of loss, labels along the slope, words and marks.

import { againText, CROSS, FONTS, RUN_GAP, type Arrow, type Label, type LostWord, type Mark, type Scene } from "../scene/index.ts";
import { anchored, inBox, round, type Layer, type LayerName } from "./layers.ts";
import type { PictureWords } from "./words.ts";

const HEAD_LENGTH = 10;
const HEAD_HALF = 4;
const MARK_RADIUS = 6.5;

/** Draws the segments of the part of a scene that is given. */
export function drawSegments(layers: Record<LayerName, Layer>, scene: Scene, words: PictureWords): void {
  drawArrows(layers.arrows, scene.arrows);
  drawLabels(layers.labels, scene.labels, words);
  layers.words.selectAll<SVGTextElement, LostWord>("text").data(scene.lostWords, (word) => word.packet).join("text")
    .attr("class", "handshake-lost-word").attr("dy", "0.35em").attr("font-size", FONTS.lost.size)
    .attr("text-anchor", (word) => word.anchor)
    .attr("x", (word) => anchored(word.box, word.anchor)).attr("y", (word) => round(word.box.y))
    .text((word) => words.lost(word.why));
  drawMarks(layers.marks, scene.marks, words);
}

/** Lights the arrows of one packet up: the selected one or the one under the pointer. */
export function drawGlow(layer: Layer, arrows: readonly Arrow[], packet: number | null): void {
  const lit = packet === null ? [] : arrows.filter((arrow) => arrow.packets.includes(packet));
  layer.selectAll<SVGLineElement, Arrow>("line").data(lit, (arrow) => arrow.id).join("line")
    .attr("class", "handshake-glow")
    .attr("x1", ({ x1 }) => round(x1)).attr("y1", ({ y1 }) => round(y1)).attr("x2", ({ x2 }) => round(x2)).attr("y2", ({ y2 }) => round(y2));
}

function drawArrows(layer: Layer, arrows: readonly Arrow[]): void {
  const groups = layer.selectAll<SVGGElement, Arrow>("g").data(arrows, (arrow) => arrow.id).join((enter) => {
    const group = enter.append("g");
    group.append("path").attr("class", "handshake-spread");
    group.append("line");
    group.append("path").attr("class", "handshake-head");
    return group;
  });
  groups
    .attr("class", (arrow) => [
      "handshake-arrow", `is-${arrow.end}`, arrow.copy > 0 && arrow.end === "arrives" ? "is-copy" : "", arrow.packets.length > 1 ? "is-bundle" : "",
    ].filter((name) => name !== "").join(" "))
    .attr("data-packet", (arrow) => arrow.packet);
  groups.select("line")
    .attr("x1", ({ x1 }) => round(x1)).attr("y1", ({ y1 }) => round(y1))
    .attr("x2", (arrow) => round(lineEnd(arrow).x)).attr("y2", (arrow) => round(lineEnd(arrow).y));
  groups.select(".handshake-head").attr("d", endPath);
  groups.select(".handshake-spread").attr("d", spreadPath);
}

/** The band between the first and the last packet of a bundle, closed by a line with a head of its own. */
function spreadPath({ x1, y1, x2, y2, spread }: Arrow): string | null {
  if (spread === null || spread.sent + spread.ended < 2) return null;
  return `M${round(x1)},${round(y1)} L${round(x2)},${round(y2)} V${round(y2 + spread.ended)} L${round(x1)},${round(y1 + spread.sent)} Z`;
}

/** The line of an arrow with a head ends inside the head. */
function lineEnd(arrow: Arrow): { x: number; y: number } {
  return arrow.end === "arrives" ? backFrom(arrow, HEAD_LENGTH - 2) : { x: arrow.x2, y: arrow.y2 };
}

/** The head of an arrow that arrives, the cross of one that is lost, nothing for one still on its way. */
function endPath(arrow: Arrow): string | null {
  if (arrow.end === "in-flight") return null;
  const { x2: x, y2: y } = arrow;
  if (arrow.end === "lost") {
    return `M${round(x - CROSS)},${round(y - CROSS)} l${2 * CROSS},${2 * CROSS} m0,${-2 * CROSS} l${-2 * CROSS},${2 * CROSS}`;
  }
  const back = backFrom(arrow, HEAD_LENGTH);
  const length = Math.hypot(x - arrow.x1, y - arrow.y1) || 1;
  const [across, down] = [-(y - arrow.y1) / length * HEAD_HALF, (x - arrow.x1) / length * HEAD_HALF];
  return `M${round(x)},${round(y)} L${round(back.x + across)},${round(back.y + down)} L${round(back.x - across)},${round(back.y - down)} Z`;
}

function backFrom({ x1, y1, x2, y2 }: Arrow, distance: number): { x: number; y: number } {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  return { x: x2 - ((x2 - x1) / length) * distance, y: y2 - ((y2 - y1) / length) * distance };
}

function drawLabels(layer: Layer, labels: readonly Label[], words: PictureWords): void {
  const texts = layer.selectAll<SVGTextElement, Label>("text").data(labels, (label) => label.packet).join("text")
    .attr("class", "handshake-label").attr("text-anchor", "middle").attr("dy", "0.35em")
    .attr("data-packet", (label) => label.packet)
    .attr("transform", (label) => inBox(label.box));
  texts.selectAll<SVGTSpanElement, Label["runs"][number]>("tspan").data((label) => label.runs).join("tspan")
    .attr("class", (run) => `handshake-label-${run.kind}`)
    .attr("font-size", (run) => (run.kind === "again" ? FONTS.again : run.kind === "fields" ? FONTS.fields : FONTS.flags).size)
    .attr("dx", (_, index) => (index === 0 ? null : RUN_GAP))
    .text((run) => (run.kind === "again" ? againText(run.word, words) : run.text));
}

/** What each outcome looks like inside its circle. */
const GLYPHS: Readonly<Record<Mark["outcome"], string>> = {
  "accepted": "M-2.8,0.1 l2,2.1 l3.6,-4.4",
  "incomplete": "M0,-3 v3.4 M-2,-1.4 l2,2 l2,-2 M-2.8,2.8 h5.6",
  "buffered": "M0,-3 v3.4 M-2,-1.4 l2,2 l2,-2 M-2.8,2.8 h5.6",
  "duplicate": "M-2.6,-1.3 h5.2 M-2.6,1.5 h5.2",
  "unacceptable": "M0,-3.2 v3.6 M0,2.6 v0.6",
  "ignored": "M-2.6,0 h5.2",
  "challenge-ack": "M-1.8,-1.4 a1.8,1.8 0 1 1 2.4,1.7 q-0.6,0.3 -0.6,1 M0,3 v0.5",
  "reset": "M-2.2,-2.2 l4.4,4.4 m0,-4.4 l-4.4,4.4",
  "unreachable": "M-2.6,2.6 l5.2,-5.2",
  "late": "M0,-2.8 v2.8 h2.4",
  "out-of-order": "M-1.6,2.8 v-5.4 m-1.4,1.4 l1.4,-1.4 l1.4,1.4 M1.8,-2.8 v5.4 m-1.4,-1.4 l1.4,1.4 l1.4,-1.4",
  "twice": "M-2.6,-1.3 h5.2 M-2.6,1.5 h5.2",
};

function drawMarks(layer: Layer, marks: readonly Mark[], words: PictureWords): void {
  const groups = layer.selectAll<SVGGElement, Mark>("g").data(marks, (mark) => `${mark.packet}.${mark.copy}`).join((enter) => {
    const group = enter.append("g");
    group.append("circle").attr("r", MARK_RADIUS);
    group.append("path");
    group.append("text").attr("dy", "0.35em").attr("font-size", FONTS.note.size);
    return group;
  });
  groups.attr("class", (mark) => `handshake-mark is-${mark.outcome}`).attr("transform", (mark) => `translate(${round(mark.x)},${round(mark.y)})`);
  groups.select("path").attr("d", (mark) => GLYPHS[mark.outcome]);
  groups.select("text")
    .attr("text-anchor", ({ word }) => word?.anchor ?? "start")
    .attr("x", ({ word, x }) => (word === null ? 0 : anchored(word.box, word.anchor) - x))
    .text(({ word, outcome }) => (word === null ? "" : words.outcome(outcome)));
}
