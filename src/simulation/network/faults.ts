// Scripted faults: they befall exactly the packets that the scenario names, so that a lesson does not hang on luck.

import type { Milliseconds } from "../kernel/index.ts";
import type { FaultSpec, HostId, PacketMatch } from "../contract/index.ts";

/** Everything that scripted faults do to one packet. */
export interface Affliction {
  readonly dropped: boolean;
  readonly corrupted: boolean;
  /** Extra delay. */
  readonly delayed: Milliseconds;
  /** How long after the packet its copy comes, or null when there is none. */
  readonly duplicated: Milliseconds | null;
}

/** Counts packets for each fault and says which of them are hit. */
export class Faults {
  private readonly seen: number[];

  /** `rtt` is what a delay or the distance of a copy is taken from when the fault does not say: a whole one, a tenth. */
  constructor(private readonly specs: readonly FaultSpec[], private readonly rtt: Milliseconds) {
    this.seen = specs.map(() => 0);
  }

  /** Counts one packet, and tells what befalls it: null for nothing. `fits` says what kind of packet it is. */
  strike(from: HostId, fits: (match: PacketMatch) => boolean): Affliction | null {
    let dropped = false;
    let corrupted = false;
    let delayed = 0;
    let duplicated: Milliseconds | null = null;
    let struck = false;
    for (const [index, spec] of this.specs.entries()) {
      if (spec.from !== from || !fits(spec.match)) continue;
      const count = (this.seen[index] ?? 0) + 1;
      this.seen[index] = count;
      if (!befalls(spec, count)) continue;
      struck = true;
      switch (spec.kind) {
        case "drop":
          dropped = true;
          break;
        case "corrupt":
          corrupted = true;
          break;
        case "delay":
          delayed += spec.by ?? this.rtt;
          break;
        case "duplicate":
          duplicated = spec.by ?? this.rtt / 10;
          break;
      }
    }
    return struck ? { dropped, corrupted, delayed, duplicated } : null;
  }
}

/** Whether a fault befalls the packet of that number among those that fit. */
function befalls({ nth, last = nth }: FaultSpec, count: number): boolean {
  return count >= nth && (last === null || count <= last);
}
