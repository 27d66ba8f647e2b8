// CONTRACT IN: what goes wrong on the way, and what nobody on the hosts has sent.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { HostId } from "./host-spec.ts";
import type { Trigger } from "./script.ts";

/** A scripted fault: of the packets sent by `from` that fit `match`, it befalls the `nth` (from 1), and those behind it up to `last`. */
export interface FaultSpec {
  readonly kind: "drop" | "delay" | "duplicate" | "corrupt";
  readonly from: HostId;
  readonly match: PacketMatch;
  readonly nth: number;
  /** The last one that it befalls, itself included; null: there is no last one; absent: the `nth` alone. */
  readonly last?: number | null;
  /** Extra delay for `delay`; distance of the copy for `duplicate`. */
  readonly by?: Milliseconds;
}

/**
 * Which packets a fault counts. Flag names mean exactly these flags besides PSH and ECN (`"SYN"` is not `"SYN+ACK"`);
 * `"ACK"` is a segment with ACK alone and no data; `"FIN"` and `"RST"` fit with or without ACK; `"data"` carries bytes of a program,
 * in a segment or a datagram; `"datagram"` is UDP, with the first piece where IP has cut it, `"fragment"` any such piece, `"ICMP"` a message of ICMP.
 */
export type PacketMatch = "packet" | "SYN" | "SYN+ACK" | "ACK" | "FIN" | "RST" | "data" | "datagram" | "fragment" | "ICMP";

/** The control bits of a segment by name. */
export type Flag = "SYN" | "ACK" | "FIN" | "RST" | "PSH" | "URG" | "ECE" | "CWR";

/**
 * A segment that appears at the door of `to` and bears the name of `from`. Nothing befalls it on the way. Its ports are those of
 * the latest connection between the two, or else the hosts' own; where `port` is given, it is its source port, and the latest
 * connection from there is meant.
 */
export interface Injection {
  readonly from: HostId;
  readonly to: HostId;
  /** Not before this time; absent: 0. */
  readonly at?: Milliseconds;
  /** Not before this has happened. */
  readonly when?: Trigger;
  /** How long it takes on the way; absent: no time. */
  readonly after?: Milliseconds;
  readonly flags: readonly Flag[];
  /** Counted from the initial sequence number of `from`, which is 0; may be negative. */
  readonly seq: number;
  /** Counted from the initial sequence number of `to`; absent: 0 in the header. */
  readonly ack?: number;
  readonly length?: Bytes;
  readonly window?: number;
  /** The urgent pointer, counted from `seq`, which means something where URG is among the flags; absent: 0. */
  readonly urgent?: number;
  /** The MSS option; absent: no option. */
  readonly mss?: Bytes;
  readonly port?: number;
}

/**
 * A SYN flood (RFC 4987 §2): a host sends SYNs that bear other addresses than its own and answers nothing. What such an address is
 * sent is lost where nobody has it; a host that has it answers as it must.
 */
export interface Flood {
  /** The host that sends them. */
  readonly from: HostId;
  readonly to: HostId;
  /** How many SYNs, and how long from one to the next. */
  readonly count: number;
  readonly every: Milliseconds;
  /** Not before this time; absent: 0. */
  readonly at?: Milliseconds;
  /** Not before this has happened. */
  readonly when?: Trigger;
  /** The addresses that they bear in turn, from `first` on; absent: 10.0.0.1 and on, one for each SYN. */
  readonly sources?: { readonly first: string; readonly count: number };
  /** Their source ports in turn; absent: 1024 to 65,535. */
  readonly ports?: { readonly first: number; readonly count: number };
  /** What they offer (RFC 9293 §3.7.1, RFC 2018, RFC 7323); absent: nothing. */
  readonly options?: { readonly mss?: Bytes; readonly sack?: boolean; readonly timestamps?: boolean; readonly windowScale?: number };
  /** Which of them the trace tells packet by packet, counted from 0; the others it counts. Absent: the first 1000. */
  readonly told?: { readonly first: number; readonly count: number };
}
