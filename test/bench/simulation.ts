// How fast the simulation is: 100 MB through one connection, beside a bare event heap that moves as many packets with no TCP.

import { CountingRecorder, run, simulate } from "../../src/simulation/index.ts";
import type { Scenario } from "../../src/simulation/index.ts";
import { RandomStream, Scheduler, toGrid } from "../../src/simulation/kernel/index.ts";
import { CONNECT, LISTEN, scenario } from "../support/scenario.ts";
import type { BenchReport } from "./report.ts";
import { median } from "./report.ts";

const RUNS = 9;
const WARM_UPS = 4;
const BYTES = 100_000_000;
const TRACED_BYTES = 5_000_000;

/** One transfer over a clean network, with no limit in its way. */
function transfer(bytes: number): Scenario {
  const limits = { events: Number.MAX_SAFE_INTEGER, packets: Number.MAX_SAFE_INTEGER, time: Number.MAX_SAFE_INTEGER };
  return scenario({
    script: [LISTEN, CONNECT, { host: "client", call: { kind: "send", bytes } }, { host: "client", call: { kind: "close" } }],
    client: { mss: 1460 },
    server: { mss: 1460 },
    limits,
  });
}

/** A packet as any event heap would carry it. */
interface BarePacket {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly size: number;
  readonly sentAt: number;
}

/**
 * Moves packets through the scheduler and nothing else: as many are on their way at once as in the transfer, each with a delay
 * of its own, as on any real network.
 */
function bareHeap(packets: number, inFlight: number): void {
  const scheduler = new Scheduler<BarePacket>();
  const luck = new RandomStream(1, "bare heap");
  let sent = 0;
  const send = (): void => {
    const { now } = scheduler;
    scheduler.schedule(toGrid(now + 50 + 10 * luck.ratio()), { id: sent, from: "client", to: "server", size: 1500, sentAt: now });
    sent += 1;
  };
  while (sent < inFlight && sent < packets) send();
  while (scheduler.size > 0) {
    scheduler.take();
    if (sent < packets) send();
  }
}

function seconds(work: () => void): number {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
}

/** Measures, each figure the median of several runs; heap and transfer take turns, so that both meet the same machine. */
export function bench(): Promise<BenchReport> {
  const transfers: number[] = [];
  const heaps: number[] = [];
  let packets = 0;
  let events = 0;
  let bytes = 0;
  // Some rounds go unmeasured, until the engine has compiled what it will.
  for (let round = 0; round < WARM_UPS; round += 1) {
    run(transfer(BYTES), new CountingRecorder());
    bareHeap(BYTES / 1000, 88);
  }
  for (let round = 0; round < RUNS; round += 1) {
    const recorder = new CountingRecorder();
    transfers.push(seconds(() => run(transfer(BYTES), recorder)));
    packets = recorder.packetCount;
    events = recorder.eventCount;
    bytes = recorder.bytesDelivered;
    heaps.push(seconds(() => {
      bareHeap(packets, 88);
    }));
  }
  const time = median(transfers);
  const heapTime = median(heaps);

  const traced: number[] = [];
  let kept = 0;
  let size = 0;
  for (let round = 0; round < RUNS; round += 1) {
    traced.push(seconds(() => {
      const trace = simulate(transfer(TRACED_BYTES));
      kept = trace.events.length;
      if (round === 0) size = JSON.stringify(trace).length;
    }));
  }
  return Promise.resolve({
    area: "simulation",
    runs: RUNS,
    rows: [
      {
        name: "100 MB through one connection, nothing kept",
        figures: {
          packetsPerSecond: Math.round(packets / time),
          eventsPerSecond: Math.round(events / time),
          ratioToBareHeap: Number((heapTime / time).toFixed(3)),
          packets,
          bytes,
        },
      },
      { name: "a bare event heap, as many packets", figures: { packetsPerSecond: Math.round(packets / heapTime), packets } },
      {
        name: "5 MB with the whole trace kept",
        figures: { eventsPerSecond: Math.round(kept / median(traced)), events: kept, bytesPerEvent: Math.round(size / kept) },
      },
    ],
  });
}
