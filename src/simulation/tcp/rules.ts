// Every rule of TCP that a step can name, and the clause behind it.

import type { Citation } from "../kernel/index.ts";
import { RECEIVER_RULES } from "./ends/receiver-rules.ts";
import { SENDER_RULES } from "./ends/sender-rules.ts";

const RFC_9293 = (section: string): Citation => ({ document: "RFC 9293", section });
const RFC_6298 = (section: string): Citation => ({ document: "RFC 6298", section });
const RFC_5681 = (section: string): Citation => ({ document: "RFC 5681", section });
const RFC_7323 = (section: string): Citation => ({ document: "RFC 7323", section });
const RFC_7413 = (section: string): Citation => ({ document: "RFC 7413", section });
const RFC_5961 = (section: string): Citation => ({ document: "RFC 5961", section });

export const TCP_RULES = {
  ...SENDER_RULES,
  ...RECEIVER_RULES,
  // Calls
  "tcp.call.open-passive": RFC_9293("3.10.1"),
  "tcp.call.open-active": RFC_9293("3.10.1"),
  "tcp.call.open-again": RFC_9293("3.10.1"),
  "tcp.call.send": RFC_9293("3.10.2"),
  "tcp.call.receive": RFC_9293("3.10.3"),
  "tcp.call.set": RFC_9293("3.7.4"),
  "tcp.call.close": RFC_9293("3.10.4"),
  "tcp.call.abort": RFC_9293("3.10.5"),
  "tcp.call.status": RFC_9293("3.10.6"),
  "tcp.call.no-connection": RFC_9293("3.10"),
  // Sending, beside what the senders name
  "tcp.send.flight": RFC_9293("3.8.6.2.1"),
  "tcp.close.close-wait": RFC_9293("3.10.4"),
  // CLOSED, LISTEN, SYN-SENT
  "tcp.closed.rst": RFC_9293("3.10.7.1"),
  "tcp.closed.segment": RFC_9293("3.10.7.1"),
  "tcp.listen.rst": RFC_9293("3.10.7.2"),
  "tcp.listen.ack": RFC_9293("3.10.7.2"),
  "tcp.listen.syn": RFC_9293("3.10.7.2"),
  "tcp.listen.other": RFC_9293("3.10.7.2"),
  "tcp.syn-sent.ack-unacceptable": RFC_9293("3.10.7.3"),
  "tcp.syn-sent.rst": RFC_9293("3.10.7.3"),
  "tcp.syn-sent.rst-without-ack": RFC_9293("3.10.7.3"),
  "tcp.syn-sent.syn-ack": RFC_9293("3.10.7.3"),
  "tcp.syn-sent.syn": RFC_9293("3.10.7.3"),
  "tcp.syn-sent.neither": RFC_9293("3.10.7.3"),
  // Fast Open
  "tcp.fast-open.syn": RFC_7413("4.2.2"),
  "tcp.fast-open.cookie": RFC_7413("4.1.3"),
  "tcp.fast-open.refused": RFC_7413("4.2.2"),
  // Other states, check by check
  "tcp.segment.accepted": RFC_9293("3.10.7.4"),
  "tcp.segment.zero-window": RFC_9293("3.10.7.4"),
  "tcp.reset.outside-window": RFC_5961("3.2"),
  "tcp.reset.challenge": RFC_5961("3.2"),
  "tcp.reset.connection": RFC_9293("3.10.7.4"),
  "tcp.reset.closing": RFC_9293("3.10.7.4"),
  "tcp.reset.refused": RFC_9293("3.10.7.4"),
  "tcp.reset.back-to-listen": RFC_9293("3.10.7.4"),
  "tcp.syn.challenge": RFC_5961("4.2"),
  "tcp.syn.back-to-listen": RFC_9293("3.10.7.4"),
  "tcp.ack.missing": RFC_9293("3.10.7.4"),
  "tcp.ack.out-of-range": RFC_5961("5.2"),
  "tcp.ack.window": RFC_9293("3.10.7.4"),
  "tcp.ack.fin-acknowledged": RFC_9293("3.10.7.4"),
  "tcp.ack.closing-acknowledged": RFC_9293("3.10.7.4"),
  "tcp.ack.last-ack": RFC_9293("3.10.7.4"),
  "tcp.syn-received.syn-again": { document: "Linux" },
  "tcp.text.forsaken": { document: "RFC 2525", section: "2.17" },
  "tcp.fin-wait-2.forsaken": { document: "Linux" },
  "tcp.syn-received.ack": RFC_9293("3.10.7.4"),
  "tcp.syn-received.ack-unacceptable": RFC_9293("3.10.7.4"),
  "tcp.text.deliver": RFC_9293("3.10.7.4"),
  "tcp.text.after-fin": RFC_9293("3.10.7.4"),
  "tcp.urgent": RFC_9293("3.8.5"),
  "tcp.fin.simultaneous": RFC_9293("3.10.7.4"),
  "tcp.fin.time-wait": RFC_9293("3.10.7.4"),
  "tcp.time-wait.fin-again": RFC_9293("3.10.7.4"),
  "tcp.time-wait.syn-old": { document: "RFC 6191", section: "2" },
  "tcp.time-wait.reopened": { document: "RFC 6191", section: "2" },
  // Timers
  "tcp.timeout.time-wait": RFC_9293("3.10.8"),
  "tcp.timeout.give-up": RFC_9293("3.8.3"),
  "tcp.timeout.advice": RFC_9293("3.8.3"),
  "tcp.timestamps.missing": RFC_7323("3.2"),
  "tcp.timestamps.old": RFC_7323("5.3"),
  "tcp.timestamps.foreign-echo": { document: "Linux" },
  "tcp.keep-alive.idle": RFC_9293("3.8.4"),
  "tcp.keep-alive.probe": RFC_9293("3.8.4"),
  "tcp.keep-alive.give-up": RFC_9293("3.8.4"),
  "tcp.user-timeout": RFC_9293("3.10.8"),
  // Congestion and loss
  "tcp.congestion.window": RFC_5681("3.1"),
  "tcp.congestion.threshold": RFC_5681("3.1"),
  "tcp.rto.doubled": RFC_6298("5.5"),
  "tcp.rto.sample": RFC_6298("2"),
} as const satisfies Record<string, Citation>;

export type TcpRule = keyof typeof TCP_RULES;
