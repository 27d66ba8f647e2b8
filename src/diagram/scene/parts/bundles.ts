// Bundles: packets alike that follow one another so closely that they would lie on one another are drawn as one, with a count.

import type { Milliseconds, TracePacket } from "../../../simulation/index.ts";
import { bytesOf } from "../card/notation.ts";
import type { Verdict } from "../scene.ts";

/** Packets drawn as one, in order of sending; a packet that travels alone is a bundle of one. */
export interface Bundle {
  readonly lead: number;
  readonly packets: readonly number[];
}

/** Fewer than this are drawn one by one: each has something to say. */
const BUNDLED_FROM = 4;
/** Packets of a bundle follow one another within this share of the time that they are on their way. */
const CLOSE = 0.09;
/** A bundle is not longer than this share of that time: a steady stream becomes several. */
const LONGEST = 0.9;

/** Sorts every packet that is drawn into exactly one bundle, in order of the first packets. `latency` is the usual time on the way. */
export function bundlesOf(packets: readonly TracePacket[], outcomes: ReadonlyMap<number, readonly Verdict[]>, latency: Milliseconds): Bundle[] {
  const kinds = new Map(packets.map((packet) => [packet.id, kindOf(packet, outcomes.get(packet.id) ?? [])]));
  const runs: TracePacket[][] = [];
  const open = new Map<string, TracePacket[]>();
  for (const packet of packets) {
    const way = `${packet.from}>${packet.to}`;
    const run = open.get(way);
    const [first, last] = [run?.[0], run?.at(-1)];
    const kind = kinds.get(packet.id) ?? null;
    const follows = run !== undefined && first !== undefined && last !== undefined && kind !== null && kind === kinds.get(last.id) && close(last, packet, latency * CLOSE) && close(first, packet, latency * LONGEST);
    if (follows) {
      run.push(packet);
      continue;
    }
    const started = [packet];
    open.set(way, started);
    runs.push(started);
  }
  const bundles = runs.flatMap((run): Bundle[] => {
    const ids = run.map((packet) => packet.id);
    return ids.length < BUNDLED_FROM ? ids.map((id) => ({ lead: id, packets: [id] })) : [{ lead: ids[0] ?? 0, packets: ids }];
  });
  return bundles.sort((a, b) => a.lead - b.lead);
}

/**
 * Whether one packet follows another within `time`, at both ends. Data that overtakes other data is a story of its own;
 * acknowledgements may overtake one another inside a bundle.
 */
function close(a: TracePacket, b: TracePacket, time: Milliseconds): boolean {
  const later = endOf(b) - endOf(a);
  return b.sentAt - a.sentAt <= time && Math.abs(later) <= time && (later >= 0 || isBare(b));
}

/** Whether a packet carries no bytes of a program. */
function isBare(packet: TracePacket): boolean {
  return bytesOf(packet) === 0;
}

/** When a packet arrived first or was lost. */
function endOf(packet: TracePacket): Milliseconds {
  return packet.arrivals[0] ?? packet.loss?.at ?? Infinity;
}

/** What a packet must share with its neighbours in a bundle; null for one that has a story of its own. */
function kindOf(packet: TracePacket, outcomes: readonly string[]): string | null {
  const flags = packet.protocol === "tcp" ? packet.segment.flags : [];
  const ends = packet.arrivals.length + (packet.loss === null ? 0 : 1);
  const special = ends !== 1 || packet.inFlight || packet.retransmissionOf !== null ||
    flags.some((flag) => flag === "SYN" || flag === "FIN" || flag === "RST");
  return special ? null : `${packet.protocol} ${String(packet.endpoint)} ${isBare(packet) ? "none" : "data"} ${packet.loss?.why ?? outcomes.join()}`;
}
