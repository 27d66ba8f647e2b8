// What is told of a run as it happens, and the recorders that keep it or only count it.

export { CountingRecorder } from "./counting-recorder.ts";
export { KeepingRecorder } from "./keeping-recorder.ts";
export type { Payload } from "./payload.ts";
export { packetFits, packetSize } from "./payload.ts";
export type { Marks, Moment, Recorder } from "./recorder.ts";
export { UNTOLD } from "./recorder.ts";
