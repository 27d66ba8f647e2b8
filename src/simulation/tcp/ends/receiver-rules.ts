// Every rule that a receiver of data can name, and the clause behind it.

import type { Citation } from "../../kernel/index.ts";

const RFC_9293 = (section: string): Citation => ({ document: "RFC 9293", section });
const LINUX: Citation = { document: "Linux" };

export const RECEIVER_RULES = {
  "tcp.text.in-order": RFC_9293("3.10.7.4"),
  "tcp.text.out-of-order": RFC_9293("3.10.7.4"),
  "tcp.text.gap-filled": { document: "RFC 5681", section: "4.2" },
  "tcp.segment.unacceptable": RFC_9293("3.10.7.4"),
  "tcp.fin": RFC_9293("3.10.7.4"),
  "tcp.window.update": RFC_9293("3.8.6.2.2"),
  "tcp.ack.delayed": RFC_9293("3.8.6.3"),
  "tcp.ack.second-segment": RFC_9293("3.8.6.3"),
  "tcp.ack.quick": LINUX,
  "tcp.ack.read": LINUX,
  "tcp.ack.compressed": LINUX,
} as const satisfies Record<string, Citation>;

export type ReceiverRule = keyof typeof RECEIVER_RULES;
