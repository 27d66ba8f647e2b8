// The timers of one endpoint as places in the schedule, each made when it is first set.

import type { TcpTimer } from "../tcp/index.ts";
import type { Endpoint, EndpointTimer } from "./world.ts";

export function timerOf(endpoint: Endpoint, timer: TcpTimer): EndpointTimer {
  let slot = endpoint.timers.get(timer);
  if (slot === undefined) {
    // A kernel keeps the timers of one slot of its wheel in a list, and puts each at the head: SYNs and SYN+ACKs are often many to a slot.
    const latestFirst = endpoint.tcb.settings.stack === "linux";
    slot = { kind: "timer", endpoint, timer, setBy: null, due: null, queuedAt: null, latestFirst };
    endpoint.timers.set(timer, slot);
  }
  return slot;
}
