// The rules of a listener under pressure, each with the clause behind it (RFC 4987; Linux where a kernel settles what no RFC does).

import type { Citation } from "../kernel/index.ts";

const RFC_4987 = (section: string): Citation => ({ document: "RFC 4987", section });
const LINUX: Citation = { document: "Linux" };

export const SYNFLOOD_RULES = {
  /** The SYN queue is full, and no cookie is allowed: dropped in silence. */
  "synflood.syn-queue-full": RFC_4987("2.2"),
  /** The last quarter of `tcp_max_syn_backlog` is kept for others. */
  "synflood.last-quarter": LINUX,
  /** The accept queue is full: a new SYN is dropped in silence. */
  "synflood.accept-queue-full": LINUX,
  /** The accept queue is full: the handshake's last ACK is dropped, or answered with a reset. */
  "synflood.ack-ignored": LINUX,
  "synflood.ack-reset": LINUX,
  "synflood.cookie-sent": RFC_4987("3.6"),
  "synflood.cookie-received": RFC_4987("3.6"),
  "synflood.cookie-failed": RFC_4987("3.6"),
  /** A half-open connection is given up before its time, for the queue is more than half full. */
  "synflood.pruned": LINUX,
  /** A half-open connection gives way to a new one. */
  "synflood.recycled": RFC_4987("3.4"),
  "synflood.queue": RFC_4987("2.2"),
  "synflood.accepted": { document: "RFC 9293", section: "3.10.1" },
  "synflood.flood": RFC_4987("2.2"),
  /** A SYN proxy answers in its server's place, and keeps nothing. */
  "synflood.proxy-cookie-sent": RFC_4987("3.8"),
  /** A cookie has come back: the proxy opens the connection to its server. */
  "synflood.proxy-opens": RFC_4987("3.8"),
  /** The server has answered: both sides may go on. */
  "synflood.proxy-joins": RFC_4987("3.8"),
  "synflood.proxy-passes": RFC_4987("3.8"),
  "synflood.proxy-cookie-failed": RFC_4987("3.8"),
  /** A segment of no connection that the proxy knows: it goes no further. */
  "synflood.proxy-stray": RFC_4987("3.8"),
} as const satisfies Record<string, Citation>;

export type SynFloodRule = keyof typeof SYNFLOOD_RULES;
