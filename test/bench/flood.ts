// How fast a flood is: a million spoofed SYNs with the whole trace kept, beside a bare event heap that moves as many packets with no TCP.

import { simulate } from "../../src/simulation/index.ts";
import type { Scenario, TcpSpec } from "../../src/simulation/index.ts";
import { bareHeap, seconds } from "../support/bare-heap.ts";
import { scenario, TCP } from "../support/scenario.ts";
import type { BenchReport, BenchRow } from "./report.ts";
import { median } from "./report.ts";

const RUNS = 5;
const SYNS = 1_000_000;
/** A hundred thousand a second. */
const EVERY = 0.01;

/** A kernel's listener under a flood, and a client that connects in the midst of it. */
function flood(syns: number, server: Partial<TcpSpec>): Scenario {
  const base = scenario({
    stack: "linux",
    script: [{ host: "server", call: { kind: "listen", backlog: 128 } }, { host: "client", at: 300, call: { kind: "connect", to: "server" } }],
    client: { mss: 1460 },
    server: { mss: 1460, ...server },
    network: { rtt: 50 },
  });
  const attacker = { id: "attacker", name: "Attacker", address: "203.0.113.66", port: 1024, tcp: TCP };
  return { ...base, hosts: [...base.hosts, attacker], floods: [{ from: "attacker", to: "server", count: syns, every: EVERY, at: 100, options: { mss: 1460 } }] };
}

/** One flood and the bare heap, taking turns, so that both meet the same machine. */
function measure(name: string, server: Partial<TcpSpec>): BenchRow {
  const times: number[] = [];
  const heaps: number[] = [];
  let bytes = 0;
  let packets = 0;
  simulate(flood(SYNS / 10, server));
  bareHeap(SYNS / 10, 25 / EVERY, 44, 25);
  for (let round = 0; round < RUNS; round += 1) {
    times.push(seconds(() => {
      const trace = simulate(flood(SYNS, server));
      if (round > 0) return;
      const answers = trace.floods?.[0]?.backscatter.nobody ?? 0;
      packets = SYNS + answers;
      bytes = JSON.stringify(trace).length;
    }));
    heaps.push(seconds(() => {
      bareHeap(packets, 25 / EVERY, 44, 25);
    }));
  }
  // The first round writes the trace besides.
  const [time, heap] = [median(times.slice(1)), median(heaps.slice(1))];
  return { name, figures: { synsPerSecond: Math.round(SYNS / time), ratioToBareHeap: Number((heap / time).toFixed(3)), packets, traceBytes: bytes } };
}

/** Measures, each figure the median of several runs. */
export function bench(): Promise<BenchReport> {
  return Promise.resolve({
    area: "flood",
    runs: RUNS - 1,
    rows: [
      measure("1,000,000 SYNs, cookies when full", { synCookies: "when-full" }),
      measure("1,000,000 SYNs, no cookies", { synCookies: "off" }),
      measure("1,000,000 SYNs, cookies always", { synCookies: "always" }),
    ],
  });
}
