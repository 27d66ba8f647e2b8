// Tells when the congestion window of the textbook's sender goes into another phase: slow start, congestion avoidance, recovery and its end,
// the window after a timeout and after a pause (RFC 5681 §3.1, §3.2, §4.1).

import type { Bytes, Trace, TraceEvent, VariableName } from "../simulation/index.ts";
import { step, type Memory } from "./memory.ts";
import { distance } from "./packets.ts";
import type { Step } from "./step.ts";

type Variable = Extract<TraceEvent, { kind: "variable" }>;

/** What is known of one sender's window. */
interface Window {
  cwnd: Bytes | null;
  ssthresh: Bytes;
  /** Null until it is told for the first time that the window holds the sender back. */
  phase: "slow-start" | "avoidance" | "recovery" | null;
  /** Behind the last number that was out when the recovery began. */
  recover: number;
}

/** Follows the windows of a run. To be told every event in order. */
export class CongestionStory {
  private readonly windows = new Map<number, Window>();
  private readonly silent: boolean;

  constructor({ stack }: Trace) {
    this.silent = stack !== "textbook";
  }

  /** The step that a change of phase is worth, or null. */
  tell(event: TraceEvent, memory: Memory): Step | null {
    if (this.silent || event.kind !== "variable" || event.endpoint === null) return null;
    if (event.name !== "cwnd" && event.name !== "flight") return null;
    const window = this.of(event.endpoint);
    const changed = event.name === "cwnd" ? this.changed(event, window, memory) : null;
    return changed ?? this.recovered(event, window, memory);
  }

  private of(endpoint: number): Window {
    const known = this.windows.get(endpoint) ?? { cwnd: null, ssthresh: Infinity, phase: null, recover: 0 };
    this.windows.set(endpoint, known);
    return known;
  }

  /** The window has another size. */
  private changed(event: Variable, window: Window, memory: Memory): Step | null {
    const before = window.cwnd;
    const cause = memory.cause(event, "timer-fire", "receive", "call");
    const threshold = valueOf(event, "ssthresh", memory);
    window.cwnd = event.value;
    if (before === null || cause === null || event.endpoint === null) return null;
    if (cause.kind === "timer-fire") {
      if (event.value > before) return null;
      window.ssthresh = threshold ?? window.ssthresh;
      window.phase = "slow-start";
      // To a SYN or FIN alone the window is nothing.
      return !memory.of(event.endpoint).sentData ? null : step(event, "window-after-timeout", null, { ...memory.pair(event), window: event.value, threshold: window.ssthresh });
    }
    if (threshold !== null) {
      // The retransmission that begins the recovery tells the threshold.
      window.ssthresh = threshold;
      window.phase = "recovery";
      window.recover = memory.of(event.endpoint).nxt ?? 0;
      return null;
    }
    if (window.phase === "recovery") return null;
    if (cause.kind === "call") {
      if (event.value > before) return null;
      window.phase = "slow-start";
      return step(event, "window-after-pause", null, { ...memory.pair(event), window: event.value });
    }
    return this.grown(event, before, window, memory);
  }

  /** An acknowledgement has let the window grow. */
  private grown(event: Variable, before: Bytes, window: Window, memory: Memory): Step | null {
    if (window.phase !== "avoidance" && event.value >= window.ssthresh) {
      window.phase = "avoidance";
      return step(event, "congestion-avoidance", null, { ...memory.pair(event), window: event.value, threshold: window.ssthresh });
    }
    if (window.phase !== null || !isNeeded(event, before, memory)) return null;
    window.phase = "slow-start";
    return step(event, "slow-start", null, { ...memory.pair(event), before, window: event.value });
  }

  /** Everything is acknowledged that was out when the recovery began. */
  private recovered(event: Variable, window: Window, memory: Memory): Step | null {
    if (window.phase !== "recovery" || window.cwnd === null || event.endpoint === null) return null;
    const { una } = memory.of(event.endpoint);
    if (una === null || distance(window.recover, una) < 0) return null;
    window.phase = window.cwnd < window.ssthresh ? "slow-start" : "avoidance";
    return step(event, "recovery-over", null, { ...memory.pair(event), window: window.cwnd, threshold: window.ssthresh });
  }
}

/** Whether what has gone in the same step could not have gone before the window grew. */
function isNeeded(event: Variable, before: Bytes, memory: Memory): boolean {
  const flight = valueOf(event, "flight", memory);
  return flight !== null && flight > before && siblings(event, memory).some((other) => other.kind === "send");
}

/** What the step of this event has set another variable to, or null. */
function valueOf(event: Variable, name: VariableName, memory: Memory): number | null {
  for (const other of siblings(event, memory)) if (other.kind === "variable" && other.name === name) return other.value;
  return null;
}

function siblings(event: Variable, memory: Memory): readonly TraceEvent[] {
  const cause = event.cause === null ? undefined : memory.trace.events[event.cause];
  return cause === undefined ? [] : memory.consequences(cause).filter(({ endpoint }) => endpoint === event.endpoint);
}
