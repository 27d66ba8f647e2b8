// How fast the simulation is: 100 MB through one connection, beside a bare event heap that moves as many packets with no TCP.

import { CountingRecorder, run, simulate } from "../../src/simulation/index.ts";
import type { Scenario } from "../../src/simulation/index.ts";
import { bareHeap, seconds } from "../support/bare-heap.ts";
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
    bareHeap(BYTES / 1000, 88, 1500, 50);
  }
  for (let round = 0; round < RUNS; round += 1) {
    const recorder = new CountingRecorder();
    transfers.push(seconds(() => run(transfer(BYTES), recorder)));
    packets = recorder.packetCount;
    events = recorder.eventCount;
    bytes = recorder.bytesDelivered;
    heaps.push(seconds(() => {
      bareHeap(packets, 88, 1500, 50);
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
