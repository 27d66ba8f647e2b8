// Every rule that a sender of data can name, and the clause behind it.

import type { Citation } from "../../kernel/index.ts";

const RFC_9293 = (section: string): Citation => ({ document: "RFC 9293", section });
const RFC_6298 = (section: string): Citation => ({ document: "RFC 6298", section });
const RFC_5681 = (section: string): Citation => ({ document: "RFC 5681", section });
const RFC_6675 = (section: string): Citation => ({ document: "RFC 6675", section });
const RFC_8985 = (section: string): Citation => ({ document: "RFC 8985", section });

export const SENDER_RULES = {
  "tcp.send.data": RFC_9293("3.10.2"),
  "tcp.send.override": RFC_9293("3.8.6.2.1"),
  "tcp.send.wake-up": RFC_9293("3.9.1.2"),
  "tcp.close.fin": RFC_9293("3.10.4"),
  "tcp.persist.start": RFC_9293("3.8.6.1"),
  "tcp.persist.stop": RFC_9293("3.8.6.1"),
  "tcp.persist.probe": RFC_9293("3.8.6.1"),
  "tcp.persist.resume": RFC_9293("3.8.6.1"),
  "tcp.timeout.retransmission": RFC_9293("3.10.8"),
  "tcp.recovery.fast-retransmit": RFC_5681("3.2"),
  "tcp.recovery.partial-ack": { document: "RFC 6582", section: "3.2" },
  "tcp.recovery.slow-start": RFC_5681("3.1"),
  "tcp.recovery.next-seg": RFC_6675("4"),
  "tcp.recovery.rescue": RFC_6675("4"),
  "tcp.recovery.limited-transmit": { document: "RFC 3042", section: "2" },
  "tcp.recovery.rack": RFC_8985("6.2"),
  "tcp.recovery.reorder-timer": RFC_8985("6.3"),
  "tcp.recovery.loss-probe": RFC_8985("7.3"),
  "tcp.recovery.loss-probe-timer": RFC_8985("7.2"),
  "tcp.rto.start": RFC_6298("5.1"),
  "tcp.rto.stop": RFC_6298("5.2"),
  "tcp.rto.restart": RFC_6298("5.3"),
  "tcp.rto.back-off": RFC_6298("5.6"),
} as const satisfies Record<string, Citation>;

export type SenderRule = keyof typeof SENDER_RULES;
