// CONTRACT IN: everything that a run depends on, as plain data. The same scenario gives the same trace, byte for byte.

import type { Bytes, Milliseconds, Ratio } from "../kernel/index.ts";
import type { HostId, HostSpec } from "./host-spec.ts";
import type { FaultSpec, Flood, Injection } from "./mishaps.ts";
import type { Statement } from "./script.ts";

export type * from "./host-spec.ts";
export type * from "./mishaps.ts";
export type * from "./script.ts";
export type * from "./tcp-spec.ts";

/** One run: who takes part, what lies between them, what goes wrong, and what the programs on the hosts do. */
export interface Scenario {
  readonly stack: Stack;
  readonly hosts: readonly HostSpec[];
  readonly network: NetworkSpec;
  readonly faults: readonly FaultSpec[];
  readonly script: readonly Statement[];
  /** Segments that nobody on the hosts sends: old duplicates, and what an attacker makes up. */
  readonly injections?: readonly Injection[];
  /**
   * A host that stands beside another so that two ways of sending can be compared: for the nth packet with data to either, luck is
   * the same, and scripted faults count each by itself.
   */
  readonly twin?: { readonly host: HostId; readonly of: HostId };
  /** The SYN proxy that stands before a host (RFC 4987 §3.8), as one of the hosts, and the round trip between the two. */
  readonly synProxy?: { readonly host: HostId; readonly of: HostId; readonly rtt: Milliseconds };
  /** SYNs in great number from hosts that bear other hosts' names (RFC 4987). */
  readonly floods?: readonly Flood[];
  /** Seed of every random stream of the run, an unsigned 32-bit integer. */
  readonly seed: number;
  readonly limits: Limits;
}

/** `textbook`: what the RFCs say, small numbers, no options unless asked for. `linux`: what a real kernel does. */
export type Stack = "textbook" | "linux";

/** The network between every two hosts; both directions are alike, each with its own random stream. */
export interface NetworkSpec {
  /** Round-trip time without queueing: half of it each way. */
  readonly rtt: Milliseconds;
  /** Added to each packet's delay, uniform from 0 to this. */
  readonly jitter: Milliseconds;
  /** Bits per second; absent: sending takes no time. */
  readonly rate?: number;
  /** Packets that may wait for the link when `rate` is set; further ones are dropped. */
  readonly queue: number;
  readonly loss: Ratio;
  /** Share of packets held back by `reorderDelay`, so that later ones overtake them. */
  readonly reordering: Ratio;
  readonly reorderDelay: Milliseconds;
  readonly duplication: Ratio;
  /** The longest packet that a link takes, IPv4 header counted in; IP cuts longer datagrams into fragments. Absent: 1500 bytes. */
  readonly mtu?: Bytes;
}

/** Bounds that end a run which would not end by itself; a run that hits one says so in `Trace.truncated`. */
export interface Limits {
  readonly events: number;
  readonly packets: number;
  readonly time: Milliseconds;
}
