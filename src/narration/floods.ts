// Tells what a crowd of SYNs does to a listener (RFC 4987): its queues fill, SYNs are dropped or answered by cookies, old entries go. What
// each single SYN of a flood comes to is left out.

import type { Trace, TraceEvent, TraceFlood } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import type { Step } from "./step.ts";

type Queued = Extract<TraceEvent, { kind: "queue" }>;
type Received = Extract<TraceEvent, { kind: "receive" }>;

/** Entries that are given up closer together than this (milliseconds) are told once. */
const BURST = 1000;

export class FloodStory {
  private readonly trace: Trace;
  /** Endpoints that a flood's SYNs have made. */
  private readonly endpoints: ReadonlySet<number>;
  /** SYN+ACKs that carry cookies. */
  private readonly cookies: ReadonlySet<number>;
  private readonly begun = new Set<TraceFlood>();
  private readonly over = new Set<TraceFlood>();
  /** What has been told since a queue became full. */
  private readonly full = new Set<string>();
  private readonly fullAt = new Map<string, number>();
  /** When the last SYN that is told has come. */
  private readonly lastArrival: number;
  private readonly lengths = new Map<string, number>();
  private givenUpAt: number | null = null;

  constructor(trace: Trace) {
    this.trace = trace;
    this.lastArrival = trace.packets.reduce((last, { flood, from, arrivals }) => (
      flood !== undefined && trace.floods?.[flood]?.from === from ? Math.max(last, arrivals.at(-1) ?? 0) : last
    ), 0);
    this.cookies = new Set(trace.events.flatMap((event) => (event.kind === "send" && (event.rule === "synflood.cookie-sent" || event.rule === "synflood.proxy-cookie-sent") ? [event.packet] : [])));
    this.endpoints = new Set(trace.events.flatMap((event) => (
      event.kind === "receive" && event.endpoint !== null && this.isOfFlood(event.packet) && trace.endpoints[event.endpoint]?.remote !== null ? [event.endpoint] : []
    )));
  }

  /** The step that an event is worth; null when it is worth none, and undefined when it is for others to tell. */
  tell(event: TraceEvent, memory: Memory): Step | null | undefined {
    const told = this.tellOf(event, memory);
    if (told !== null) return told;
    return this.isSilent(event) ? null : undefined;
  }

  /** What there is to say of a flood as a whole at an event that is worth no step itself: it begins, or it is over. */
  meanwhile(event: TraceEvent, memory: Memory): Step | null {
    for (const flood of this.trace.floods ?? []) {
      const pair = { host: memory.name(flood.from), peer: memory.name(flood.to) };
      if (!this.begun.has(flood) && (event.at > flood.start || (event.at === flood.start && this.isSilent(event)))) {
        this.begun.add(flood);
        return { ...step(event, "flood-begins", null, { ...pair, count: flood.count, every: flood.every, sources: flood.sources }), host: flood.from };
      }
      if (!this.over.has(flood) && event.at > this.lastOf(flood)) {
        this.over.add(flood);
        const sum = (of: "queued" | "cookies" | "dropped"): number => flood.tallies.reduce((total, tally) => total + tally[of], 0);
        return { ...step(event, "flood-over", null, { ...pair, count: flood.count, queued: sum("queued"), cookies: sum("cookies"), dropped: sum("dropped") }), host: flood.entrance ?? flood.to };
      }
    }
    return null;
  }

  /** When the last SYN that is told has come, or, if that is later, the last one of all has gone. */
  private lastOf(flood: TraceFlood): number {
    return Math.max(flood.end, this.lastArrival);
  }

  private tellOf(event: TraceEvent, memory: Memory): Step | null {
    const silent = this.isSilent(event);
    switch (event.kind) {
      case "queue":
        return this.tellQueue(event, memory);
      case "receive":
        return silent ? this.tellFate(event, memory) : tellArrival(event, memory);
      case "send":
        return silent ? null : tellSend(event, memory);
      case "state": {
        if (silent || event.to !== "ESTABLISHED") return null;
        const came = memory.arrival(event);
        if (came !== null && this.cookies.has(came.id)) return tellOpened(event, memory);
        const cause = memory.cause(event, "receive");
        const packet = cause?.rule === "synflood.cookie-received" ? memory.packet(cause.packet) : null;
        return packet === null ? null : step(event, "cookie-returned", packet, { ...memory.pair(event), ack: packet.segment.ack ?? 0 });
      }
      case "call":
        return event.call === "accept" ? step(event, "accepted", null, memory.pair(event)) : null;
      default:
        return null;
    }
  }

  private tellQueue(event: Queued, memory: Memory): Step | null {
    const key = `${event.queue} ${event.host} ${String(event.endpoint)}`;
    const before = this.lengths.get(key) ?? 0;
    this.lengths.set(key, event.length);
    const values = { host: memory.name(event.host), length: event.length };
    if (event.capacity !== null && event.length >= event.capacity) {
      if (this.full.has(key)) return null;
      this.full.add(key);
      // A place that is taken again at once was hardly free.
      const recent = event.at - (this.fullAt.get(key) ?? -BURST) < BURST;
      this.fullAt.set(key, event.at);
      if (recent) return null;
      return step(event, event.queue === "syn" ? "syn-queue-full" : "accept-queue-full", null, values);
    }
    if (event.length < before) {
      if (before === event.capacity) this.fullAt.set(key, event.at);
      if (this.full.delete(key)) ["drop", "cookie"].forEach((what) => this.full.delete(`${what} ${event.host}`));
      return event.queue === "syn" ? this.tellGivenUp(event, memory) : null;
    }
    return event.queue === "accept" && !this.isTaken(event) ? step(event, "connection-waits", null, values) : null;
  }

  /** Whether a connection leaves the queue in the moment in which it came. */
  private isTaken(event: Queued): boolean {
    for (let id = event.id + 1; ; id += 1) {
      const next = this.trace.events[id];
      if (next?.at !== event.at) return false;
      if (next.kind === "queue" && next.queue === event.queue && next.endpoint === event.endpoint && next.length < event.length) return true;
    }
  }

  private tellGivenUp(event: Queued, memory: Memory): Step | null {
    const cause = memory.cause(event, "timer-fire", "receive", "call");
    // Beyond what is told packet by packet nobody knows what made it shorter.
    if (event.cause !== null && cause?.kind !== "timer-fire") return null;
    const recent = this.givenUpAt !== null && event.at - this.givenUpAt < BURST;
    this.givenUpAt = event.at;
    return recent ? null : step(event, "half-open-given-up", null, { host: memory.name(event.host), early: cause?.rule === "synflood.pruned" });
  }

  /** The first SYN of a flood that meets with this fate since the queue became full. */
  private tellFate(event: Received, memory: Memory): Step | null {
    const packet = memory.packet(event.packet);
    if (packet === null) return null;
    const cookie = event.rule === "synflood.cookie-sent";
    if (!cookie && queueOf(event.rule) === null) return null;
    const key = `${cookie ? "cookie" : "drop"} ${event.host}`;
    if (this.full.has(key)) return null;
    this.full.add(key);
    return step(event, cookie ? "flood-answered-by-cookies" : "flood-dropped", null, memory.against(packet));
  }

  private isSilent(event: TraceEvent): boolean {
    if (event.kind === "queue") return false;
    if ("packet" in event) return this.isOfFlood(event.packet);
    return event.endpoint !== null && this.endpoints.has(event.endpoint);
  }

  private isOfFlood(packet: number): boolean {
    return this.trace.packets[packet]?.flood !== undefined;
  }
}

/** Which queue was full, by the rule that dropped a SYN; null for any other rule. */
function queueOf(rule: string): "syn" | "accept" | null {
  if (rule === "synflood.syn-queue-full" || rule === "synflood.last-quarter") return "syn";
  return rule === "synflood.accept-queue-full" ? "accept" : null;
}

/** A client opens by a cookie. The state and its ACK are both consequences of the arrival; neither need be the other's. */
function tellOpened(event: TraceEvent, memory: Memory): Step | null {
  const cause = memory.cause(event, "receive");
  const answer = memory.answer(event, event.host) ?? (cause === null ? null : memory.answer(cause, event.host));
  const ack = answer?.segment.ack ?? null;
  return answer === null || ack === null ? null : step(event, "established-by-cookie", answer, { ...memory.pair(event), seq: answer.segment.seq, ack });
}

/** What becomes of an honest segment at a listener under pressure. */
function tellArrival(event: Received, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null) return null;
  const pair = memory.against(packet);
  const queue = queueOf(event.rule);
  if (queue !== null) return step(event, "syn-dropped", packet, { ...pair, seq: packet.segment.seq, queue });
  switch (event.rule) {
    case "synflood.ack-ignored":
      return step(event, "last-ack-ignored", packet, { ...pair, ack: packet.segment.ack ?? 0 });
    case "synflood.cookie-failed":
      return step(event, "cookie-failed", packet, { ...pair, ack: packet.segment.ack ?? 0 });
    default:
      return null;
  }
}

function tellSend(event: Extract<TraceEvent, { kind: "send" }>, memory: Memory): Step | null {
  const packet = memory.packet(event.packet);
  if (packet === null) return null;
  const pair = memory.along(packet);
  if (event.rule === "synflood.ack-reset") return step(event, "last-ack-reset", packet, pair);
  if (event.rule !== "synflood.cookie-sent") return null;
  return step(event, "cookie-sent", packet, { ...pair, seq: packet.segment.seq, ack: packet.segment.ack ?? 0 });
}
