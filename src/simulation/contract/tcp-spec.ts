// CONTRACT IN: what one host's TCP is set to.

import type { Bytes, Milliseconds } from "../kernel/index.ts";

/** What one host's TCP is set to. Times in milliseconds, sizes in bytes. */
export interface TcpSpec {
  /**
   * Initial sequence number of this host's first connection, unsigned 32-bit; each further one begins 100 higher. Absent: made
   * by clock and hash (RFC 9293 §3.4.1).
   */
  readonly isn?: number;
  /** Largest segment that this host accepts (RFC 9293 §3.7.1). */
  readonly mss: Bytes;
  /** Size of the receive buffer, and so the largest window offered. Absent: 65,535; for `linux` it grows as it is needed. */
  readonly receiveBuffer?: Bytes;
  /** RTO before the first measurement (RFC 6298 §2.1). */
  readonly initialRto: Milliseconds;
  /** Lower bound of the RTO (RFC 6298 §2.4). */
  readonly minRto: Milliseconds;
  /** Upper bound of the RTO (RFC 6298 §2.5). */
  readonly maxRto: Milliseconds;
  /** How often a SYN or SYN+ACK is sent again before the attempt is given up. */
  readonly synRetries: number;
  /** How often a SYN+ACK is sent again; absent: as often as a SYN, for `linux` 5 times. */
  readonly synAckRetries?: number;
  /** How often a SYN is sent again before that without doubling the timeout; absent: 0, for `linux` 4. */
  readonly synLinearTimeouts?: number;
  /** How often data or FIN is sent again before the connection is given up (R2 of RFC 9293 §3.8.3). */
  readonly dataRetries: number;
  /**
   * How often the same segment is sent again before the program is told that something is wrong (R1 of RFC 9293 §3.8.3): a SYN, data or FIN.
   * Absent: 3. `textbook` alone, for a kernel tells its programs nothing.
   */
  readonly adviceRetries?: number;
  /** Maximum segment lifetime; TIME-WAIT lasts twice as long (RFC 9293 §3.6.1). */
  readonly msl: Milliseconds;
  /** Whether small segments wait while data is unacknowledged (RFC 9293 §3.7.4); absent: they do. */
  readonly nagle?: boolean;
  /**
   * Congestion control (RFC 5681, RFC 6582; RFC 9438 for `linux` alone); absent: NewReno, for `linux` CUBIC. `reno` ends a
   * recovery with its first partial acknowledgement, which for `linux` is the same as `newreno`. `none`, for `textbook` alone, sends whatever the peer's window lets go.
   */
  readonly congestion?: "none" | "reno" | "newreno" | "cubic";
  /** Whether losses at the end are probed for (RFC 8985 §7), and timeouts doubted (RFC 5682); absent: not, for `linux` they are. */
  readonly tailLossProbe?: boolean;
  readonly fRto?: boolean;
  /** The send buffer that the program asks for; absent: it grows as it is needed. Only `linux` has one. */
  readonly sendBuffer?: Bytes;
  /** How long a program that has waited for room in the send buffer takes to go on; absent: no time. */
  readonly wakeUp?: Milliseconds;
  /** The initial congestion window in segments (RFC 6928); absent: 2 to 4 by their size (RFC 5681), for `linux` 10. */
  readonly initialWindow?: number;
  /** Whether timestamps are offered (RFC 7323 §3); absent: not, for `linux` they are. */
  readonly timestamps?: boolean;
  /** Whether selective acknowledgement is offered (RFC 2018); absent: not, for `linux` it is. */
  readonly sack?: boolean;
  /** Whether SACK also tells what has come twice (RFC 2883); absent: it does. */
  readonly dsack?: boolean;
  /** Whether window scaling is offered, by the shift that the receive buffer needs (RFC 7323 §2); absent: not, for `linux` it is. */
  readonly windowScale?: boolean;
  /** Fast Open (RFC 7413): a server gives cookies and takes data with a SYN that brings one, a client asks for them; absent: off. */
  readonly fastOpen?: boolean;
  /** Probing an idle connection (RFC 9293 §3.8.4); absent: off. */
  readonly keepAlive?: KeepAlive;
  /** How long data may stay unacknowledged before the connection is aborted (RFC 9293 §3.9.1.1); absent: no such bound. */
  readonly userTimeout?: Milliseconds;
  /** How long FIN-WAIT-2 lasts when the program has closed the connection (`tcp_fin_timeout`); `linux` alone; absent: 60,000. */
  readonly finTimeout?: Milliseconds;
  /** How often data or FIN is sent again when the program has closed the connection (`tcp_orphan_retries`); `linux` alone; absent: 8. */
  readonly orphanRetries?: number;
  /** How long an acknowledgement may wait for company (RFC 9293 §3.8.6.3), below 500; 0: not at all. Absent: 0, for `linux` 40. */
  readonly delayedAck?: Milliseconds;
  /**
   * How many connections may wait at a listener that says nothing of it itself: half-open ones, and open ones that are not accepted.
   * Absent: as many as come, but 65,535 in a flood; for `linux` 4096.
   */
  readonly backlog?: number;
  /** When a listener answers SYNs by cookies (RFC 4987 §3.6); absent: `off`, for `linux` `when-full`. */
  readonly synCookies?: "off" | "when-full" | "always";
  /** Whether a connection that finds the accept queue full is reset; absent: it is not, and its last ACK is ignored. */
  readonly abortOnOverflow?: boolean;
  /** Whether the oldest half-open connection makes room when the SYN queue is full and no cookie is sent (RFC 4987 §3.4); absent: it does not. */
  readonly recyclesOldest?: boolean;
  /** Half-open connections of a listener that answers without cookies, its last quarter kept free (`tcp_max_syn_backlog`); `linux` alone; absent: 2048. */
  readonly maxSynBacklog?: number;
}

/** When an idle connection is probed, and when it is given up. */
export interface KeepAlive {
  /** Silence before the first probe. */
  readonly idle: Milliseconds;
  /** From one probe without an answer to the next. */
  readonly interval: Milliseconds;
  /** So many probes without an answer end the connection. */
  readonly probes: number;
}
