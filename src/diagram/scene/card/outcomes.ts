// What receivers made of each packet, read once from the run's events.

import type { Trace, TraceEvent } from "../../../simulation/index.ts";
import type { Remark, Verdict } from "../scene.ts";

/** The verdict on each arrival of each packet, in order of time; absent where nothing arrived. */
export function outcomesOf(trace: Trace): ReadonlyMap<number, readonly Verdict[]> {
  const verdicts = new Map<number, Verdict[]>();
  /** Where the verdict of each arrival stands, by the event of the arrival. */
  const places = new Map<number, { readonly list: Verdict[]; readonly index: number }>();
  const remarks = new Remarks(trace);
  for (const event of trace.events) {
    if (event.kind === "receive") {
      const list = verdicts.get(event.packet) ?? [];
      verdicts.set(event.packet, list);
      places.set(event.id, { list, index: list.length });
      list.push(event.rule === "ip.reassembly" ? "incomplete" : event.outcome);
      continue;
    }
    const remark = remarks.on(event);
    const place = remark === null ? undefined : places.get(remark.arrival);
    if (remark !== null && place?.list[place.index] !== undefined && !isWorse(place.list[place.index], remark.remark)) place.list[place.index] = remark.remark;
  }
  return verdicts;
}

/** To be too late weighs more than to come out of order or twice, and each of them more than to be accepted. */
function isWorse(verdict: Verdict | undefined, than: Remark): boolean {
  return verdict !== "accepted" && (verdict === "late" || than !== "late");
}

/** What UDP takes without a word, and a program would notice: the order, the copies, and the time that a frame has. */
class Remarks {
  private readonly highest = new Map<string, number>();
  private readonly seen = new Set<string>();

  constructor(private readonly trace: Trace) {}

  /** The remark that an event gives reason for, with the event of the arrival that it is about; or null. */
  on(event: TraceEvent): { readonly arrival: number; readonly remark: Remark } | null {
    if (event.cause === null) return null;
    if (event.kind === "frame") {
      const arrival = this.trace.events[event.cause]?.cause ?? null;
      return arrival === null || !event.late ? null : { arrival, remark: "late" };
    }
    const packet = event.kind === "deliver-datagram" ? this.trace.packets[event.packet] : undefined;
    if (packet?.protocol !== "udp") return null;
    const way = `${String(event.endpoint)} ${String(packet.endpoint)}`;
    const { number } = packet.datagram;
    const before = this.highest.get(way) ?? 0;
    this.highest.set(way, Math.max(before, number));
    const one = `${way} ${String(number)}`;
    const again = this.seen.has(one);
    this.seen.add(one);
    return again ? { arrival: event.cause, remark: "twice" } : number < before ? { arrival: event.cause, remark: "out-of-order" } : null;
  }
}
