// What a statement, an injected segment or a flood waits for, and whether it has happened.

import type { Trigger } from "./scenario.ts";
import type { World } from "./world.ts";

/** The event by which something has happened, or null. */
export function happened(world: World, trigger: Trigger): number | null {
  const { progress } = world.host(trigger.host);
  switch (trigger.kind) {
    case "established":
      return progress.established;
    case "received":
      return progress.received >= trigger.bytes ? progress.receivedBy : null;
    case "received-datagrams":
      return progress.datagrams >= trigger.count ? progress.datagramBy : null;
    case "received-fin":
      return progress.fin;
    case "closed":
      return progress.closed;
  }
}
