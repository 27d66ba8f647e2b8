// Where the story of a stream of frames ends.

import type { Trace } from "../simulation/index.ts";

/** The event after which nothing more happens to a stream, by the event's id: the last frame that comes, or the last that is lost. */
export function endsOfStreams(trace: Trace): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  for (const event of trace.events) {
    if (event.kind === "frame") last.set(event.stream, event.id);
    if (event.kind !== "drop") continue;
    const packet = trace.packets[event.packet];
    if (packet?.protocol === "udp" && packet.datagram.frame !== undefined) last.set(packet.datagram.frame.stream, event.id);
  }
  return new Map([...last].map(([stream, event]) => [event, stream]));
}
