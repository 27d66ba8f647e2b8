// The narration room: a trace in, the steps worth telling out.

export type * from "./step.ts";
