// What hosts and programs share: the schedule, the recorder, and the way to the network. Also what may wait in the schedule.

import type { Scheduler, TimerSlot } from "./kernel/index.ts";
import type { NetworkRule } from "./network/index.ts";
import type { Recorder } from "./recorder.ts";
import type { HostId, Stack } from "./scenario.ts";
import type { Segment, TcpTimer } from "./tcp/index.ts";
import type { PacketLoss } from "./trace.ts";
import type { Endpoint, Host } from "./host.ts";

/** A packet between hosts. */
export interface Packet {
  readonly id: number;
  readonly from: HostId;
  readonly to: HostId;
  readonly segment: Segment;
  /** The event of its sending. */
  readonly sent: number;
  /** The endpoint that sent it, or null. */
  readonly endpoint: number | null;
}

/** One copy of a packet on its way: it arrives, or is lost. */
export interface Passage {
  readonly kind: "passage";
  readonly packet: Packet;
  readonly loss: PacketLoss["why"] | null;
  readonly rule: NetworkRule;
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

export type Item = Passage | EndpointTimer | Alarm;

export interface World {
  readonly scheduler: Scheduler<Item>;
  readonly recorder: Recorder;
  readonly stack: Stack;
  readonly seed: number;
  /** The most that one step may send: the run's own limit of packets. */
  readonly burst: number;
  host(id: HostId): Host;
  /** Puts a segment on the wire. */
  transmit(
    from: Host, to: HostId, endpoint: number | null, segment: Segment, retransmission: boolean, cause: number | null, rule: string,
  ): void;
  /** Lets a segment appear at the door of `to` that bears the name of `from`. */
  inject(from: HostId, to: HostId, segment: Segment, cause: number | null): void;
  /** Something has happened that a program may be waiting for. */
  progressed(): void;
}
