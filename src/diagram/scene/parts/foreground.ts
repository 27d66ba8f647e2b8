// What of a run is drawn packet by packet: everything but a flood, which is counted, save in the stretch that the reader has opened.

import type { HostId, Milliseconds, Trace, TraceFlood, TracePacket } from "../../../simulation/index.ts";

/** A stretch of time in which every packet is drawn. */
export interface OpenStretch {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}

export interface Foreground {
  /** The packets that are drawn one by one, in order of sending. */
  readonly packets: readonly TracePacket[];
  /** The floods that are drawn as counts. */
  readonly floods: readonly TraceFlood[];
  has(packet: number): boolean;
  /** Whether an endpoint is a connection of a host that is flooded: what its listener does is what its lifeline tells. */
  hides(endpoint: number): boolean;
}

/** A flood of so few SYNs is drawn like everything else. */
const DRAWN_WHOLE = 2;
/** So many SYNs of a flood are drawn one by one at a time. */
const DRAWN_AT_ONCE = 24;

/** The stretch around a time in which so many SYNs of a flood can be drawn one by one: of those that the run tells. */
export function stretchAround(trace: Trace, at: Milliseconds): OpenStretch | null {
  const floods = trace.floods ?? [];
  const flood = floods.find(({ start, end }) => at >= start && at <= end) ?? floods[0];
  if (flood === undefined || flood.told.count === 0) return null;
  const first = Math.min(flood.told.first + flood.told.count - 1, Math.max(flood.told.first, Math.round((at - flood.start) / flood.every) - DRAWN_AT_ONCE / 2));
  const from = flood.start + first * flood.every;
  return { from, to: from + DRAWN_AT_ONCE * flood.every };
}

/** Sorts a run into what is drawn packet by packet and what is counted. */
export function foregroundOf(trace: Trace, open: OpenStretch | null): Foreground {
  const counted = new Set((trace.floods ?? []).flatMap(({ count }, index) => (count > DRAWN_WHOLE ? [index] : [])));
  if (counted.size === 0) return { packets: trace.packets, floods: [], has: () => true, hides: () => false };
  const packets = trace.packets.filter(({ flood, sentAt }) =>
    flood === undefined || !counted.has(flood) || (open !== null && sentAt >= open.from && sentAt < open.to));
  const shown = new Set(packets.map(({ id }) => id));
  const floods = (trace.floods ?? []).filter((_, index) => counted.has(index));
  const flooded = new Set<HostId>(floods.map(({ to, entrance }) => entrance ?? to));
  return {
    packets,
    floods,
    has: (packet) => shown.has(packet),
    hides: (endpoint) => {
      const { host, remote } = trace.endpoints[endpoint] ?? { host: "", remote: null };
      return remote !== null && flooded.has(host);
    },
  };
}
