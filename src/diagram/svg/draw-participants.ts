// Draws the participants' row, which stays in view while the picture scrolls under it.

import { select } from "d3";
import { FONTS, type Participant, type Scene } from "../scene/index.ts";
import { round } from "./layers.ts";

/** Draws the boxes with name and address into an SVG element of their own. */
export function drawParticipants(svg: SVGSVGElement, scene: Scene): void {
  const top = 4;
  const height = scene.headHeight - 14;
  const root = select(svg).attr("width", scene.width).attr("height", scene.headHeight).attr("viewBox", `0 0 ${scene.width} ${scene.headHeight}`);
  const groups = root.selectAll<SVGGElement, Participant>("g").data(scene.participants, (participant) => participant.host).join((enter) => {
    const group = enter.append("g").attr("class", "handshake-participant");
    group.append("rect").attr("rx", 8);
    group.append("text").attr("class", "handshake-participant-name").attr("text-anchor", "middle").attr("dy", "0.35em").attr("font-size", FONTS.name.size);
    group.append("text").attr("class", "handshake-participant-address").attr("text-anchor", "middle").attr("dy", "0.35em").attr("font-size", FONTS.address.size);
    return group;
  });
  const middle = ({ left, width }: Participant): number => round(left + width / 2);
  groups.attr("data-host", ({ host }) => host);
  groups.select("rect")
    .attr("x", ({ left }) => round(left) + 0.5).attr("y", top + 0.5).attr("width", ({ width }) => width - 1).attr("height", height - 1);
  groups.select(".handshake-participant-name")
    .attr("x", middle).attr("y", ({ address }) => top + (address === null ? height / 2 : height / 2 - 8)).text(({ name }) => name);
  groups.select(".handshake-participant-address")
    .attr("x", middle).attr("y", top + height / 2 + 10).text(({ address }) => address ?? "");
}
