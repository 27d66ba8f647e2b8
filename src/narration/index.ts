// The narration room: a trace in, the steps worth telling out.

export type * from "./step.ts";
export { facts, type FloodFacts, type LostPacket, type RunFacts } from "./facts.ts";
export { narrate } from "./narrate.ts";
export { kindOf, type PacketKind } from "./packets.ts";
export { walkthrough } from "./walkthrough.ts";
