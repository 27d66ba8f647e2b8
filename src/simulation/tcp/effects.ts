// What a step of TCP asks its host to do, as plain data, and the turn that collects it.

import type { Bytes, EffectBase, Milliseconds, TimerEffect } from "../kernel/index.ts";
import type { CallError, ConnectionStatus, Outcome, Signal, TcpState, VariableName } from "../contract/index.ts";
import type { TcpRule } from "./rules.ts";
import type { Segment } from "./segment/segment.ts";
import type { TcpTimer } from "./timer.ts";

/** The calls that a program makes or waits in (RFC 9293 §3.9.1). */
export type TcpCallName = "listen" | "connect" | "send" | "receive" | "close" | "shutdown" | "abort" | "status";

type Base = EffectBase<TcpRule>;

export type TcpEffect =
  | (Base & { readonly kind: "send"; readonly segment: Segment; readonly retransmission: boolean })
  | (Base & { readonly kind: "state"; readonly from: TcpState; readonly to: TcpState })
  | (Base & { readonly kind: "deliver"; readonly offset: Bytes; readonly bytes: Bytes; readonly fin: boolean })
  /** `about`: of a call that had to wait, its bytes, and of a SEND where in the stream they begin. */
  | (Base & {
    readonly kind: "result"; readonly call: TcpCallName; readonly outcome: "ok" | CallError;
    readonly about?: { readonly offset?: Bytes; readonly bytes: Bytes };
  })
  | (Base & { readonly kind: "status"; readonly status: ConnectionStatus })
  | (Base & { readonly kind: "signal"; readonly signal: Signal })
  /** A cookie of the peer's that the host is to keep for the next connection (RFC 7413 §4.1.3). */
  | (Base & { readonly kind: "cookie"; readonly cookie: string; readonly mss: Bytes })
  | (Base & { readonly kind: "variable"; readonly name: VariableName; readonly value: number })
  | TimerEffect<TcpTimer, TcpRule>;

/** One step in the making: its time, what it asks for so far, and what became of the segment that began it. */
export interface Turn {
  readonly now: Milliseconds;
  readonly effects: TcpEffect[];
  /** The granule of the timer whose expiry this step serves; 0 for a segment or a call. */
  granule: number;
  /** What was made of the arriving segment. */
  outcome: Outcome;
  /** The rule that decided so; for a call or a timer, the rule that it follows. */
  rule: TcpRule;
  /** The rule that wants an acknowledgement sent, unless other segments of this step carry it; null when none does. */
  acknowledge: TcpRule | null;
}

export function createTurn(now: Milliseconds, rule: TcpRule): Turn {
  return { now, effects: [], granule: 0, outcome: "accepted", rule, acknowledge: null };
}

/** Settles what became of the segment. */
export function conclude(turn: Turn, outcome: Outcome, rule: TcpRule): void {
  turn.outcome = outcome;
  turn.rule = rule;
}
