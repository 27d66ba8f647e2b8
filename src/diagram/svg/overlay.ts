// What moves over the picture: dots on the packets in flight, speech marks, and the leaders from segments to what is said of them.

import { select } from "d3";
import { round } from "./layers.ts";

/** A packet on its way at this moment. */
export interface Dot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly lost: boolean;
}

/** Who speaks at this moment: a place on a lifeline. */
export interface Speaker {
  readonly host: string;
  readonly x: number;
  readonly y: number;
}

/** A line from a point of the picture to a box beside it. */
export interface Leader {
  readonly kind: "card" | "caption";
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Puts the dots where the packets are; cheap enough for every frame. */
export function drawDots(group: SVGGElement, dots: readonly Dot[]): void {
  select(group).selectAll<SVGCircleElement, Dot>("circle").data(dots, (dot) => dot.id).join("circle")
    .attr("class", (dot) => (dot.lost ? "handshake-dot is-lost" : "handshake-dot")).attr("r", 5)
    .attr("cx", (dot) => round(dot.x)).attr("cy", (dot) => round(dot.y));
}

/** A small bubble whose tail ends in the origin, and what it says. */
const BUBBLE = "M0,0 l-3.5,-5 h-2.5 a4,4 0 0 1 -4,-4 v-4 a4,4 0 0 1 4,-4 h12 a4,4 0 0 1 4,4 v4 a4,4 0 0 1 -4,4 h-2.5 z";
const DOTS = "M-4,-11 h0 M0,-11 h0 M4,-11 h0";

/** Puts a bubble on the lifeline of whoever speaks. */
export function drawSpeakers(group: SVGGElement, speakers: readonly Speaker[]): void {
  const bubbles = select(group).selectAll<SVGGElement, Speaker>("g").data(speakers, ({ host }) => host).join((enter) => {
    const bubble = enter.append("g").attr("class", "handshake-speech");
    bubble.append("path").attr("class", "handshake-speech-bubble").attr("d", BUBBLE);
    bubble.append("path").attr("class", "handshake-speech-dots").attr("d", DOTS);
    return bubble;
  });
  bubbles.attr("transform", ({ x, y }) => `translate(${String(round(x))},${String(round(y - 2))})`);
}

/** Draws the leaders as calm curves that leave the segment downwards, pass below the names beside the lifeline and reach the box level. */
export function drawLeaders(group: SVGGElement, leaders: readonly Leader[]): void {
  select(group).selectAll<SVGPathElement, Leader>("path").data(leaders, (leader) => leader.kind).join("path")
    .attr("class", (leader) => `handshake-leader is-${leader.kind}`)
    .attr("d", ({ x1, y1, x2, y2 }) => {
      const [across, down] = [x2 - x1, y2 - y1];
      return `M${round(x1)},${round(y1)} C${round(x1 + across * 0.16)},${round(y1 + down * 1.1)} ${round(x1 + across * 0.4)},${round(y2 + down * 0.12)} ${round(x2)},${round(y2)}`;
    });
}
