// What hosts and programs share: the schedule, the recorder, and the way to the network. Also what may wait in the schedule.

import type { Bytes, Milliseconds, Scheduler, StreamStatus, TimerSlot } from "../kernel/index.ts";
import type { HostId, HostSpec, PacketLoss, Stack, TcpState } from "../contract/index.ts";
import type { NetworkRule } from "../network/index.ts";
import type { Payload, Recorder } from "../recording/index.ts";
import type { Segment, Tcb, TcpTimer } from "../tcp/index.ts";
import type { ByteStreams } from "./byte-streams.ts";
import type { FrameStreams } from "./frame-streams.ts";

/** Whom an address belongs to: a host, or nobody, where it stands for itself. */
export type Peer = HostId | number;

/** A packet on one of its ways. */
export interface Packet {
  readonly id: number;
  readonly from: HostId;
  readonly to: HostId;
  /** Whom it is for: `to`, or the host to whom `to` may pass it on. */
  readonly addressee: HostId;
  readonly payload: Payload;
  /** The event of its sending. */
  readonly sent: number;
  /** The endpoint that sent it, or null. */
  readonly endpoint: number | null;
  /** Whom the packet's source address belongs to: its sender, another host, or nobody, where the address itself stands. */
  readonly bearer: Peer;
  /** The flood that it belongs to, or null. */
  readonly flood: number | null;
  /** Who is told of it. */
  readonly recorder: Recorder;
}

/** Whoever takes packets. */
export interface Receiving {
  /** A packet arrives. */
  arrive(packet: Packet): void;
}

/** One copy of a packet on its way: it arrives, or is lost. */
export interface Passage {
  readonly kind: "passage";
  readonly packet: Packet;
  /** The host that it goes to. */
  readonly target: Receiving;
  readonly loss: PacketLoss["why"] | null;
  readonly rule: NetworkRule;
}

/** One end of a connection, or a listener, on its host. */
export interface Endpoint {
  readonly id: number;
  readonly host: HostView;
  readonly tcb: Tcb;
  /** Null for a listener. Where the peer's address is nobody's, the host that used it. */
  readonly peer: HostId | null;
  /** What is not as usual about the packets that it sends. */
  readonly cover: Cover;
  /** The listener that it came from, or null. */
  readonly listener: ListenerView | null;
  /** Where it waits at its listener. */
  place: "syn-queue" | "accept-queue" | null;
  /** How often its SYN+ACK's timer has expired. */
  timeouts: number;
  /** Whether the program holds this end: a connection that came to a listener is its own when it accepts it. */
  accepted: boolean;
  /** Who is told of what it does. */
  readonly recorder: Recorder;
  /** The event by which its program could use it, by ESTABLISHED as a rule; or null. */
  established: number | null;
  readonly progress: ConnectionProgress;
  readonly timers: Map<TcpTimer, EndpointTimer>;
}

/** What an endpoint may ask of the listener that it came from. */
export interface ListenerView {
  /** The connection has entered another state. */
  moved(endpoint: Endpoint, to: TcpState, event: number): void;
  /** Whether the last ACK of its handshake finds no room; if so, it has been dealt with. */
  refuses(endpoint: Endpoint, packet: Packet, segment: Segment): boolean;
  /** The timer of its SYN+ACK has expired: whether it is given up before its time. */
  losesPatience(endpoint: Endpoint): boolean;
}

/** What a connection has come to, with the event that says so; for those who wait for it. */
export interface ConnectionProgress {
  received: number;
  receivedBy: number | null;
  fin: number | null;
  closed: number | null;
}

/** The same of all of a host's connections together, and what else it has come to. */
export interface Progress extends ConnectionProgress {
  established: number | null;
  datagrams: number;
  datagramBy: number | null;
}

/** What the program of a host is told. */
export interface Audience {
  /** Whether the script says nothing of closing. */
  readonly closesItself: boolean;
  /** An OPEN has ended; `event` says so. */
  connected(endpoint: Endpoint, ok: boolean, event: number): void;
  /** Whether the program waits for a datagram now. */
  awaitsDatagram(): boolean;
  /** TLS or SSH over this connection is set up, or over; `event` says so. */
  session(endpoint: Endpoint, status: StreamStatus, event: number): void;
  /** The peer of this connection will send no more. */
  endOfFile(endpoint: Endpoint, event: number): void;
}

/** Whoever is on the network by a name, and takes and sends packets. */
export interface Station extends Receiving {
  readonly id: HostId;
  readonly spec: HostSpec;
}

/** What others may know of a host and ask of it. */
export interface HostView extends Station {
  readonly progress: Progress;
  /** The connection of this host with another that began last, living or not. */
  latestWith(remote: HostId): Endpoint | null;
  /** The connection of this host that began last of those with this port at either end, living or not. */
  latestOn(port: number): Endpoint | null;
  /** A timer of one of this host's endpoints goes off. */
  expire(slot: EndpointTimer): void;
}

/** A timer of an endpoint. */
export interface EndpointTimer extends TimerSlot {
  readonly kind: "timer";
  readonly endpoint: Endpoint;
  readonly timer: TcpTimer;
  /** The event that set it. */
  setBy: number | null;
}

/** Whoever acts by the scenario's words: a host's program, or an injected segment that waits for its time. */
export interface Actor {
  /** Does whatever can be done now. */
  proceed(): void;
  /** Its alarm has gone off. */
  wake(): void;
}

/** An actor to be woken. */
export interface Alarm extends TimerSlot {
  readonly kind: "alarm";
  readonly actor: Actor;
}

/** A SYN of a flood that is counted and not told, on its way: no more than its number, for a great many are on their way at once. */
export interface CountedSyn {
  readonly kind: "counted";
  readonly attacker: { arrive(syn: CountedSyn): void };
  readonly number: number;
  readonly loss: PacketLoss["why"] | null;
}

export type Item = Passage | EndpointTimer | Alarm | CountedSyn;

/** What is not as usual about a packet: addresses that are not the hosts' own, and who is told of it. */
export interface Cover {
  /** The address that it bears, where that is not its sender's. */
  readonly source?: number;
  /** The address it goes to, where nobody is. */
  readonly destination?: number;
  /** Absent: the run's own. */
  readonly recorder?: Recorder;
  /** The flood that it belongs to. */
  readonly flood?: number;
}

export interface World {
  readonly scheduler: Scheduler<Item>;
  readonly recorder: Recorder;
  readonly stack: Stack;
  readonly seed: number;
  /** The longest packet that a link takes; absent: the usual one. */
  readonly mtu?: Bytes | undefined;
  /** The most that one step may send: the run's own limit of packets. */
  readonly burst: number;
  readonly streams: FrameStreams;
  /** What the bytes of connections mean. */
  readonly contents: ByteStreams;
  host(id: HostId): HostView;
  /** Where segments for a host come first: at the proxy before it, or at the host itself. */
  entrance(id: HostId): Station;
  /** Whether a flood comes to this host. */
  isFlooded(host: HostId): boolean;
  /** Whether the lengths of a host's queues are worth telling: something in the scenario is about them. */
  tellsQueues(host: HostId): boolean;
  /** Whether this host logs in somewhere by SSH. */
  opensSsh(host: HostId): boolean;
  /** Whom an IPv4 address belongs to: a host, or nobody, where it stands for itself. */
  bearerOf(address: number): Peer;
  /** Puts a packet on the wire. `under` says what is not as usual about it. */
  transmit(
    from: Station, to: HostId, endpoint: number | null, payload: Payload, retransmission: boolean, cause: number | null, rule: string,
    under?: Cover,
  ): void;
  /** Puts a SYN of so many bytes on the wire of which nothing is told; `item` is what becomes of each copy. */
  launch(from: Station, to: HostId, size: Bytes, item: (loss: PacketLoss["why"] | null) => Item): void;
  /** Lets a segment appear at the door of `to` that bears the name of `from`, so much later. */
  inject(from: HostId, to: HostId, segment: Segment, after: Milliseconds, cause: number | null): void;
  /** Something has happened that a program may be waiting for. */
  progressed(): void;
}
