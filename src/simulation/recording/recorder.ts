// What is told of a run as it happens, in order: a recorder numbers endpoints, packets and events.

import type { Bytes, Milliseconds, StreamProtocol, StreamStatus } from "../kernel/index.ts";
import type { CallError, ConnectionStatus, CounterName, HostId, Outcome, PacketLoss, Signal, TcpEndpoint, TcpState, TimerName, TraceEvent, TraceMessage, TracePacket, UdpEndpoint, VariableName } from "../contract/index.ts";
import type { Payload } from "./payload.ts";

/** Where and why something happens: what every event has. */
export interface Moment {
  readonly at: Milliseconds;
  readonly host: HostId;
  readonly endpoint: number | null;
  readonly cause: number | null;
  readonly rule: string;
}

/** An endpoint that has no id yet. */
export type NewEndpoint = Omit<TcpEndpoint, "id"> | Omit<UdpEndpoint, "id">;

/** Is told everything as it happens, in order; gives each thing its id. */
export interface Recorder {
  /** Whether anyone will look at the events, so that it is worth telling each changed variable. */
  readonly observed: boolean;
  readonly eventCount: number;
  readonly packetCount: number;
  endpoint(endpoint: NewEndpoint): number;
  /** A packet is about to be sent; `retransmission` says that its sequence space was sent before, `injected` that no host sends it. */
  packet(
    from: HostId, to: HostId, endpoint: number | null, at: Milliseconds, payload: Payload, retransmission: boolean, injected: boolean,
    marks?: Marks,
  ): number;
  call(moment: Moment, call: string, statement: number | null): number;
  /** `about`: what of a stream a call was about that had to wait, see the event of this name. */
  result(moment: Moment, call: string, outcome: "ok" | CallError, about?: Stretch): number;
  status(moment: Moment, status: ConnectionStatus): number;
  signal(moment: Moment, signal: Signal): number;
  /** `copies` is how many are on their way now. */
  send(moment: Moment, packet: number, copies: number): number;
  receive(moment: Moment, packet: number, outcome: Outcome): number;
  drop(moment: Moment, packet: number, why: PacketLoss["why"]): number;
  duplicate(moment: Moment, packet: number): number;
  state(moment: Moment, from: TcpState, to: TcpState): number;
  timerSet(moment: Moment, timer: TimerName, due: Milliseconds): number;
  timerCancel(moment: Moment, timer: TimerName): number;
  timerFire(moment: Moment, timer: TimerName): number;
  deliver(moment: Moment, offset: Bytes, bytes: Bytes, fin: boolean): number;
  deliverDatagram(moment: Moment, packet: number, bytes: Bytes): number;
  frame(moment: Moment, stream: number, number: number, verdict: FrameVerdict): number;
  variable(moment: Moment, name: VariableName, value: number): number;
  /** A program is about to hand a message to TCP. */
  message(message: NewMessage): number;
  /** The peer's program has been handed the last byte of a message. */
  messageDelivered(message: number, at: Milliseconds): void;
  writeMessage(moment: Moment, message: number): number;
  /** A program has taken a message of this name, the first that its peer wrote and that it has not yet taken. */
  readMessage(moment: Moment, protocol: StreamProtocol, name: string): number;
  deliverData(moment: Moment, protocol: StreamProtocol, bytes: Bytes, name: string | null): number;
  session(moment: Moment, protocol: StreamProtocol, status: StreamStatus, why: string | null): number;
  /** A queue of a listener is so long now. */
  queue(moment: Moment, queue: "syn" | "accept", length: number, capacity: number | null): number;
  /** The same where there are many such changes: of those within so long one, the highest, the lowest and the latest are kept. */
  sample(moment: Moment, queue: "syn" | "accept", length: number, capacity: number | null, within: Milliseconds): number;
  /** A counter of a host goes up by one. */
  count(host: HostId, name: CounterName): void;
}

/** Bytes that a call is about, and where in the stream they begin, if that is known. */
export type Stretch = Pick<Extract<TraceEvent, { readonly kind: "result" }>, "offset" | "bytes">;

/** A message that has no id yet, and has not come anywhere. */
export type NewMessage = Omit<TraceMessage, "id" | "deliveredAt">;

/** What is told of a packet only where it is not as usual. */
export type Marks = Pick<TracePacket, "source" | "destination" | "flood">;

/** The id of what was counted and not told. */
export const UNTOLD = -1;

/** What the receiver makes of a frame: see the event of this name. */
export type FrameVerdict = Pick<Extract<TraceEvent, { readonly kind: "frame" }>, "late" | "outOfOrder" | "duplicate">;
