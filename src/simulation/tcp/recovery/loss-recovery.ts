// What the textbook's sender asks of a way to notice and mend losses without waiting for the timer.

import type { Bytes } from "../../kernel/index.ts";
import type { Acknowledgement } from "../ends/sender.ts";

/** One algorithm of loss recovery. */
export interface LossRecovery {
  /** Whether the congestion window is being ruled by a recovery. */
  readonly recovering: boolean;
  /** How far beyond the congestion window new data may go now (RFC 3042). */
  readonly allowance: Bytes;
  /** Nothing new is acknowledged; `duplicate` by the definition of RFC 5681 §2. */
  repeated(acknowledgement: Acknowledgement, duplicate: boolean): void;
  /**
   * Something new is acknowledged, SND.UNA has moved and the board is cleared. Tells whether the retransmission timer is to be set anew.
   */
  advanced(acknowledgement: Acknowledgement, acknowledged: Bytes): boolean;
  /** The retransmission timer has expired: what is known of duplicates is out of date. */
  timedOut(): void;
  /** Whether the recovery decides about new data too, by its own measure of what is in flight. */
  readonly rulesNewData: boolean;
  /**
   * Sends what the recovery calls for, once an acknowledgement has been taken in. `newSegment` sends one new segment if the peer's window
   * lets it, and tells its bytes.
   */
  proceed(newSegment: () => Bytes): void;
}
