// What the parts of the Linux sender know together: positions, windows, the phase of congestion control, and what the acknowledgement that is
// being worked on has said.

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import { Scoreboard } from "../ends/scoreboard.ts";
import type { Opening, Outlet, Position } from "../ends/sender.ts";
import type { LinuxRtoEstimator } from "../rto-estimator/linux.ts";
import { MinRtt } from "./min-rtt.ts";

/** Nothing is wrong. */
export const OPEN = 0;
/** Duplicates or SACK blocks have come, but nothing is believed lost yet. */
export const DISORDER = 1;
/** The window is being reduced, and nothing is lost. */
export const REDUCTION = 2;
/** Lost segments are being sent again, and the window is being reduced (RFC 6675, RFC 6937). */
export const RECOVERY = 3;
/** The retransmission timer has expired (RFC 5681 §3.1). */
export const LOSS = 4;
export type Phase = typeof OPEN | typeof DISORDER | typeof REDUCTION | typeof RECOVERY | typeof LOSS;

/** So many segments may overtake another before it is believed lost (RFC 5681 §3.2). */
export const REORDERING = 3;
/** The most that the degree of reordering may grow to. */
const MAX_REORDERING = 300;
/** Windows up to here may be filled by one segment. */
const TINY_WINDOW: Bytes = 536;
/** No packet is made smaller. */
const LEAST_PACKET: Bytes = 68;
/** What a segment's header takes of it, and its timestamps. */
const HEADER: Bytes = 20;
const TIMESTAMPS: Bytes = 12;

/** A full segment fills at most half of the largest window that the peer has offered, so that two are on their way. */
function withinHalf(mss: Bytes, maxWindow: Bytes, timestamps: boolean): Bytes {
  const most = maxWindow > TINY_WINDOW ? maxWindow >> 1 : maxWindow;
  return most > 0 && mss > most ? Math.max(most, LEAST_PACKET - HEADER - (timestamps ? TIMESTAMPS : 0)) : mss;
}

/** No time. */
export const NEVER = -1;

/** What one acknowledgement has told so far; set anew for each. */
export class AckFacts {
  /** SND.UNA before. */
  priorUna: Position = 0;
  /** SND.UNA has advanced. */
  advanced = false;
  /** The window was taken from this segment. */
  windowTaken = false;
  /** The segment carries data or FIN. */
  carriesData = false;
  /** Something left the scoreboard. */
  dataAcked = false;
  /** Segments that left it. */
  segmentsAcked = 0;
  /** Something is sacked that was not. */
  newlySacked = false;
  /** A DSACK for what we did send twice. */
  duplicateSacked = false;
  /** That DSACK is for the loss probe. */
  probeSacked = false;
  /** Something sent only once, before the latest loss, is acknowledged or sacked. */
  originalAcked = false;
  /** Something sent again has left the scoreboard. */
  resentAcked = false;
  /** The peer seems to have thrown away what it held. */
  reneged = false;
  /** A retransmission is believed lost. */
  resentLost = false;
  /** The timer is to be set anew. */
  setTimer = false;
  /** When the first and the last of the newly sacked was sent, of those sent once; `NEVER` without. */
  firstSackedAt: Milliseconds = NEVER;
  /** The round in which that first one was sent. */
  firstSackedIn = NEVER;
  lastSackedAt: Milliseconds = NEVER;
  /** In which round the latest piece was sent that this acknowledgement tells of, and what had been delivered by then; `NEVER` without. */
  latestIn = NEVER;
  deliveredThen = NEVER;
  /** TSecr, or `NEVER`. */
  echo = NEVER;

  reset(): void {
    this.advanced = this.windowTaken = this.carriesData = this.dataAcked = this.newlySacked = this.duplicateSacked = false;
    this.probeSacked = this.originalAcked = this.resentAcked = this.reneged = this.resentLost = this.setTimer = false;
    this.segmentsAcked = 0;
    this.firstSackedAt = this.lastSackedAt = NEVER;
    this.latestIn = this.deliveredThen = NEVER;
    this.echo = NEVER;
  }
}

/** The shared state of one Linux sender. Windows of congestion count segments. */
export class Flow {
  now: Milliseconds = 0;
  /** Counts what is done one after the other, so that what happens in one moment has an order: a real clock ticks in between. */
  round = 0;
  /** The text of a full segment. */
  mss: Bytes;
  readonly sack: boolean;
  readonly timestamps: boolean;
  una: Position;
  nxt: Position;
  window: Bytes;
  maxWindow: Bytes;
  readonly board: Scoreboard;
  readonly minRtt = new MinRtt();
  readonly ack = new AckFacts();

  phase: Phase = OPEN;
  /** SND.NXT when the phase began: when it is acknowledged, the phase ends. */
  high: Position = 0;
  cwnd: number;
  ssthresh = Infinity;
  /** The window before the latest reduction. */
  priorCwnd = 0;
  /** Credit of additive increase. */
  credit = 0;
  /** Segments delivered in all: acknowledged, sacked, or known to have come twice. */
  delivered = 0;
  /** How far segments have overtaken one another, in segments, and whether they ever have. */
  reordering = REORDERING;
  reordered = false;
  /** When the first retransmission of this episode went, in whole milliseconds as timestamps tell; `NEVER` without. */
  resentSince: Milliseconds = NEVER;
  /** Retransmissions in all, in segments. */
  resentTotal = 0;
  /** The end of the latest loss probe, until it is acknowledged; `NEVER` without one. */
  probeEnd: Position = NEVER;
  /** Whether that probe was a retransmission. */
  probeWasResent = false;
  /** When the latest segment with text or FIN went, and the latest of any. */
  lastSentAt: Milliseconds = NEVER;
  /** Timeouts in a row. */
  timeouts = 0;

  private readonly largestMss: Bytes;

  constructor(opening: Opening, initialWindow: number, readonly estimator: LinuxRtoEstimator, readonly outlet: Outlet) {
    this.mss = withinHalf(opening.mss, opening.window, opening.timestamps);
    this.sack = opening.sack;
    this.timestamps = opening.timestamps;
    this.una = opening.next;
    this.nxt = opening.next;
    this.window = opening.window;
    this.maxWindow = opening.window;
    this.board = new Scoreboard(this.mss);
    this.largestMss = opening.mss;
    this.cwnd = initialWindow;
  }

  /** Something happens: an acknowledgement comes, the program calls, a timer expires. */
  begin(now: Milliseconds): void {
    this.now = now;
    this.round += 1;
  }

  /** The peer offers this window now. */
  offered(window: Bytes): void {
    this.window = window;
    if (window <= this.maxWindow) return;
    this.maxWindow = window;
    this.mss = withinHalf(this.largestMss, window, this.timestamps);
    this.board.mss = this.mss;
  }

  /** Segments believed to be on their way. */
  get flight(): number {
    return this.board.flight;
  }

  /**
   * The text that a segment takes which goes now: less where it has to tell of bytes that came out of order (RFC 9293 §3.7.1, Eff.snd.MSS).
   */
  get size(): Bytes {
    return this.mss - this.outlet.blocksAhead();
  }

  /** Below the threshold the window grows by what is delivered (RFC 5681 §3.1). */
  get inSlowStart(): boolean {
    return this.cwnd < this.ssthresh;
  }

  /** Whether PRR rules the window. */
  get reducing(): boolean {
    return this.phase === REDUCTION || this.phase === RECOVERY;
  }

  /** ssthresh as it would be remembered: outside of a reduction not below three quarters of the window. */
  get currentThreshold(): number {
    return this.reducing ? this.ssthresh : Math.max(this.ssthresh, (this.cwnd >> 1) + (this.cwnd >> 2));
  }

  /** The end of the peer's window. */
  get windowEnd(): Position {
    return this.una + this.window;
  }

  /** The clock of the timestamps: whole milliseconds (RFC 7323 §5.4). */
  get stamp(): Milliseconds {
    return Math.floor(this.now);
  }

  /** Whether anything on its way was sent more than once. */
  get anyResent(): boolean {
    return this.board.resent > 0 || this.board.first?.everResent === true;
  }

  /** Something below the highest sacked position has arrived that was sent once only: segments overtake one another on the way. */
  noteReordering(low: Position, high: Position): void {
    if (low >= high) return;
    const distance = high - low;
    if (distance > this.reordering * this.mss) {
      this.reordering = Math.min(Math.floor((distance - 1) / this.mss) + 1, MAX_REORDERING);
    }
    this.reordered = true;
  }

  /** Without SACK, more duplicates have come than segments are out: they must have overtaken one another. */
  noteManyDuplicates(segments: number): void {
    this.reordering = Math.min(segments, MAX_REORDERING);
    this.reordered = true;
  }
}
