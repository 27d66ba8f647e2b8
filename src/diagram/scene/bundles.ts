// Bundles: packets alike that leave and arrive together would lie exactly on one another, so they are drawn once with a count.

import type { Trace, TracePacket } from "../../simulation/index.ts";

/** Packets drawn as one, in order of sending; a packet that travels alone is a bundle of one. */
export interface Bundle {
  readonly lead: number;
  readonly packets: readonly number[];
}

/** Fewer than this are drawn one below the other: each has something to say. */
const BUNDLED_FROM = 4;

/** Sorts every packet of a run into exactly one bundle; bundles come in order of their first packet. */
export function bundlesOf(trace: Trace): Bundle[] {
  const runs: TracePacket[][] = [];
  const open = new Map<string, TracePacket[]>();
  for (const packet of trace.packets) {
    const key = `${packet.from}>${packet.to}`;
    const run = open.get(key);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && alike(last, packet)) {
      run.push(packet);
      continue;
    }
    const started = [packet];
    open.set(key, started);
    runs.push(started);
  }
  const bundles = runs.flatMap((run) => {
    const ids = run.map((packet) => packet.id);
    return ids.length < BUNDLED_FROM ? ids.map((id) => ({ lead: id, packets: [id] })) : [{ lead: ids[0] ?? 0, packets: ids }];
  });
  return bundles.sort((a, b) => a.lead - b.lead);
}

/** Whether two packets in a row take the same way at the same time to the same end, and say the same kind of thing. */
function alike(a: TracePacket, b: TracePacket): boolean {
  return (
    a.sentAt === b.sentAt &&
    a.endpoint === b.endpoint &&
    a.loss === null && b.loss === null &&
    a.inFlight === b.inFlight &&
    (a.retransmissionOf === null) === (b.retransmissionOf === null) &&
    (a.segment.length > 0) === (b.segment.length > 0) &&
    kindOf(a) === kindOf(b) &&
    a.arrivals.length === b.arrivals.length &&
    a.arrivals.every((at, index) => at === b.arrivals[index])
  );
}

/** The flags that tell one kind of segment from another; PSH does not. */
function kindOf(packet: TracePacket): string {
  return packet.segment.flags.filter((flag) => flag !== "PSH").join("+");
}
