// The contract of every protocol machine: no clock, no callbacks, no input or output; all of that is data.

import type { Milliseconds } from "./units.ts";

/**
 * One step of a protocol machine: its state, one input and the time go in, the effects come out as plain data for the
 * host to carry out. The state belongs to the machine and may be changed inside the step, and nowhere else.
 */
export type Step<State, Input, Result> = (state: State, input: Input, now: Milliseconds) => Result;

/** What every effect carries: the id of the rule that asked for it. */
export interface EffectBase<RuleId extends string> {
  readonly rule: RuleId;
}

/** Effects on a machine's timers, by the timer's name. */
export type TimerEffect<Name extends string, RuleId extends string> =
  | (EffectBase<RuleId> & { readonly kind: "timer-set"; readonly timer: Name; readonly due: Milliseconds })
  | (EffectBase<RuleId> & { readonly kind: "timer-cancel"; readonly timer: Name });
