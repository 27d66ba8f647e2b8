// What one host's TCP is set to, every value settled: the scenario's own words, else what the stack does by default.

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { KeepAlive, Stack, TcpSpec } from "../contract/index.ts";
import type { Clock } from "./clock/clock.ts";
import { PLAIN_CLOCK } from "./clock/plain.ts";
import { HANDSHAKE_CLOCK, WHEEL_CLOCK } from "./clock/wheel.ts";
import { bufferFor, DEFAULT_BUFFER, firstWindow, shiftFor as linuxShiftFor } from "./receive/first-window.ts";
import { shiftFor } from "./segment/options.ts";

export interface Settings {
  readonly stack: Stack;
  readonly clock: Clock;
  /** Which clock the timers of SYN and SYN+ACK go by. */
  readonly handshakeClock: Clock;
  readonly mss: Bytes;
  /** Segments are not cut smaller, whatever the peer says that it takes. */
  readonly leastMss: Bytes;
  /** Whether a SYN announces the MSS always, and not only where the peer could not assume it (RFC 9293 §3.7.1, MAY-3). */
  readonly alwaysAnnouncesMss: boolean;
  /** Whether the reset of a connection that is given up or aborted carries an acknowledgement and options. */
  readonly resetAcknowledges: boolean;
  /** Whether CLOSE means that the program reads no more: what comes then, or is there unread, is answered with a reset. */
  readonly closeForsakes: boolean;
  /** Whether a program reads on to the end in whatever state the connection is, even when it is over (read(2)). */
  readonly readsToTheEnd: boolean;
  /** Whether a SEND is over when its bytes are in the buffer, and not when they are acknowledged. */
  readonly sendsEndInBuffer: boolean;
  /** Whether the program is told of a connection's troubles and its end without asking (RFC 9293 §3.9.1.8). */
  readonly signals: boolean;
  /** In any stretch of time so long, at most so many challenge ACKs go (RFC 5961 §7). */
  readonly challenges: { readonly count: number; readonly within: Milliseconds };
  /** Whether this bounds the answers to segments outside of the window as well. */
  readonly answersAreChallenges: boolean;
  /**
   * Whether a SYN that comes again is answered: by the SYN+ACK again, whose timer starts anew, or, if it is the second half of a
   * simultaneous open, by an acknowledgement.
   */
  readonly answersSynAgain: boolean;
  /** Whether text that comes with a SYN is kept until the connection is open (RFC 9293 §3.10.7.2). */
  readonly keepsTextOfSyn: boolean;
  /** Whether a segment is acceptable that ends where the last acknowledgement stands, or begins at the window's right edge. */
  readonly lenientWindow: boolean;
  /** Whether what begins before the peer's FIN is taken in even after that, as bytes that come again. */
  readonly answersAfterFin: boolean;
  /** By how much a timestamp may be older than the latest, as the clocks of timestamps go, and not be taken for old. */
  readonly timestampSlack: Milliseconds;
  /**
   * Whether a segment counts, for the timestamp to be echoed and as a sign of life, only when its acknowledgement is taken and not older than
   * SND.UNA; and whether one is too old that lies below all that was ever acknowledged.
   */
  readonly ackDecides: boolean;
  /** Whether nothing but a small block is kept in TIME-WAIT, and in FIN-WAIT-2 when the program has gone. */
  readonly keepsSmallBlocks: boolean;
  /** The window that a SYN offers, by the segments' size; null: what the receive buffer has room for. */
  readonly firstWindow: ((mss: Bytes) => Bytes) | null;
  readonly receiveBuffer: Bytes;
  /** Whether the receive buffer is as the program asked, so that it does not grow by itself. */
  readonly receiveBufferFixed: boolean;
  /** The timeout before anything is measured, within its bounds (RFC 6298 §2.1). */
  readonly initialRto: Milliseconds;
  readonly minRto: Milliseconds;
  readonly maxRto: Milliseconds;
  /** A timeout that is cut short lasts so long; 0: none is. */
  readonly shortestTimeout: Milliseconds;
  readonly synRetries: number;
  /** So many times is a SYN sent again, before those, without doubling the timeout. */
  readonly synLinear: number;
  /** How often a SYN+ACK is sent again. */
  readonly synAckRetries: number;
  readonly dataRetries: number;
  /** R1 of RFC 9293 §3.8.3: after so many retransmissions of the same segment the program is told of it. */
  readonly adviceRetries: number;
  readonly msl: Milliseconds;
  /** Whether small segments wait while data is unacknowledged (RFC 9293 §3.7.4). */
  readonly nagle: boolean;
  readonly congestion: NonNullable<TcpSpec["congestion"]>;
  /** The initial congestion window in segments (RFC 6928); null: by RFC 5681. */
  readonly initialWindow: number | null;
  /** Whether the last segment is sent again before the timeout, to learn of losses (RFC 8985 §7). */
  readonly tailLossProbe: boolean;
  /** Whether a timeout is doubted (RFC 5682). */
  readonly fRto: boolean;
  /** Whether SACK tells what has come twice (RFC 2883). */
  readonly dsack: boolean;
  /** How long FIN-WAIT-2 lasts without a program. */
  readonly finTimeout: Milliseconds;
  readonly orphanRetries: number;
  /** The send buffer that the program has asked for; null: automatic. */
  readonly sendBuffer: Bytes | null;
  /** How long a program that waits for room takes to go on. */
  readonly wakeUp: Milliseconds;
  /** How long an acknowledgement may wait for company; 0: not at all (RFC 9293 §3.8.6.3). */
  readonly delayedAck: Milliseconds;
  /** Whether timestamps are offered (RFC 7323 §3). */
  readonly timestamps: boolean;
  /** Whether selective acknowledgement is offered (RFC 2018). */
  readonly sack: boolean;
  /** The shift that is offered (RFC 7323 §2), or null when none is. */
  readonly windowScale: number | null;
  /** Whether Fast Open is on (RFC 7413). */
  readonly fastOpen: boolean;
  /** Keep-alive (RFC 9293 §3.8.4), or null while it is off. */
  readonly keepAlive: KeepAlive | null;
  /** How long data may stay unacknowledged before the connection is aborted (RFC 9293 §3.9.1.1), or null for no such bound. */
  readonly userTimeout: Milliseconds | null;
  /** The same where there is no timer for it: it stands for the retries wherever those are counted; null without. */
  readonly silenceLimit: Milliseconds | null;
  /** Whether retries count by the time that so many doubled timeouts would take as well. */
  readonly retriesAreTime: boolean;
  /** Whether changed variables are worth an effect: false where nobody keeps a trace. */
  readonly observed: boolean;
  /** The most segments that one step may send; a run that comes to this bound is over anyway. */
  readonly burst: number;
}

/** What a program cannot set its own MSS below (TCP_MAXSEG). */
const LINUX_LEAST_MAXSEG: Bytes = 88;

/** `tcp_min_snd_mss`: less would not be worth the options that go with it. */
const LINUX_LEAST_MSS: Bytes = 48;

/** "In any 5 second window, no more than 10 challenge ACKs should be sent" (RFC 5961 §7); Linux: `tcp_invalid_ratelimit`. */
const CHALLENGES = { count: 10, within: 5000 } as const;
const LINUX_CHALLENGES = { count: 1, within: 500 } as const;

/** R1 where nothing else is said (SHLD-10). */
const LEAST_ADVICE = 3;

/** The largest window without scaling. */
const MAX_WINDOW: Bytes = 65_535;

function linuxBuffer(requested: Bytes | undefined): Bytes {
  return requested === undefined ? DEFAULT_BUFFER : bufferFor(requested);
}

/** What Linux allows a connection that no program holds any more. */
const FIN_TIMEOUT: Milliseconds = 60_000;
const ORPHAN_RETRIES = 8;

/** Settles every value. */
export function settle(spec: TcpSpec, stack: Stack, observed: boolean, burst: number): Settings {
  const linux = stack === "linux";
  const receiveBuffer = linux ? linuxBuffer(spec.receiveBuffer) : spec.receiveBuffer ?? MAX_WINDOW;
  const shift = linux ? linuxShiftFor(receiveBuffer, spec.receiveBuffer === undefined) : shiftFor(receiveBuffer);
  return {
    stack,
    mss: linux ? Math.max(spec.mss, LINUX_LEAST_MAXSEG) : spec.mss,
    leastMss: linux ? LINUX_LEAST_MSS : 1,
    alwaysAnnouncesMss: linux,
    resetAcknowledges: linux,
    closeForsakes: linux,
    readsToTheEnd: linux,
    sendsEndInBuffer: linux,
    signals: !linux,
    challenges: linux ? LINUX_CHALLENGES : CHALLENGES,
    answersAreChallenges: linux,
    answersSynAgain: linux,
    keepsTextOfSyn: !linux,
    lenientWindow: linux,
    answersAfterFin: linux,
    timestampSlack: linux ? 1 : 0,
    ackDecides: linux,
    keepsSmallBlocks: linux,
    clock: linux ? WHEEL_CLOCK : PLAIN_CLOCK,
    handshakeClock: linux ? HANDSHAKE_CLOCK : PLAIN_CLOCK,
    receiveBuffer,
    firstWindow: linux ? (mss): Bytes => Math.min(firstWindow(receiveBuffer, mss), MAX_WINDOW) : null,
    receiveBufferFixed: !linux || spec.receiveBuffer !== undefined,
    initialRto: Math.min(Math.max(spec.initialRto, spec.minRto), spec.maxRto),
    minRto: spec.minRto,
    maxRto: spec.maxRto,
    shortestTimeout: linux ? 8 : 0,
    synRetries: spec.synRetries,
    synLinear: spec.synLinearTimeouts ?? (linux ? 4 : 0),
    synAckRetries: spec.synAckRetries ?? (linux ? 5 : spec.synRetries),
    dataRetries: spec.dataRetries,
    adviceRetries: spec.adviceRetries ?? LEAST_ADVICE,
    msl: spec.msl,
    nagle: spec.nagle ?? true,
    congestion: spec.congestion ?? (linux ? "cubic" : "newreno"),
    initialWindow: spec.initialWindow ?? (linux ? 10 : null),
    tailLossProbe: spec.tailLossProbe ?? linux,
    fRto: spec.fRto ?? linux,
    dsack: spec.dsack ?? true,
    finTimeout: spec.finTimeout ?? FIN_TIMEOUT,
    orphanRetries: spec.orphanRetries ?? ORPHAN_RETRIES,
    sendBuffer: spec.sendBuffer ?? null,
    wakeUp: spec.wakeUp ?? 0,
    fastOpen: spec.fastOpen ?? false,
    keepAlive: spec.keepAlive ?? null,
    userTimeout: linux ? null : spec.userTimeout ?? null,
    silenceLimit: linux ? spec.userTimeout ?? null : null,
    retriesAreTime: linux,
    timestamps: spec.timestamps ?? linux,
    sack: spec.sack ?? linux,
    windowScale: (spec.windowScale ?? linux) ? shift : null,
    delayedAck: spec.delayedAck ?? (linux ? 40 : 0),
    observed,
    burst,
  };
}
