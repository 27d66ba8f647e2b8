// The transmission control block: everything that one end of a connection knows (RFC 9293 §3.3.1).

import type { Bytes, Milliseconds } from "../kernel/index.ts";
import type { KeepAlive } from "../scenario.ts";
import type { TcpState } from "../trace.ts";
import type { CongestionState } from "./congestion-state.ts";
import { createCongestion } from "./congestion-state.ts";
import type { Ends } from "./ends.ts";
import type { Agreement } from "./options.ts";
import { DEFAULT_MSS } from "./options.ts";
import { ReceiveQueue } from "./receive-queue.ts";
import { RetransmissionQueue } from "./retransmission.ts";
import type { RtoEstimator } from "./rto.ts";
import { createEstimator } from "./rto.ts";
import { SendQueue } from "./send-queue.ts";
import type { SequenceNumber } from "./sequence.ts";
import { sequence } from "./sequence.ts";
import type { Settings } from "./settings.ts";
import type { TcpTimer } from "./timer.ts";
import { noGranules, noTimers } from "./timer.ts";

/** The send variables (RFC 9293 §3.3.1, Table 2). */
export interface SendVariables {
  una: SequenceNumber;
  nxt: SequenceNumber;
  wnd: Bytes;
  wl1: SequenceNumber;
  wl2: SequenceNumber;
  /** Max(SND.WND) of RFC 9293 §3.8.6.2.1, and MAX.SND.WND of RFC 5961 §5.2. */
  maxWnd: Bytes;
  /** Eff.snd.MSS (RFC 9293 §3.7.1). */
  mss: Bytes;
}

/** The receive variables (RFC 9293 §3.3.1, Table 3). */
export interface ReceiveVariables {
  nxt: SequenceNumber;
  wnd: Bytes;
  /** Last.ACK.sent of RFC 7323 §4.3. */
  lastAck: SequenceNumber;
}

export interface Tcb {
  readonly settings: Settings;
  readonly localPort: number;
  readonly remotePort: number;
  state: TcpState;
  /** How SYN-RECEIVED was reached (RFC 9293 §3.5, MUST-11). */
  readonly open: "active" | "passive";
  readonly iss: SequenceNumber;
  irs: SequenceNumber;
  readonly snd: SendVariables;
  readonly rcv: ReceiveVariables;
  readonly agreed: Agreement;
  /** Whether the peer's SYN has offered window scaling. */
  peerScales: boolean;
  /** Sender and receiver of the open connection; null before, and where the stack has none of its own (`textbook`). */
  ends: Ends | null;
  /** Whether small segments wait while data is unacknowledged, and keep-alive, as the program has them now. */
  nagle: boolean;
  keepAlive: KeepAlive | null;
  readonly sendQueue: SendQueue;
  readonly sent: RetransmissionQueue;
  readonly receiveQueue: ReceiveQueue;
  /** Whether the program reads whatever comes: it has a RECEIVE outstanding at all times (RFC 9293 §3.10.3). */
  reading: boolean;
  /** The program has called CLOSE: nothing more will be written. */
  closing: boolean;
  /** The program has closed the connection and reads no more from it. */
  forsaken: boolean;
  /** Where our FIN stands, once it is sent. */
  fin: SequenceNumber | null;
  readonly congestion: CongestionState;
  readonly estimator: RtoEstimator;
  /** The one segment whose round trip is being timed: when it went, and what acknowledges it. */
  timed: { readonly end: SequenceNumber; readonly at: Milliseconds } | null;
  /** When the latest segment with text went (RFC 5681 §4.1). */
  lastSentAt: Milliseconds;
  /** Bytes that arrived in order since the last acknowledgement went (RFC 9293 §3.8.6.3). */
  unacknowledged: Bytes;
  /** When the latest segment came from the peer (RFC 9293 §3.8.4). */
  lastHeardAt: Milliseconds;
  /** When a segment that could not be used was last answered, where that is limited; null before. */
  answeredAt: Milliseconds | null;
  /** Keep-alive probes that have had no answer. */
  keepAliveProbes: number;
  /** How often the retransmission timer has expired since something new was acknowledged. */
  retries: number;
  /** How long the next probe of a closed window waits; null while the window is not being probed. */
  persistInterval: Milliseconds | null;
  /** When each timer is due; null while it is off. */
  readonly timers: Record<TcpTimer, Milliseconds | null>;
  /** By what granule of the stack's clock each timer was rounded when it was set. */
  readonly granules: Record<TcpTimer, number>;
  /** What was last told of each variable. */
  readonly told: { rto: Milliseconds; srtt: Milliseconds | null; rwnd: Bytes; flight: Bytes; cwnd: Bytes; ssthresh: Bytes };
}

/** A new block in CLOSED. `iss` is chosen by the caller (RFC 9293 §3.4.1); a listener's `remotePort` is 0. */
export function createTcb(
  settings: Settings, open: "active" | "passive", localPort: number, remotePort: number, iss: number,
): Tcb {
  const zero = sequence(0);
  const estimator = createEstimator(settings);
  const congestion = createCongestion(settings, sequence(iss));
  return {
    settings,
    localPort,
    remotePort,
    state: "CLOSED",
    open,
    iss: sequence(iss),
    irs: zero,
    snd: { una: sequence(iss), nxt: sequence(iss), wnd: 0, wl1: zero, wl2: zero, maxWnd: 0, mss: DEFAULT_MSS },
    rcv: { nxt: zero, wnd: settings.firstWindow === null ? Math.min(settings.receiveBuffer, 65_535) : settings.firstWindow(settings.mss), lastAck: zero },
    agreed: { timestamps: false, sack: false, sendShift: 0, receiveShift: 0, recent: 0 },
    peerScales: false,
    ends: null,
    nagle: settings.nagle,
    keepAlive: settings.keepAlive,
    sendQueue: new SendQueue(),
    sent: new RetransmissionQueue(),
    receiveQueue: new ReceiveQueue(),
    reading: true,
    closing: false,
    forsaken: false,
    fin: null,
    congestion,
    estimator,
    timed: null,
    lastSentAt: 0,
    unacknowledged: 0,
    lastHeardAt: 0,
    answeredAt: null,
    keepAliveProbes: 0,
    retries: 0,
    persistInterval: null,
    timers: noTimers(),
    granules: noGranules(),
    told: { rto: estimator.rto, srtt: null, rwnd: 0, flight: 0, cwnd: congestion.cwnd, ssthresh: congestion.ssthresh },
  };
}

/** A copy of a listener's block that meets one arriving segment, still in LISTEN. */
export function cloneListener(listener: Tcb, remotePort: number, iss: number): Tcb {
  const tcb = createTcb(listener.settings, "passive", listener.localPort, remotePort, iss);
  tcb.state = "LISTEN";
  return tcb;
}
