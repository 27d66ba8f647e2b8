// Tells what does not come from the protocol: segments that nobody sent, copies that the network makes, hosts that crash.

import type { TraceEvent } from "../simulation/index.ts";
import { lost, step, type Memory } from "./memory.ts";
import { kindOf } from "./packets.ts";
import type { Step } from "./step.ts";

/** The step that such an event is worth, or null. */
export function tellOutside(event: TraceEvent, memory: Memory): Step | null {
  switch (event.kind) {
    case "send": {
      const packet = memory.packet(event.packet);
      if (packet?.injected !== true) return null;
      // It happens to the host that it reaches; the one whose name it bears has no part in it.
      return { ...step(event, "injected", packet, { ...memory.along(packet), seq: packet.segment.seq, kind: kindOf(packet.segment) }), host: packet.to };
    }
    case "duplicate": {
      const packet = memory.packet(event.packet);
      if (packet === null) return null;
      return lost(step(event, "packet-duplicated", packet, { ...memory.along(packet), seq: packet.segment.seq }), packet);
    }
    case "drop": {
      const packet = memory.packet(event.packet);
      if (packet === null || packet.arrivals.length === 0) return null;
      return lost(step(event, "copy-lost", packet, { ...memory.along(packet), seq: packet.segment.seq, why: event.why }), packet);
    }
    case "call":
      return event.call === "crash" ? step(event, "crashed", null, memory.pair(event)) : null;
    default:
      return null;
  }
}
