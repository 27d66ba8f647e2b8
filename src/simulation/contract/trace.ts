// CONTRACT OUT: what happened, as plain, deeply readonly data that survives JSON. Everything downstream reads only this.

import type { Citation, Milliseconds } from "../kernel/index.ts";
import type { TraceEvent } from "./event.ts";
import type { CounterName, FrameStream, TraceFlood, TraceMessage } from "./flow.ts";
import type { TracePacket } from "./packet.ts";
import type { HostId, Stack } from "./scenario.ts";

export type { Flag } from "./scenario.ts";
export type * from "./event.ts";
export type * from "./flow.ts";
export type * from "./packet.ts";

export interface Trace {
  readonly stack: Stack;
  readonly seed: number;
  readonly hosts: readonly TraceHost[];
  /** Every TCP endpoint and UDP socket that came to be, in order of creation; `id` is its place in this list. */
  readonly endpoints: readonly TraceEndpoint[];
  /** Every packet that was sent, in order of sending; `id` is its place in this list. */
  readonly packets: readonly TracePacket[];
  /** Everything that happened, in order of time, then of cause; `id` is its place in this list. */
  readonly events: readonly TraceEvent[];
  /** The messages of TLS, SSH and HTTP, in the order in which they were written; `id` is the place in this list. Absent where there is none. */
  readonly messages?: readonly TraceMessage[];
  /** The streams of frames that programs sent, in order; `stream` is the place in this list. Absent where there is none. */
  readonly streams?: readonly FrameStream[];
  /** The floods of the run, in order; `flood` of a packet is the place in this list. Absent where there is none. */
  readonly floods?: readonly TraceFlood[];
  /** What each host has counted at its listeners, by the names under which a kernel reports it; a counter that never moved is absent. */
  readonly counters: Readonly<Record<HostId, Readonly<Partial<Record<CounterName, number>>>>>;
  /** The host that stands beside another to be compared with it (`Scenario.twin`). */
  readonly twin?: { readonly host: HostId; readonly of: HostId };
  /** The SYN proxy that stands before a host (`Scenario.synProxy`). */
  readonly synProxy?: { readonly host: HostId; readonly of: HostId };
  /** The clause behind each rule id that occurs in `events`. */
  readonly rules: Readonly<Record<string, Citation>>;
  /** Time of the last event. */
  readonly end: Milliseconds;
  /** The limit that cut the run short, or null when it ended by itself. */
  readonly truncated: Truncation | null;
}

export interface Truncation {
  readonly limit: "events" | "packets" | "time";
  readonly value: number;
  readonly at: Milliseconds;
}

export interface TraceHost {
  readonly id: HostId;
  readonly name: string;
  readonly address: string;
  readonly port: number;
  /** No machine is there: an address and no more. */
  readonly absent?: true;
}

/** One end of a connection, or a listener, or a UDP socket, told apart by `protocol`. */
export type TraceEndpoint = TcpEndpoint | UdpEndpoint;

interface EndpointBase {
  readonly id: number;
  readonly host: HostId;
  readonly localPort: number;
  /** Null for a listener, and for a UDP socket that is connected to nobody. */
  readonly remote: { readonly host: HostId; readonly port: number } | null;
}

/** One end of a TCP connection, or a listener. A connection accepted by a listener is an endpoint of its own. */
export interface TcpEndpoint extends EndpointBase {
  readonly protocol: "tcp";
  readonly open: "active" | "passive";
  /** The listener that this endpoint came from, or null. */
  readonly listener: number | null;
}

/** A UDP socket (RFC 768). It has no state: it is there or not. */
export interface UdpEndpoint extends EndpointBase {
  readonly protocol: "udp";
}
