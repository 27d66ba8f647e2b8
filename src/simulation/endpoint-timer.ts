// The timers of one endpoint as places in the schedule, each made when it is first set.

import type { TcpTimer } from "./tcp/index.ts";
import type { Endpoint, EndpointTimer } from "./world.ts";

export function timerOf(endpoint: Endpoint, timer: TcpTimer): EndpointTimer {
  let slot = endpoint.timers.get(timer);
  if (slot === undefined) {
    slot = { kind: "timer", endpoint, timer, setBy: null, due: null, queuedAt: null };
    endpoint.timers.set(timer, slot);
  }
  return slot;
}
