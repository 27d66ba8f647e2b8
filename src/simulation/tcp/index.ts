// The TCP room: RFC 9293 and its companions as a machine without clock, network or callbacks.

export { issAfter, mayReopen } from "./arrives/time-wait.ts";
export type { TcpCall } from "./calls.ts";
export type { TcpCallName, TcpEffect, Turn } from "./effects.ts";
export type { FastOpen } from "./fast-open.ts";
export { createFastOpen } from "./fast-open.ts";
export { chooseIsn } from "./segment/isn.ts";
export { DEFAULT_MSS, timestampsOf } from "./segment/options.ts";
export type { TcpRule } from "./rules.ts";
export { TCP_RULES } from "./rules.ts";
export type { Segment } from "./segment/segment.ts";
export { ACK, FIN, flagBits, resetFor, RST, segmentFits, segmentSize, sequenceLength, SYN, toTraceSegment } from "./segment/segment.ts";
export type { SequenceNumber } from "./segment/sequence.ts";
export { advance, atOrBefore, before, distance, inWindow, sequence } from "./segment/sequence.ts";
export type { Settings } from "./settings.ts";
export { settle } from "./settings.ts";
export { isSynchronized, isTransition, TRANSITIONS } from "./state.ts";
export { answerStatelessly } from "./segment/stateless.ts";
export type { TcpInput } from "./step.ts";
export { step, stepWithoutConnection } from "./step.ts";
export type { Tcb } from "./tcb.ts";
export { cloneListener, createTcb } from "./tcb.ts";
export type { TcpTimer } from "./timer.ts";
