// The playback room: time runs, stops and is dragged along; pure but for the ticker and the bar.

export { makeElement } from "./element.ts";
export { flyingOver, type Flying } from "./in-flight.ts";
export { makeIcon, type IconName } from "./icons.ts";
export { commandFor, type KeyCommand, type KeyTarget } from "./keys.ts";
export { calmSpeed, reduce, SPEEDS, type Playback, type PlaybackAction } from "./playback.ts";
export { makeTicker, type FrameSource, type Ticker } from "./ticker.ts";
export { carryOver, stepAt, tellingMoment, timelineOf, type Timeline } from "./timeline.ts";
export { makeTransport, type Transport, type TransportWords } from "./transport.ts";
