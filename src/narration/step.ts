// What there is to say about a run: each step names a message and its values; the words themselves live in i18n.

import type { HostId, Milliseconds } from "../simulation/index.ts";

/** One thing worth saying, in order of time. */
export interface Step {
  /** Stable within a run: the id of the event that it speaks of. */
  readonly event: number;
  /** The moment that the sentence is true from: where the playhead belongs. */
  readonly at: Milliseconds;
  readonly host: HostId;
  /** The packet that it speaks of, or null. */
  readonly packet: number | null;
  readonly key: CaptionKey;
  readonly values: CaptionValues;
  /** The rule behind it; its clause is in `Trace.rules`. */
  readonly rule: string;
}

/** Every sentence that the narration can ask for; i18n has each in two voices and two languages. */
export type CaptionKey =
  | "listen"
  | "syn-sent"
  | "syn-lost"
  | "syn-retransmitted"
  | "syn-received"
  | "syn-ack-lost"
  | "syn-ack-retransmitted"
  | "client-established"
  | "ack-lost"
  | "server-established"
  | "data-sent"
  | "data-lost"
  | "data-retransmitted"
  | "data-received"
  | "data-buffered"
  | "data-duplicate"
  | "ack-received"
  | "fin-sent"
  | "fin-lost"
  | "fin-retransmitted"
  | "fin-received"
  | "fin-acknowledged"
  | "simultaneous-close"
  | "time-wait"
  | "time-wait-over"
  | "closed"
  | "reset-sent"
  | "reset-received"
  | "refused"
  | "timed-out";

/** The values of a sentence: host names, sequence numbers, bytes, milliseconds. */
export interface CaptionValues {
  /** The host that acts. */
  readonly host: string;
  /** The other one. */
  readonly peer: string;
  readonly seq?: number;
  readonly ack?: number;
  readonly bytes?: number;
  /** Milliseconds. */
  readonly time?: number;
  /** How many times so far. */
  readonly count?: number;
}
