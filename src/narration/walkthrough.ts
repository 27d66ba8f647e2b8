// The stops of a walkthrough: the steps of a run that a reader is led through, each with the playhead where it shows.

import type { Milliseconds, Trace, TracePacket } from "../simulation/index.ts";
import { narrate } from "./narrate.ts";
import type { Step } from "./step.ts";

/** How often the same thing about the same host is worth a stop; a long transfer repeats itself. */
const REPEATS = 3;

/**
 * The stops through a run, in order of time. A stop at a packet that has just been sent stands where the packet is half
 * way, for then the arrow shows and the sentence is still true; every other stop stands at its event. `steps` are those of the
 * run, if they are known already.
 */
export function walkthrough(trace: Trace, steps: readonly Step[] = narrate(trace)): readonly Step[] {
  const stops = worthStopping(steps);
  const placed: Step[] = [];
  stops.forEach((stop, index) => {
    const next = stops.slice(index + 1).find((later) => later.at > stop.at);
    const before = placed.at(-1)?.at ?? 0;
    placed.push({ ...stop, at: Math.max(before, playhead(stop, trace, next?.at ?? trace.end)) });
  });
  return placed;
}

function worthStopping(steps: readonly Step[]): readonly Step[] {
  const seen = new Map<string, number>();
  return steps.filter((told, index) => {
    const kind = `${told.key} ${told.host}`;
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return count <= REPEATS || index === steps.length - 1;
  });
}

function playhead(stop: Step, trace: Trace, next: Milliseconds): Milliseconds {
  const packet = stop.packet === null ? undefined : trace.packets[stop.packet];
  if (packet === undefined || packet.sentAt !== stop.at) return stop.at;
  const landing = Math.min(landingOf(packet), next);
  return landing <= stop.at ? stop.at : Math.floor(((stop.at + landing) / 2) * 1000) / 1000;
}

/** When the packet stops being under way: its first arrival, or its loss. */
function landingOf(packet: TracePacket): Milliseconds {
  return packet.arrivals[0] ?? packet.loss?.at ?? packet.sentAt;
}
