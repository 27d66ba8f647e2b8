// What a teller knows when it comes to an event: everything before it, and what the event itself sets off at the same
// instant, but nothing of what comes later.

import type { HostId, TcpPacket, TimerName, Trace, TraceEndpoint, TraceEvent, TraceMessage, TracePacket } from "../simulation/index.ts";
import { nothingKnown, type Known } from "./known-endpoint.ts";
import { distance, endOf, original } from "./packets.ts";
import type { CaptionKey, CaptionValues, Pair, StepOf } from "./step.ts";
import { endsOfStreams } from "./stream-ends.ts";

type SendEvent = Extract<TraceEvent, { kind: "send" }>;
type TimerSet = Extract<TraceEvent, { kind: "timer-set" }>;

/** Datagrams by their numbers. */
interface Datagrams {
  readonly numbers: Set<number>;
  readonly highest: number;
}

/** A first sending and what became of it. */
interface Sending {
  last: number;
  count: number;
}

export class Memory {
  readonly trace: Trace;
  private readonly effects: ReadonlyMap<number, readonly TraceEvent[]>;
  private readonly known = new Map<number, Known>();
  private readonly sendings = new Map<number, Sending>();
  /** What a socket's program has had, by socket and sender. */
  private readonly datagrams = new Map<string, Datagrams>();
  private readonly streamEnds: ReadonlyMap<number, number>;
  /** Endpoints whose bytes are messages of a protocol above. */
  private readonly speakers: ReadonlySet<number>;

  constructor(trace: Trace) {
    this.trace = trace;
    const effects = new Map<number, TraceEvent[]>();
    for (const event of trace.events) {
      if (event.cause === null) continue;
      const others = effects.get(event.cause);
      if (others === undefined) effects.set(event.cause, [event]);
      else others.push(event);
    }
    this.effects = effects;
    this.streamEnds = endsOfStreams(trace);
    this.speakers = new Set(trace.messages?.flatMap(({ protocol, endpoint }) => (protocol === "http" ? [] : [endpoint])));
  }

  /** Takes in an event that has been told. */
  note(event: TraceEvent): void {
    if (event.kind === "send") this.noteSend(event);
    else if (event.kind === "receive") this.noteReceive(event.endpoint, event.packet);
    else if (event.kind === "state" && event.endpoint !== null) {
      const known = this.of(event.endpoint);
      known.state = event.to;
      known.since = event.at;
    } else if (event.kind === "deliver-datagram") this.noteDatagram(event.endpoint, event.packet);
    else if (event.kind === "timer-set" && event.timer === "retransmission" && event.endpoint !== null) {
      this.of(event.endpoint).timerStarted = event.at;
    } else if (event.kind === "variable" && event.endpoint !== null) this.of(event.endpoint).variables.set(event.name, event.value);
  }

  private noteSend(event: SendEvent): void {
    const packet = this.packet(event.packet);
    if (packet === null) return;
    const first = original(this.trace.packets, packet);
    const sending = this.sendings.get(first.id);
    if (sending === undefined) this.sendings.set(first.id, { last: packet.sentAt, count: 0 });
    else {
      sending.last = packet.sentAt;
      sending.count += 1;
    }
    if (packet.endpoint === null) return;
    const known = this.of(packet.endpoint);
    const { segment } = packet;
    const end = endOf(segment);
    if (segment.flags.includes("SYN")) known.iss = segment.seq;
    known.una ??= segment.seq;
    if (known.nxt === null || distance(known.nxt, end) > 0) known.nxt = end;
    if (segment.flags.includes("FIN")) known.finEnd = end;
    if (segment.ack !== null && (known.acknowledged === null || distance(known.acknowledged, segment.ack) > 0)) known.acknowledged = segment.ack;
    if (segment.length > 0) known.sentData = true;
    else if (end === segment.seq && segment.ack !== null) known.pureAckSeq = segment.seq;
    if (packet.retransmissionOf !== null) known.repetitions += 1;
  }

  private noteDatagram(endpoint: number | null, id: number): void {
    const packet = this.trace.packets[id];
    if (packet?.protocol !== "udp" || endpoint === null) return;
    const { numbers } = this.datagramsOf(endpoint, packet.endpoint);
    const { number } = packet.datagram;
    numbers.add(number);
    this.datagrams.set(`${String(endpoint)} ${String(packet.endpoint)}`, { numbers, highest: Math.max(number, this.datagramsOf(endpoint, packet.endpoint).highest) });
  }

  private noteReceive(endpoint: number | null, id: number): void {
    const packet = this.packet(id);
    if (packet === null || endpoint === null) return;
    const known = this.of(endpoint);
    const { segment } = packet;
    if (segment.flags.includes("FIN")) known.peerFinEnd = endOf(segment);
    if (segment.ack === null || segment.flags.includes("RST")) return;
    if (known.una !== null && known.nxt !== null && distance(known.una, segment.ack) > 0 && distance(segment.ack, known.nxt) >= 0) {
      known.una = segment.ack;
      known.duplicateAcks = 0;
      known.repetitions = 0;
    } else if (segment.ack === known.una && segment.length === 0) known.duplicateAcks += 1;
    known.window = segment.window;
  }

  /** What is known of an endpoint before the event at hand. */
  of(endpoint: number): Known {
    let known = this.known.get(endpoint);
    if (known === undefined) {
      known = nothingKnown();
      this.known.set(endpoint, known);
    }
    return known;
  }

  /** The datagrams from one sender that a socket's program has had so far. */
  datagramsOf(endpoint: number, sender: number | null): Datagrams {
    return this.datagrams.get(`${String(endpoint)} ${String(sender)}`) ?? { numbers: new Set(), highest: 0 };
  }

  /** The stream of frames that is over with this event, or null. */
  streamEndedBy(event: number): number | null {
    return this.streamEnds.get(event) ?? null;
  }

  /** Whether what this endpoint sends are messages of TLS or SSH. */
  speaks(endpoint: number): boolean {
    return this.speakers.has(endpoint);
  }

  /** The first segment that carries the beginning of a message, or null where none has. */
  carrier(message: TraceMessage): TracePacket | null {
    return this.trace.packets.find((packet) => {
      if (packet.protocol !== "tcp" || packet.endpoint !== message.endpoint) return false;
      const { offset, length } = packet.segment;
      return offset <= message.start && message.start < offset + length;
    }) ?? null;
  }

  /** The packet with this id where it carries a segment, or null. */
  packet(id: number): TcpPacket | null {
    const packet = this.trace.packets[id];
    return packet?.protocol === "tcp" ? packet : null;
  }

  /** What there is to say of a packet that `event` sends again: see `Again`. */
  again(event: TraceEvent, packet: TracePacket): { readonly time: number; readonly count: number; readonly next: number | null } {
    const sending = this.sendings.get(original(this.trace.packets, packet).id);
    const fired = this.cause(event, "timer-fire", "receive");
    const started = fired?.kind === "timer-fire" && fired.endpoint !== null ? this.of(fired.endpoint).timerStarted : null;
    const timer = this.timerStarted(event, "retransmission");
    return {
      time: event.at - (started ?? sending?.last ?? event.at),
      count: (sending?.count ?? 0) + 1,
      next: timer === null ? null : timer.due - event.at,
    };
  }

  /** The timer of this name that the event's endpoint starts in the same instant, or null. */
  timerStarted(event: TraceEvent, timer: TimerName): TimerSet | null {
    const { events } = this.trace;
    for (const direction of [1, -1]) {
      for (let id = event.id + direction; events[id]?.at === event.at; id += direction) {
        const other = events[id];
        if (other?.kind === "timer-set" && other.timer === timer && other.endpoint === event.endpoint) return other;
      }
    }
    return null;
  }

  /** The endpoint at the other end of this one, or null where there is none (yet). */
  partner(endpoint: TraceEndpoint): TraceEndpoint | null {
    const { remote } = endpoint;
    if (remote === null) return null;
    return this.endpointAt(remote.host, remote.port, endpoint.host, endpoint.localPort);
  }

  /** How the endpoint that sent a segment was opened, or null where there is none. */
  opens(packet: TcpPacket): "active" | "passive" | null {
    const endpoint = packet.endpoint === null ? undefined : this.trace.endpoints[packet.endpoint];
    return endpoint?.protocol === "tcp" ? endpoint.open : null;
  }

  /** The endpoint that a segment is addressed to, or null. */
  addressee(packet: TcpPacket): TraceEndpoint | null {
    return this.endpointAt(this.receiverOf(packet), packet.segment.destinationPort, this.senderOf(packet), packet.segment.sourcePort);
  }

  private endpointAt(host: HostId, port: number, remoteHost: HostId, remotePort: number): TraceEndpoint | null {
    const found = this.trace.endpoints.filter(
      (one) => one.protocol === "tcp" && one.host === host && one.localPort === port && one.remote?.host === remoteHost && one.remote.port === remotePort,
    );
    return found.findLast((one) => this.of(one.id).state !== "CLOSED") ?? found.at(-1) ?? null;
  }

  /** Everything that an event brought about at the same instant, in order. */
  consequences(event: TraceEvent): readonly TraceEvent[] {
    const found: TraceEvent[] = [];
    const waiting: TraceEvent[] = [event];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const effect of this.effects.get(next.id) ?? []) {
        if (effect.at !== event.at || effect.id <= next.id) continue;
        found.push(effect);
        waiting.push(effect);
      }
    }
    return found.sort((a, b) => a.id - b.id);
  }

  /** The first segment that `host` sends in consequence of an event, at the same instant. */
  answer(event: TraceEvent, host: HostId): TcpPacket | null {
    for (const effect of this.consequences(event)) {
      if (effect.kind !== "send") continue;
      const packet = this.packet(effect.packet);
      if (packet?.from === host) return packet;
    }
    return null;
  }

  /** The nearest event up the chain of causes that is of one of these kinds. */
  cause<K extends TraceEvent["kind"]>(event: TraceEvent, ...kinds: readonly K[]): Extract<TraceEvent, { kind: K }> | null {
    let id = event.cause;
    while (id !== null) {
      const before = this.trace.events[id];
      if (before === undefined || before.id !== id) return null;
      if (isOf(before, kinds)) return before;
      if (before.cause !== null && before.cause >= id) return null;
      id = before.cause;
    }
    return null;
  }

  /** The segment whose arrival brought an event about at the same instant, without a program or a timer between them; or null. */
  arrival(event: TraceEvent): TcpPacket | null {
    const cause = this.cause(event, "receive", "call", "timer-fire");
    return cause?.kind === "receive" && cause.at === event.at ? this.packet(cause.packet) : null;
  }

  name(host: HostId): string {
    return this.trace.hosts.find((one) => one.id === host)?.name ?? host;
  }

  /** Sender and receiver of a packet by name; a proxy stands for whoever is behind it. */
  along(packet: TracePacket): Pair {
    return { host: this.name(this.senderOf(packet)), peer: this.name(this.receiverOf(packet)) };
  }

  /** Receiver and sender of a packet by name. */
  against(packet: TracePacket): Pair {
    return { host: this.name(this.receiverOf(packet)), peer: this.name(this.senderOf(packet)) };
  }

  /** Whom a proxy serves with a packet that comes to it: the one outside. */
  across(packet: TracePacket): { readonly peer: string } {
    return { peer: this.name(packet.from === this.trace.synProxy?.of ? this.receiverOf(packet) : packet.from) };
  }

  private senderOf({ from, source }: TracePacket): HostId {
    return from === this.trace.synProxy?.host ? this.bearerOf(source) ?? from : from;
  }

  private receiverOf({ to, destination }: TracePacket): HostId {
    return to === this.trace.synProxy?.host ? this.bearerOf(destination) ?? to : to;
  }

  private bearerOf(address: string | undefined): HostId | undefined {
    return this.trace.hosts.find((one) => one.address === address)?.id;
  }

  /** An event's host and the other end of its endpoint by name; a listener's other end is the other host. */
  pair(event: TraceEvent): Pair {
    const remote = event.endpoint === null ? null : this.trace.endpoints[event.endpoint]?.remote;
    const peer = remote?.host ?? this.trace.hosts.find((one) => one.id !== event.host)?.id ?? event.host;
    return { host: this.name(event.host), peer: this.name(peer) };
  }
}

function isOf<K extends TraceEvent["kind"]>(event: TraceEvent, kinds: readonly K[]): event is Extract<TraceEvent, { kind: K }> {
  return kinds.some((kind) => kind === event.kind);
}

/** Makes the step that an event is told by. */
export function step<K extends CaptionKey>(event: TraceEvent, key: K, packet: TracePacket | null, values: CaptionValues[K]): StepOf<K> {
  return { event: event.id, at: event.at, host: event.host, packet: packet?.id ?? null, key, values, rule: event.rule };
}

/** What is lost on the way is told of its sender, wherever the network dropped it. */
export function lost<K extends CaptionKey>(told: StepOf<K>, packet: TracePacket): StepOf<K> {
  return { ...told, host: packet.from };
}
