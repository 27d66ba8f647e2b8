// A run drawn as the RFC draws its figures: one line per segment, with the states after its departure and its arrival.

import type { TcpPacket, Trace, TracePacket } from "../../src/simulation/index.ts";
import { tcpPackets } from "../../src/simulation/index.ts";

/** `SYN-SENT --> <SEQ=100><CTL=SYN> --> SYN-RECEIVED`, the client on the left; `lost` where a segment never arrives. */
export function figure(trace: Trace): string[] {
  return tcpPackets(trace).map((packet) => {
    const sent = stateAfter(trace, packet, "send");
    const arrived = stateAfter(trace, packet, "receive");
    const text = contents(packet);
    if (packet.injected !== undefined) return `(duplicate) ... ${text} --> ${arrived}`;
    return packet.from === "client" ? `${sent} --> ${text} --> ${arrived}` : `${arrived} <-- ${text} <-- ${sent}`;
  });
}

function contents({ segment }: TcpPacket): string {
  const control = segment.flags.filter((flag) => flag !== "PSH");
  const ack = segment.ack === null ? "" : `<ACK=${String(segment.ack)}>`;
  return `<SEQ=${String(segment.seq)}>${ack}<CTL=${control.join(",")}>${segment.length > 0 ? `<DATA=${String(segment.length)}>` : ""}`;
}

/** The state that the step left behind in which the packet was sent or received. */
function stateAfter(trace: Trace, packet: TracePacket, kind: "send" | "receive"): string {
  const event = trace.events.find((one) => one.kind === kind && one.packet === packet.id);
  if (event === undefined) return "lost";
  if (event.endpoint === null) return "CLOSED";
  const listener = trace.endpoints[event.endpoint]?.remote === null;
  if (listener) return "LISTEN";
  const step = kind === "send" ? event.cause : event.id;
  let state = "CLOSED";
  for (const change of trace.events) {
    if (change.kind !== "state" || change.endpoint !== event.endpoint) continue;
    if (change.id < event.id || change.cause === step) state = change.to;
  }
  return state;
}
