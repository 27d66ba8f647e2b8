// What a teller knows of one endpoint; the names follow RFC 9293 §3.3.1.

import type { TcpState, VariableName } from "../simulation/index.ts";

/** What is known of one endpoint so far. */
export interface Known {
  state: TcpState;
  /** When it entered that state. */
  since: number;
  iss: number | null;
  /** Oldest number that the other end has not acknowledged. */
  una: number | null;
  /** Behind the last number that was sent. */
  nxt: number | null;
  /** Behind its own FIN, once sent. */
  finEnd: number | null;
  /** Behind the other's FIN, once received. */
  peerFinEnd: number | null;
  /** The highest acknowledgement that it sent. */
  acknowledged: number | null;
  /** The sequence number of its last pure ACK. */
  pureAckSeq: number | null;
  /** Whether it has sent any data. */
  sentData: boolean;
  window: number | null;
  duplicateAcks: number;
  /** When its retransmission timer was last started. */
  timerStarted: number | null;
  /** How often it sent the same thing again without an answer. */
  repetitions: number;
  /** What was last told of each of its variables. */
  readonly variables: Map<VariableName, number>;
}

/** What is known of an endpoint before anything has happened to it. */
export function nothingKnown(): Known {
  return {
    state: "CLOSED", since: 0, iss: null, una: null, nxt: null, finEnd: null, peerFinEnd: null, acknowledged: null,
    pureAckSeq: null, sentData: false, window: null, duplicateAcks: 0, timerStarted: null, repetitions: 0, variables: new Map(),
  };
}
