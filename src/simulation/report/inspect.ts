// Questions that can be asked of a trace, each answered by reading it and nothing else.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import { invariant } from "../kernel/index.ts";
import type { HostId, TcpPacket, TcpState, Trace, TraceEvent, TracePacket, TraceSegment } from "../contract/index.ts";

/** The flags of a segment as its label: `SYN+ACK`, `FIN+ACK`; `(none)` when it has none. */
export function flagLabel(segment: TraceSegment): string {
  return segment.flags.length === 0 ? "(none)" : segment.flags.join("+");
}

/** The packets that carry TCP segments, in order of sending. */
export function tcpPackets(trace: Trace): readonly TcpPacket[] {
  return trace.packets.filter((packet) => packet.protocol === "tcp");
}

/** Why a sequence or acknowledgement number has its value: the sum of these is the number, modulo 2^32. */
export interface NumberReason {
  /** The initial sequence number that it counts from. */
  readonly isn: number;
  /** Whose initial sequence number that is. */
  readonly isnOf: HostId;
  /** 1 when the SYN has been counted. */
  readonly syn: 0 | 1;
  /** The bytes of the stream counted so far. */
  readonly bytes: Bytes;
  /** 1 when the FIN has been counted. */
  readonly fin: 0 | 1;
}

/** A segment's numbers counted from the initial sequence numbers (SYN = 0, first byte = 1), and where they come from. */
export interface RelativeNumbers {
  readonly seq: number;
  /** Null without ACK. */
  readonly ack: number | null;
  /** Null for a reset whose number was taken from the other side's segment or is plainly 0. */
  readonly seqReason: NumberReason | null;
  /** Null without ACK. */
  readonly ackReason: NumberReason | null;
}

/** One direction of one connection, as far as its packets tell. */
interface Direction {
  readonly host: HostId;
  isn: number | null;
  /** The relative number of the FIN, once one was sent. */
  fin: number | null;
}

/** The relative numbers of every packet, by packet id; null for one that carries no segment. */
export function relativeNumbers(trace: Trace): readonly (RelativeNumbers | null)[] {
  const directions = new Map<string, Direction>();
  const direction = (host: HostId, port: number, peer: HostId, peerPort: number, side: HostId): Direction => {
    const key = `${host} ${String(port)} ${peer} ${String(peerPort)} ${side}`;
    let found = directions.get(key);
    if (found === undefined) {
      // What a proxy's client takes for the server's numbers, the proxy has chosen.
      const chosen = side !== "" && host === trace.synProxy?.of && side !== host ? trace.synProxy.host : host;
      found = { host: chosen, isn: null, fin: null };
      directions.set(key, found);
    }
    return found;
  };
  // A spoofed address is a party of its own, unless it is a host's.
  const bearer = (address: string | undefined): HostId | undefined => trace.hosts.find((host) => host.address === address)?.id ?? address;
  return trace.packets.map((packet) => {
    if (packet.protocol !== "tcp") return null;
    const { segment } = packet;
    const from = bearer(packet.source) ?? packet.from;
    const to = bearer(packet.destination) ?? packet.to;
    // The two sides of a proxy count from numbers of their own.
    const proxy = trace.synProxy?.host;
    const side = packet.from === proxy ? packet.to : packet.to === proxy ? packet.from : "";
    const own = direction(from, segment.sourcePort, to, segment.destinationPort, side);
    const other = direction(to, segment.destinationPort, from, segment.sourcePort, side);
    // What was injected says nothing about the numbers of the hosts, where they are known.
    const genuine = packet.injected === undefined;
    if (segment.flags.includes("SYN") && (genuine ? own.isn !== segment.seq : own.isn === null)) {
      own.isn = segment.seq;
      own.fin = null;
    }
    const seq = own.isn === null ? segment.seq : (segment.seq - own.isn) >>> 0;
    if (genuine && segment.flags.includes("FIN")) own.fin = seq + segment.length + (segment.flags.includes("SYN") ? 1 : 0);
    const ack = segment.ack === null ? null : other.isn === null ? segment.ack : (segment.ack - other.isn) >>> 0;
    return { seq, ack, seqReason: reason(own, seq), ackReason: ack === null ? null : reason(other, ack) };
  });
}

function reason(direction: Direction, relative: number): NumberReason | null {
  if (direction.isn === null) return null;
  const fin = direction.fin !== null && relative > direction.fin ? 1 : 0;
  return {
    isn: direction.isn,
    isnOf: direction.host,
    syn: relative === 0 ? 0 : 1,
    bytes: relative === 0 ? 0 : relative - 1 - fin,
    fin,
  };
}

/** A stretch of time that an endpoint spends in one state. */
export interface StateBand {
  readonly endpoint: number;
  readonly state: TcpState;
  readonly from: Milliseconds;
  /** The end of the run where the state lasts. */
  readonly to: Milliseconds;
  /** The event that began it, or null for the CLOSED before the first one. */
  readonly event: number | null;
}

/** The states of one endpoint from the beginning of the run to its end, CLOSED before and after its life. */
export function stateBands(trace: Trace, endpoint: number): readonly StateBand[] {
  const bands: StateBand[] = [];
  let state: TcpState = "CLOSED";
  let from: Milliseconds = 0;
  let event: number | null = null;
  for (const change of stateChanges(trace)) {
    if (change.endpoint !== endpoint) continue;
    if (change.at > from) bands.push({ endpoint, state, from, to: change.at, event });
    state = change.to;
    from = change.at;
    event = change.id;
  }
  bands.push({ endpoint, state, from, to: trace.end, event });
  return bands;
}

/** The state of one endpoint at a time, after everything that happens at that time. */
export function stateAt(trace: Trace, endpoint: number, at: Milliseconds): TcpState {
  let state: TcpState = "CLOSED";
  for (const change of stateChanges(trace)) {
    if (change.at > at) break;
    if (change.endpoint === endpoint) state = change.to;
  }
  return state;
}

/**
 * The states of one host as a single line: those of its connections, the latest one that lives; where none does, those of
 * its listener. So a server is LISTEN, then SYN-RECEIVED …, then LISTEN again.
 */
export function hostBands(trace: Trace, host: HostId): readonly StateBand[] {
  const states = new Map<number, { state: TcpState; event: number | null }>();
  const bands: StateBand[] = [];
  let current: StateBand = { endpoint: firstEndpoint(trace, host), state: "CLOSED", from: 0, to: trace.end, event: null };
  for (const change of stateChanges(trace)) {
    if (change.host !== host || change.endpoint === null) continue;
    states.set(change.endpoint, { state: change.to, event: change.id });
    const shown = shownEndpoint(trace, states) ?? change.endpoint;
    const now = states.get(shown);
    invariant(now !== undefined, "a host shows an endpoint without a state", { host, shown });
    if (now.state === current.state && shown === current.endpoint) continue;
    if (change.at > current.from) bands.push({ ...current, to: change.at });
    current = { endpoint: shown, state: now.state, from: change.at, to: trace.end, event: change.id };
  }
  bands.push(current);
  return bands;
}

/** The latest connection that lives, else the listener that lives, else undefined. */
function shownEndpoint(trace: Trace, states: ReadonlyMap<number, { state: TcpState }>): number | undefined {
  let connection: number | undefined;
  let listener: number | undefined;
  for (const [id, { state }] of states) {
    if (state === "CLOSED") continue;
    if (trace.endpoints[id]?.remote === null) listener = id;
    else if (state !== "LISTEN") connection = id;
  }
  return connection ?? listener;
}

function firstEndpoint(trace: Trace, host: HostId): number {
  return trace.endpoints.find((endpoint) => endpoint.host === host)?.id ?? -1;
}

/** Every change of state in order. */
export function stateChanges(trace: Trace): readonly Extract<TraceEvent, { readonly kind: "state" }>[] {
  return trace.events.filter((event) => event.kind === "state");
}

/** Why an event happened: the events that led to it, the first cause first, itself last. */
export function causeChain(trace: Trace, event: number): readonly TraceEvent[] {
  const chain: TraceEvent[] = [];
  for (let id: number | null = event; id !== null;) {
    const link: TraceEvent | undefined = trace.events[id];
    invariant(link !== undefined, "no such event", { id });
    chain.push(link);
    id = link.cause;
  }
  return chain.reverse();
}

/** The events that speak of a packet: its sending, its copies, its arrivals and losses, in order. */
export function eventsOfPacket(trace: Trace, packet: number): readonly TraceEvent[] {
  return trace.events.filter((event) => "packet" in event && event.packet === packet);
}

/** The first packet that carried what this one carries: itself, unless it is a retransmission. */
export function firstSending(trace: Trace, packet: TracePacket): TracePacket {
  let first = packet;
  for (let before = packet.retransmissionOf; before !== null; before = first.retransmissionOf) {
    const earlier = trace.packets[before];
    invariant(earlier !== undefined && earlier.id < first.id, "a retransmission points at no earlier packet", { packet: packet.id });
    first = earlier;
  }
  return first;
}
