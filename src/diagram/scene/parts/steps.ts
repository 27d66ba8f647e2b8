// The moments worth stopping at: everything that is drawn at one time is one step.

import type { HostId, Milliseconds, TracePacket } from "../../../simulation/index.ts";
import { positionOf, type ScalePiece } from "../measure/time-scale.ts";
import type { BandState, SceneStep } from "../scene.ts";
import type { Stay } from "./bands.ts";
import type { Flight } from "./flights.ts";

interface Happening {
  sent: number[];
  arrived: number[];
  lost: number[];
  states: { host: HostId; state: BandState }[];
}

/** The steps of a run in order of time. The beginning of the run is a step even when nothing happens at it. */
export function stepsOf(packets: readonly TracePacket[], flights: readonly Flight[], stays: readonly Stay[], scale: readonly ScalePiece[]): SceneStep[] {
  const happenings = new Map<Milliseconds, Happening>();
  const at = (time: Milliseconds): Happening => {
    const known = happenings.get(time);
    if (known !== undefined) return known;
    const made: Happening = { sent: [], arrived: [], lost: [], states: [] };
    happenings.set(time, made);
    return made;
  };
  at(0);
  for (const packet of packets) at(packet.sentAt).sent.push(packet.id);
  for (const flight of flights) {
    if (flight.end === "arrives") at(flight.endsAt).arrived.push(flight.packet);
    else if (flight.end === "lost") at(flight.endsAt).lost.push(flight.packet);
  }
  for (const stay of stays) if (stay.event !== null) at(stay.from).states.push({ host: stay.host, state: stay.state });
  return Array.from(happenings, ([time, happening]) => ({ at: time, y: positionOf(scale, time), ...happening }))
    .sort((a, b) => a.at - b.at);
}
