// The simulation room: a scenario goes in, a trace comes out, and nothing else is touched.

export type * from "./scenario.ts";
export type * from "./trace.ts";
export type { Bytes, Milliseconds, Ratio } from "./kernel/units.ts";
export type { Citation, Rule } from "./kernel/citation.ts";
export { formatCitation } from "./kernel/citation.ts";
export { simulate } from "./simulate.ts";
