// Tells what TCP says to its program: the answer of STATUS, how calls end that waited, and news that nobody has asked for
// (RFC 9293 §3.9.1, §3.10.4 to §3.10.8, §3.8.3).

import type { TraceEvent } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import type { Step } from "./step.ts";

/** The step that a word to the program is worth, or null. */
export function tellCalls(event: TraceEvent, memory: Memory): Step | null {
  switch (event.kind) {
    case "status":
      return tellStatus(event, memory);
    case "result":
      return tellResult(event, memory);
    case "signal":
      return tellSignal(event, memory);
    default:
      return null;
  }
}

function tellStatus(event: Extract<TraceEvent, { kind: "status" }>, memory: Memory): Step | null {
  const endpoint = event.endpoint === null ? undefined : memory.trace.endpoints[event.endpoint];
  if (endpoint === undefined) return null;
  const { state, sendWindow, receiveWindow, sends, unacknowledged, receives, unread } = event.status;
  const remote = endpoint.remote === null ? null : { name: memory.name(endpoint.remote.host), port: endpoint.remote.port };
  return step(event, "status-told", null, {
    host: memory.name(event.host), port: endpoint.localPort, remote, state, sendWindow, receiveWindow, sends, unacknowledged, receives, unread,
  });
}

/** A call that had to wait: the others are told with the change of state. */
function tellResult(event: Extract<TraceEvent, { kind: "result" }>, memory: Memory): Step | null {
  const { call, outcome, bytes } = event;
  if (bytes === undefined || outcome === "ok") return null;
  const isSend = call === "send";
  return step(event, "calls-ended", null, {
    host: memory.name(event.host), sends: isSend ? 1 : 0, bytes: isSend ? bytes : 0, receives: isSend ? 0 : 1, error: outcome,
  });
}

/** R1 and urgent data. What else comes unasked is told with the change of state. */
function tellSignal(event: Extract<TraceEvent, { kind: "signal" }>, memory: Memory): Step | null {
  if (event.endpoint === null) return null;
  if (event.signal === "urgent data") return step(event, "urgent-told", memory.arrival(event), memory.pair(event));
  if (event.signal !== "excessive retransmissions") return null;
  return step(event, "retransmissions-told", null, { ...memory.pair(event), count: memory.of(event.endpoint).repetitions });
}
