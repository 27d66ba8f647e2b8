// The timers of one connection (RFC 9293 §3.8, §3.10.8; RFC 8985 for those of loss detection).

import type { Milliseconds } from "../kernel/index.ts";
import type { TimerName } from "../contract/index.ts";

/** The timers of one connection; `wait` is a program's own. */
export type TcpTimer = Exclude<TimerName, "wait" | "work" | "reassembly">;

/** One value for each timer. */
function forEach<Value>(value: Value): Record<TcpTimer, Value> {
  return {
    "retransmission": value, "loss-probe": value, "reorder": value, "persist": value, "wake-up": value, "delayed-ack": value,
    "sack-compression": value, "keep-alive": value, "user-timeout": value, "time-wait": value,
  };
}

/** Every timer, off. */
export function noTimers(): Record<TcpTimer, Milliseconds | null> {
  return forEach<Milliseconds | null>(null);
}

/** Every timer, rounded by nothing. */
export function noGranules(): Record<TcpTimer, number> {
  return forEach(0);
}

/** Every timer's name. */
export const TCP_TIMERS = Object.keys(noTimers()) as readonly TcpTimer[];
