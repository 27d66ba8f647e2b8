// The floor of the benchmarks: the scheduler alone, moving packets that nobody makes anything of.

import { RandomStream, Scheduler, toGrid } from "../../src/simulation/kernel/index.ts";

/** A packet as any event heap would carry it. */
interface BarePacket {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly size: number;
  readonly sentAt: number;
}

/**
 * Moves packets of so many bytes through the scheduler and nothing else. `inFlight` are on their way at once, each for at least `way`
 * milliseconds and up to a fifth longer, as on any real network.
 */
export function bareHeap(packets: number, inFlight: number, size: number, way: number): void {
  const scheduler = new Scheduler<BarePacket>();
  const luck = new RandomStream(1, "bare heap");
  let sent = 0;
  const send = (): void => {
    const { now } = scheduler;
    scheduler.schedule(toGrid(now + way + (way / 5) * luck.ratio()), { id: sent, from: "client", to: "server", size, sentAt: now });
    sent += 1;
  };
  while (sent < inFlight && sent < packets) send();
  while (scheduler.size > 0) {
    scheduler.take();
    if (sent < packets) send();
  }
}

/** How long some work takes. */
export function seconds(work: () => void): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
}
