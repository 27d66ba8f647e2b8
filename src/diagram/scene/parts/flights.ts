// The ways that packets take: one flight per copy, with how it ended and how far across it came.

import type { HostId, Milliseconds, PacketLoss, TracePacket } from "../../../simulation/index.ts";

/** One copy of a packet on its way. */
export interface Flight {
  readonly packet: number;
  /** 0 for the packet itself; 1 and up for the copies that the network made. */
  readonly copy: number;
  readonly from: HostId;
  readonly to: HostId;
  readonly sentAt: Milliseconds;
  /** When it arrived or was lost; the end of the run when it is still on its way. */
  readonly endsAt: Milliseconds;
  readonly end: "arrives" | "lost" | "in-flight";
  readonly why: PacketLoss["why"] | null;
  /** Share of the way that was covered. */
  readonly reach: number;
}

/** Where a loss is drawn when nothing tells how long the way is. */
const UNKNOWN_REACH = 0.6;
/** A packet that the link's full queue refused never left: a stub shows it. */
const QUEUE_REACH = 0.16;

/** Every flight of the packets that are drawn, in order of packets, then of copies. `end` is when the run ends. */
export function flightsOf(packets: readonly TracePacket[], end: Milliseconds): Flight[] {
  const latencies = medianLatencies(packets);
  return packets.flatMap((packet) => {
    const latency = latencies.get(`${packet.from}>${packet.to}`) ?? latencies.get("") ?? null;
    return flightsOfPacket(packet, latency, end);
  });
}

function flightsOfPacket(packet: TracePacket, latency: Milliseconds | null, end: Milliseconds): Flight[] {
  const common = { packet: packet.id, from: packet.from, to: packet.to, sentAt: packet.sentAt };
  const flights: Flight[] = packet.arrivals.map((at, copy) => ({
    ...common, copy, endsAt: at, end: "arrives", why: null, reach: 1,
  }));
  if (packet.loss !== null) {
    const { at, why } = packet.loss;
    const reach = why === "corrupt" ? 1 : why === "queue" ? QUEUE_REACH : shareOf(at - packet.sentAt, latency);
    flights.push({ ...common, copy: flights.length, endsAt: at, end: "lost", why, reach });
  }
  if (packet.inFlight) {
    const reach = shareOf(end - packet.sentAt, latency);
    flights.push({ ...common, copy: flights.length, endsAt: end, end: "in-flight", why: null, reach });
  }
  return flights;
}

function shareOf(time: Milliseconds, latency: Milliseconds | null): number {
  if (latency === null || latency <= 0 || time <= 0) return UNKNOWN_REACH;
  return Math.max(0.2, Math.min(0.9, time / latency));
}

/** The median time on the way, by direction, and over all directions under the empty key. */
function medianLatencies(packets: readonly TracePacket[]): Map<string, Milliseconds> {
  const times = new Map<string, Milliseconds[]>();
  for (const packet of packets) {
    const first = packet.arrivals[0];
    if (first === undefined) continue;
    for (const key of [`${packet.from}>${packet.to}`, ""]) {
      const list = times.get(key);
      if (list === undefined) times.set(key, [first - packet.sentAt]);
      else list.push(first - packet.sentAt);
    }
  }
  return new Map(Array.from(times, ([key, list]) => [key, median(list)]));
}

/** The middle one of some numbers; 0 when there are none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
