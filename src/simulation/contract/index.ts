// The contracts: a scenario is all that a run depends on, a trace is all that it leaves. Both are plain data.

export type * from "./scenario.ts";
export type * from "./trace.ts";
