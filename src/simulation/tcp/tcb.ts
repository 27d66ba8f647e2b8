// The transmission control block: everything that one end of a connection knows (RFC 9293 §3.3.1).

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { KeepAlive, TcpState } from "../contract/index.ts";
import { UNLIMITED } from "./congestion/textbook.ts";
import type { Ends } from "./ends/ends.ts";
import type { Arrival } from "./ends/receiver.ts";
import type { FastOpen } from "./fast-open.ts";
import { NamedWrites } from "./named-writes.ts";
import type { Agreement } from "./segment/options.ts";
import { DEFAULT_MSS, nothingAgreed } from "./segment/options.ts";
import type { Segment } from "./segment/segment.ts";
import type { SequenceNumber } from "./segment/sequence.ts";
import { sequence } from "./segment/sequence.ts";
import type { Settings } from "./settings.ts";
import type { TcpTimer } from "./timer.ts";
import { noGranules, noTimers } from "./timer.ts";

/** The send variables (RFC 9293 §3.3.1, Table 2). */
export interface SendVariables {
  una: SequenceNumber;
  nxt: SequenceNumber;
  wnd: Bytes;
  /** Max(SND.WND) of RFC 9293 §3.8.6.2.1, and MAX.SND.WND of RFC 5961 §5.2. */
  maxWnd: Bytes;
  /** SendMSS, as far as we cut segments of that size (RFC 9293 §3.7.1): what options take is to be taken off. */
  mss: Bytes;
}

/** The receive variables (RFC 9293 §3.3.1, Table 3). */
export interface ReceiveVariables {
  nxt: SequenceNumber;
  wnd: Bytes;
  /** Last.ACK.sent of RFC 7323 §4.3. */
  lastAck: SequenceNumber;
}

/** A SYN of ours that is not acknowledged. */
export interface OurSyn {
  /** When it went first. */
  readonly sentAt: Milliseconds;
  /** How often it went; 0 where nobody remembers when (RFC 4987 §3.6). */
  transmissions: number;
  /** How often its timer has expired. */
  timeouts: number;
  rto: Milliseconds;
}

export interface Tcb {
  readonly settings: Settings;
  readonly localPort: number;
  readonly remotePort: number;
  state: TcpState;
  /** How SYN-RECEIVED was reached (RFC 9293 §3.5, MUST-11). */
  open: "active" | "passive";
  readonly iss: SequenceNumber;
  irs: SequenceNumber;
  readonly snd: SendVariables;
  readonly rcv: ReceiveVariables;
  readonly agreed: Agreement;
  /** Whether the peer's SYN has offered window scaling. */
  peerScales: boolean;
  /** Our SYN, from its sending until it is acknowledged. */
  syn: OurSyn | null;
  /** Sender and receiver of the open connection; null before. */
  ends: Ends | null;
  /** Text and FIN that came with the peer's SYN and wait until the connection is open; null without (RFC 9293 §3.10.7.2). */
  withSyn: Arrival | null;
  /** The peer's SYN where its urgent pointer counts and waits in the same way; null without. */
  urgentSyn: Segment | null;
  /** The cookie of Fast Open (RFC 7413); null where there is nothing to do with one. */
  fastOpen: FastOpen | null;
  /** Whether small segments wait while data is unacknowledged, and keep-alive, as the program has them now. */
  nagle: boolean;
  keepAlive: KeepAlive | null;
  /** What the program has asked to send. */
  readonly writes: NamedWrites;
  /** RECEIVEs that wait until so many bytes are there (RFC 9293 §3.10.3). */
  readonly receives: Bytes[];
  /** SENDs that wait for room in the buffer: those are the latest. */
  sendsUnderWay: number;
  /** Whether the program reads whatever comes: it has a RECEIVE outstanding at all times (RFC 9293 §3.10.3). */
  reading: boolean;
  /** The program has called CLOSE: nothing more will be written. */
  closing: boolean;
  /** The program has closed the connection and reads no more from it. */
  forsaken: boolean;
  /** Where our FIN stands, once it is sent. */
  fin: SequenceNumber | null;
  /** When the latest segment came from the peer (RFC 9293 §3.8.4). */
  lastHeardAt: Milliseconds;
  /** When challenge ACKs were sent, as far back as their bound looks. */
  challengedAt: readonly Milliseconds[];
  /** How often what begins at SND.UNA has been sent again because the timer expired (RFC 9293 §3.8.3). */
  readonly vain: { una: SequenceNumber; count: number };
  /** Keep-alive probes that have had no answer. */
  keepAliveProbes: number;
  /** When each timer is due; null while it is off. */
  readonly timers: Record<TcpTimer, Milliseconds | null>;
  /** By what granule of the stack's clock each timer was rounded when it was set. */
  readonly granules: Record<TcpTimer, number>;
  /** What was last told of each variable. */
  readonly told: { rto: Milliseconds; srtt: Milliseconds | null; rwnd: Bytes; flight: Bytes; cwnd: Bytes; ssthresh: Bytes; urgent: Bytes };
}

/** Shared, because most blocks are never challenged. */
const NEVER: readonly Milliseconds[] = [];

/** A new block in CLOSED. `iss` is chosen by the caller (RFC 9293 §3.4.1); a listener's `remotePort` is 0. */
export function createTcb(
  settings: Settings, open: "active" | "passive", localPort: number, remotePort: number, iss: number,
): Tcb {
  const zero = sequence(0);
  return {
    settings,
    localPort,
    remotePort,
    state: "CLOSED",
    open,
    iss: sequence(iss),
    irs: zero,
    snd: { una: sequence(iss), nxt: sequence(iss), wnd: 0, maxWnd: 0, mss: DEFAULT_MSS },
    rcv: { nxt: zero, wnd: settings.firstWindow === null ? Math.min(settings.receiveBuffer, 65_535) : settings.firstWindow(settings.mss), lastAck: zero },
    agreed: nothingAgreed(),
    peerScales: false,
    syn: null,
    ends: null,
    withSyn: null,
    urgentSyn: null,
    fastOpen: null,
    nagle: settings.nagle,
    keepAlive: settings.keepAlive,
    writes: new NamedWrites(),
    receives: [],
    sendsUnderWay: 0,
    reading: true,
    closing: false,
    forsaken: false,
    fin: null,
    lastHeardAt: 0,
    challengedAt: NEVER,
    vain: { una: sequence(iss), count: 0 },
    keepAliveProbes: 0,
    timers: noTimers(),
    granules: noGranules(),
    told: { rto: settings.initialRto, srtt: null, rwnd: 0, flight: 0, cwnd: settings.congestion === "none" ? UNLIMITED : 0, ssthresh: UNLIMITED, urgent: 0 },
  };
}

/** A copy of a listener's block that meets one arriving segment, still in LISTEN. */
export function cloneListener(listener: Tcb, remotePort: number, iss: number): Tcb {
  const tcb = createTcb(listener.settings, "passive", listener.localPort, remotePort, iss);
  tcb.state = "LISTEN";
  return tcb;
}
