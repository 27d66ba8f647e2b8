// Tells what a SYN proxy does between two hosts (RFC 4987 §3.8): it answers for one of them, opens to it when a cookie comes back, and then
// only translates. What it merely passes on is told where it comes from and where it arrives.

import type { HostId, TcpPacket, Trace, TraceEvent } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import { kindOf } from "./packets.ts";
import type { Between, Step } from "./step.ts";

type Received = Extract<TraceEvent, { kind: "receive" }>;

export class ProxyStory {
  private readonly host: HostId | null;
  private readonly server: HostId | null;
  private flooded = false;
  /** Connections of which it has been told that their numbers are translated. */
  private readonly translated = new Set<string>();

  constructor(trace: Trace) {
    this.host = trace.synProxy?.host ?? null;
    this.server = trace.synProxy?.of ?? null;
  }

  /** The step that an event is worth; null when it is worth none, and undefined when it is for others to tell. */
  tell(event: TraceEvent, memory: Memory): Step | null | undefined {
    if (event.host !== this.host || (event.kind !== "receive" && event.kind !== "send")) return undefined;
    // What it sends is told with what it was sent.
    return event.kind === "receive" ? this.tellArrival(event, memory) : null;
  }

  private tellArrival(event: Received, memory: Memory): Step | null {
    const packet = memory.packet(event.packet);
    if (packet === null) return null;
    const values: Between = { ...memory.across(packet), host: memory.name(event.host), server: memory.name(this.server ?? packet.to) };
    const answer = memory.answer(event, event.host);
    const seq = answer?.segment.seq ?? 0;
    const ack = packet.segment.ack ?? 0;
    switch (event.rule) {
      case "synflood.proxy-cookie-sent":
        if (packet.flood === undefined) return step(event, "proxy-answers", answer, { ...values, seq, ack: answer?.segment.ack ?? 0 });
        if (this.flooded) return null;
        this.flooded = true;
        return step(event, "flood-stopped-by-proxy", null, values);
      case "synflood.proxy-opens":
        return step(event, "proxy-opens", answer, { ...values, seq, ack });
      case "synflood.proxy-joins":
        return step(event, "proxy-joins", answer, { ...values, seq: packet.segment.seq, ack: answer?.segment.ack ?? 0 });
      case "synflood.proxy-passes":
        return answer === null ? null : this.tellTranslation(event, packet, answer, values);
      case "synflood.proxy-cookie-failed":
        return step(event, "proxy-refuses", packet, { ...values, ack });
      case "synflood.proxy-stray":
        return packet.flood === undefined ? step(event, "proxy-drops", packet, { ...values, kind: kindOf(packet.segment) }) : null;
      default:
        return null;
    }
  }

  /** The first segment of a connection that is passed on with other numbers. */
  private tellTranslation(event: Received, packet: TcpPacket, passed: TcpPacket, values: Between): Step | null {
    const fromServer = packet.from === this.server;
    const { sourcePort, destinationPort } = packet.segment;
    const connection = fromServer ? `${values.peer} ${String(destinationPort)}` : `${values.peer} ${String(sourcePort)}`;
    const [field, before, after] = fromServer ? ["seq", packet.segment.seq, passed.segment.seq] as const : ["ack", packet.segment.ack ?? 0, passed.segment.ack ?? 0] as const;
    if (before === after || this.translated.has(connection)) return null;
    this.translated.add(connection);
    return step(event, "proxy-translates", passed, { ...values, field, before, after });
  }
}
