// The kernel room: what every protocol stands on and what knows no protocol.

export type { Bytes, Milliseconds, Ratio } from "./units.ts";
export { toGrid } from "./units.ts";
export type { Citation, Rule } from "./citation.ts";
export { formatCitation } from "./citation.ts";
export type { EffectBase, Step, TimerEffect } from "./endpoint.ts";
export { invariant } from "./invariant.ts";
export { hash, RandomStream } from "./random.ts";
export { Scheduler } from "./scheduler.ts";
export type {
  ForeignBytes, MessageDetail, StreamEffect, StreamInput, StreamMessage, StreamPiece, StreamProtocol, StreamStatus, StreamStep, StreamUnit,
} from "./stream-program.ts";
export type { TimerSlot } from "./timers.ts";
export { cancelTimer, setTimer, timerExpires } from "./timers.ts";
