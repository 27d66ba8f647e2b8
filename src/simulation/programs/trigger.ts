// What a statement, an injected segment or a flood waits for, and whether it has happened.

import type { Trigger } from "../contract/index.ts";
import type { World } from "../hosts/index.ts";

/** The event by which something has happened, or null. */
export function happened(world: World, trigger: Trigger): number | null {
  const host = world.host(trigger.host);
  if (trigger.kind === "received-datagrams") return host.progress.datagrams >= trigger.count ? host.progress.datagramBy : null;
  const connection = trigger.port === undefined ? null : host.latestOn(trigger.port);
  if (trigger.port !== undefined && connection === null) return null;
  const progress = connection?.progress ?? host.progress;
  switch (trigger.kind) {
    case "established":
      return (connection ?? host.progress).established;
    case "received":
      return progress.received >= trigger.bytes ? progress.receivedBy : null;
    case "received-fin":
      return progress.fin;
    case "closed":
      return progress.closed;
  }
}
