// What congestion control knows of one connection (RFC 5681 §3.1, RFC 6582 §3.2).

import type { Bytes } from "../kernel/index.ts";
import type { SequenceNumber } from "./sequence.ts";
import type { Settings } from "./settings.ts";

/** "The initial value of ssthresh SHOULD be set arbitrarily high": the largest window there can be (RFC 7323 §2.2). */
const UNLIMITED: Bytes = 65_535 * (1 << 14);

/** What congestion control knows. All sizes in bytes. */
export interface CongestionState {
  cwnd: Bytes;
  ssthresh: Bytes;
  /** Bytes acknowledged since the last increase in congestion avoidance. */
  credit: Bytes;
  /** Duplicate acknowledgements in a row. */
  duplicates: number;
  /** Whether fast recovery is going on. */
  recovering: boolean;
  /** SND.NXT when the latest loss was noticed (RFC 6582 §3.2). */
  recover: SequenceNumber;
  /** Whether this recovery has had a partial acknowledgement. */
  partial: boolean;
}

export function createCongestion(settings: Settings, iss: SequenceNumber): CongestionState {
  return {
    cwnd: settings.congestion === "none" ? UNLIMITED : 0, ssthresh: UNLIMITED, credit: 0, duplicates: 0, recovering: false, recover: iss,
    partial: false,
  };
}
