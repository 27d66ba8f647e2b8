// Tells when the first byte of an answer is there that had to wait for TLS or SSH, and what it waited for.

import { firstBytes, type FirstByte, type Trace, type TraceEvent } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import type { Step } from "./step.ts";

export class FirstByteStory {
  private readonly waits: ReadonlyMap<number, FirstByte>;

  constructor(trace: Trace) {
    this.waits = new Map(firstBytes(trace).map((wait) => [wait.event, wait]));
  }

  /** The step that an event is worth, if a first byte comes with it; or null. */
  tell(event: TraceEvent, memory: Memory): Step | null {
    const wait = this.waits.get(event.id);
    if (wait === undefined || wait.guard === null) return null;
    const { tcp, security, request, total } = wait.roundTrips;
    const guard = wait.guard === "tls" ? "TLS" : "SSH";
    return step(event, "first-byte", null, { ...memory.pair(event), guard, time: wait.total, trips: total, tcp, security, request });
  }
}
