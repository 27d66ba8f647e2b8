// A segment at its host: taken to the connection or listener that it belongs to, or answered where there is none (RFC 9293 §3.10.7).

import type { Moment } from "../recording/index.ts";
import type { Segment, Turn } from "../tcp/index.ts";
import { mayReopen, step, stepWithoutConnection } from "../tcp/index.ts";
import type { Connections } from "./connections.ts";
import type { InitialNumbers } from "./initial-numbers.ts";
import type { Listener } from "./listener.ts";
import type { Listeners } from "./listeners.ts";
import type { Endpoint, Packet, World } from "./world.ts";

/** What is asked of the host. */
export interface ArrivalHost {
  readonly world: World;
  readonly connections: Connections;
  readonly listeners: Listeners;
  readonly initialNumbers: InitialNumbers;
  carryOut(endpoint: Endpoint, turn: Turn, cause: number): void;
  /** Answers a packet that belongs to no connection. */
  answer(packet: Packet, turn: Turn, endpoint: number | null, cause: number): void;
  /** Lets an endpoint go without a word. */
  vanish(endpoint: Endpoint, cause: number, rule: string): void;
  moment(endpoint: number | null, cause: number | null, rule: string): Moment;
}

/** Serves a segment that has come. */
export function arriveSegment(host: ArrivalHost, packet: Packet, segment: Segment): void {
  const connection = host.connections.find(packet.bearer, segment.destinationPort, segment.sourcePort);
  if (connection !== undefined && !mayReopen(connection.tcb, segment)) {
    take(host, connection, packet, segment);
    return;
  }
  const listener = host.listeners.on(segment.destinationPort);
  if (connection !== undefined) {
    if (listener !== undefined) reopen(host, connection, listener, packet, segment);
    else take(host, connection, packet, segment);
    return;
  }
  if (listener !== undefined) {
    listener.meet(packet, segment);
    return;
  }
  const turn = stepWithoutConnection(segment, host.world.scheduler.now);
  const event = packet.recorder.receive(host.moment(null, packet.sent, turn.rule), packet.id, turn.outcome);
  host.answer(packet, turn, null, event);
}

/** A connection that only lingers makes room for its next incarnation. */
function reopen(host: ArrivalHost, old: Endpoint, listener: Listener, packet: Packet, segment: Segment): void {
  host.vanish(old, packet.sent, "tcp.time-wait.reopened");
  host.initialNumbers.after(old.tcb, () => { listener.meet(packet, segment); });
}

function take(host: ArrivalHost, endpoint: Endpoint, packet: Packet, segment: Segment): void {
  if (endpoint.listener?.refuses(endpoint, packet, segment) === true) return;
  const turn = step(endpoint.tcb, { kind: "segment", segment }, host.world.scheduler.now);
  const event = packet.recorder.receive(host.moment(endpoint.id, packet.sent, turn.rule), packet.id, turn.outcome);
  host.carryOut(endpoint, turn, event);
  // A program may be waiting for so many bytes.
  if (!endpoint.tcb.reading) host.world.progressed();
}
