// What a run comes down to in one line: which segments were lost, and what the network and the timers were set to.

import type { HostId, Milliseconds, Ratio, Scenario, Trace } from "../simulation/index.ts";
import { kindOfPacket, type PacketKind } from "./packets.ts";

/** The facts of a run that its subtitle names. */
export interface RunFacts {
  readonly rtt: Milliseconds;
  readonly jitter: Milliseconds;
  readonly loss: Ratio;
  /** Every packet that never arrived, in order of sending. */
  readonly lost: readonly LostPacket[];
  /** The first retransmission timeout that expired: how long it was waited; null when none did. */
  readonly rto: Milliseconds | null;
  readonly refused: boolean;
  /** What the run's floods were up against, in order. */
  readonly floods: readonly FloodFacts[];
  readonly truncated: boolean;
}

/** How many SYNs of other addresses came, and how the listener is set. */
export interface FloodFacts {
  readonly count: number;
  readonly backlog: number;
  readonly cookies: "off" | "when-full" | "always";
  /** Whether a proxy stands before it (RFC 4987 §3.8). */
  readonly proxied: boolean;
}

export interface LostPacket {
  readonly from: HostId;
  readonly kind: PacketKind;
  /** Which one of its kind from this host, from 1: what a scripted fault would call it. */
  readonly nth: number;
}

/** Gathers the facts of a run. `scenario` is what the run was made from. */
export function facts(trace: Trace, scenario: Scenario): RunFacts {
  const { rtt, jitter, loss } = scenario.network;
  return {
    rtt, jitter, loss,
    lost: lostPackets(trace),
    rto: firstTimeout(trace),
    refused: trace.events.some((event) => event.kind === "result" && event.outcome === "connection refused"),
    floods: (trace.floods ?? []).map(({ count, to, entrance }) => ({ count, ...listenerOf(scenario, to), proxied: entrance !== undefined })),
    truncated: trace.truncated !== null,
  };
}

/** A kernel cuts every backlog to this (`net.core.somaxconn`). */
const SOMAXCONN = 4096;

function listenerOf({ stack, script, hosts }: Scenario, host: HostId): Omit<FloodFacts, "count" | "proxied"> {
  const asked = script.flatMap((line) => (line.host === host && line.call.kind === "listen" && line.call.backlog !== undefined ? [line.call.backlog] : []));
  const tcp = hosts.find(({ id }) => id === host)?.tcp;
  const kernel = stack === "linux";
  const backlog = asked[0] ?? tcp?.backlog ?? 65_535;
  return { backlog: kernel ? Math.min(backlog, SOMAXCONN) : backlog, cookies: tcp?.synCookies ?? (kernel ? "when-full" : "off") };
}

function lostPackets(trace: Trace): readonly LostPacket[] {
  const counts = new Map<string, number>();
  const lost: LostPacket[] = [];
  for (const packet of trace.packets) {
    const kind = kindOfPacket(packet);
    const nth = (counts.get(`${packet.from} ${kind}`) ?? 0) + 1;
    counts.set(`${packet.from} ${kind}`, nth);
    // A flood's answers go where nobody is: that is no loss that anybody would miss.
    if (packet.flood === undefined && packet.loss !== null && packet.arrivals.length === 0 && !packet.inFlight) lost.push({ from: packet.from, kind, nth });
  }
  return lost;
}

function firstTimeout(trace: Trace): Milliseconds | null {
  // Half-open connections of a flood wait for nobody.
  const flooded = (endpoint: number | null): boolean => trace.floods?.some(({ from }) => endpoint !== null && trace.endpoints[endpoint]?.remote?.host === from) ?? false;
  const fired = trace.events.find((event) => event.kind === "timer-fire" && event.timer === "retransmission" && !flooded(event.endpoint));
  if (fired === undefined) return null;
  const set = trace.events.findLast(
    (event) => event.kind === "timer-set" && event.timer === "retransmission" && event.endpoint === fired.endpoint && event.id < fired.id,
  );
  return set === undefined ? null : fired.at - set.at;
}
