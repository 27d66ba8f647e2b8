// CONTRACT IN: what the programs on the hosts do, line by line.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { HostId } from "./host-spec.ts";
import type { KeepAlive } from "./tcp-spec.ts";

/**
 * One line of the script. The statements of one host run in order, each when the one before it has completed: a connect
 * when the connection is established or has failed, a wait when its time is over, everything else at once. The hosts do
 * not wait for one another unless `when` or `at` says so. What needs a connection waits until the host has one; after a
 * connect that failed it is skipped, up to the next connect or listen. A host whose script never closes, shuts down or
 * aborts closes by itself when it has read to the end of file and its statements are done.
 */
export interface Statement {
  readonly host: HostId;
  /** Not before this time. */
  readonly at?: Milliseconds;
  /** Not before this has happened. */
  readonly when?: Trigger;
  readonly call: Call;
  /** Statements of one host with different numbers run side by side, each number's in order; absent: 0. */
  readonly strand?: number;
  /** The call is about the latest connection that has this port at either end; absent: about the host's latest. */
  readonly port?: number;
}

/** Something that a statement waits for: of the latest connection with `port` at either end, or of all that the host has had. */
export type Trigger =
  | { readonly kind: "established"; readonly host: HostId; readonly port?: number }
  | { readonly kind: "received"; readonly host: HostId; readonly bytes: Bytes; readonly port?: number }
  /** So many datagrams have been read by the host's program. */
  | { readonly kind: "received-datagrams"; readonly host: HostId; readonly count: number }
  | { readonly kind: "received-fin"; readonly host: HostId; readonly port?: number }
  | { readonly kind: "closed"; readonly host: HostId; readonly port?: number };

/** What a program asks of its TCP (RFC 9293 §3.9.1), or does besides. */
export type Call =
  /**
   * `accepts`: whether the program takes the connections that come, which is the case where nothing else is said. `backlog`: how
   * many may wait to be taken (listen(2)). `to`: for a connection with the own port of this host and no other, which a `send` makes active
   * (RFC 9293 §3.9.1.1, a fully specified passive OPEN); `textbook` alone, for no socket interface has it.
   */
  | { readonly kind: "listen"; readonly accepts?: boolean; readonly backlog?: number; readonly to?: HostId }
  /**
   * Takes connections that wait at the listener, the longest waiting first: so many, as soon as that many wait; without `count`
   * every one from now on, one at a time with `every` between them where that is given.
   */
  | { readonly kind: "accept"; readonly count?: number; readonly every?: Milliseconds }
  /** `port`: the one to connect from, and no other. `waits`: false where the next statement does not wait for the outcome. */
  | {
      readonly kind: "connect"; readonly to: HostId; readonly port?: number; readonly waits?: boolean;
      /** Written with the call, so that the SYN may take it along (RFC 7413 §4.2). */
      readonly bytes?: Bytes; readonly text?: string;
    }
  | { readonly kind: "send"; readonly bytes: Bytes; readonly text?: string }
  | { readonly kind: "close" }
  /** Sends no more, and reads on (RFC 9293 §3.6.1). */
  | { readonly kind: "shutdown" }
  | { readonly kind: "abort" }
  /** Reads no more until told to: what arrives fills the receive buffer. */
  | { readonly kind: "stop-reading" }
  | { readonly kind: "read" }
  /** Asks how the connection stands (RFC 9293 §3.9.1.5): at once, in whatever state it is; the listener where there is none yet. */
  | { readonly kind: "status" }
  /** Waits until so many bytes are there and reads them, or what there is when no more will come. A host with such statements reads by itself only after the last of them. */
  | { readonly kind: "receive"; readonly bytes: Bytes }
  /** Switches the Nagle algorithm or keep-alive while the connection is open. */
  | { readonly kind: "set"; readonly nagle?: boolean; readonly keepAlive?: KeepAlive }
  /** The process ends: every connection is closed, and every listener; connections that were not accepted are reset. */
  | { readonly kind: "exit" }
  /** The host loses every connection and listener without a word, as by a power cut (RFC 9293 §3.5.1). */
  | { readonly kind: "crash" }
  | { readonly kind: "wait"; readonly time: Milliseconds }
  /**
   * Opens a UDP socket (RFC 768) on `port`, absent: the host's own. `to`: connected (connect(2)), so that it hears of nobody else, and of
   * ICMP errors; without it, such errors pass it by.
   */
  | { readonly kind: "open-udp"; readonly port?: number; readonly to?: HostId }
  /** Sends a datagram; where no socket is open on `fromPort` (absent: the host's own port), one is opened. `toPort`: absent, the other host's. */
  | { readonly kind: "send-datagram"; readonly to: HostId; readonly bytes: Bytes; readonly text?: string; readonly fromPort?: number; readonly toPort?: number }
  | { readonly kind: "close-udp"; readonly port?: number }
  /**
   * Opens TLS over the host's connection, and goes on once the handshake is over or has failed. From then on what the host sends and
   * receives is application data, and a close begins with close_notify. `resume`: takes an earlier session up; where this run had none, one
   * of an earlier day. `early`: sent with the first flight where the session allows it (RFC 8446 §2.3), else after the handshake.
   */
  | {
    readonly kind: "open-tls"; readonly version?: "1.3" | "1.2"; readonly resume?: true; readonly early?: { readonly bytes: Bytes; readonly text?: string };
  }
  /**
   * Logs in by SSH over the host's connection, and goes on once that is done or has failed. From then on what the host sends goes
   * through the session, and a close ends it.
   */
  | { readonly kind: "open-ssh" }
  /**
   * Changes the keys of what TLS 1.3 or SSH encrypts with. TLS changes those of its own direction, and with `both` asks the other end to
   * do so too (RFC 8446 §4.6.3); SSH exchanges keys anew, for both (RFC 4253 §9). Nothing happens where neither speaks.
   */
  | { readonly kind: "change-keys"; readonly both?: true }
  /** Runs a command at the other end by SSH, which prints so many bytes; goes on when it has ended. */
  | { readonly kind: "run"; readonly command: string; readonly answer: Bytes }
  | FramesCall;

/**
 * Sends a stream of equal frames at a steady pace, as voice and video are sent: over the host's connection, or each in a datagram of
 * its own. Completed when the last one is handed over.
 */
export interface FramesCall {
  readonly kind: "send-frames";
  readonly over: "tcp" | "udp";
  readonly to: HostId;
  readonly bytes: Bytes;
  readonly count: number;
  readonly every: Milliseconds;
  /**
   * How long after its arrival the receiver plays the first frame that comes; each further one is due `every` later, and what is not
   * there by then is of no use. Absent: it has no clock to keep.
   */
  readonly playOut?: Milliseconds;
}
