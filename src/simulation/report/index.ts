// The report room: what can be read from a trace. Questions and their answers, the run as text, the run as rows.

export type { NumberReason, RelativeNumbers, StateBand } from "./inspect.ts";
export {
  causeChain, eventsOfPacket, firstSending, flagLabel, hostBands, relativeNumbers, stateAt, stateBands, stateChanges,
} from "./inspect.ts";
export type { OptionsRow, SegmentRow } from "./segments.ts";
export { formatSegments } from "./segments.ts";
export { formatText } from "./text.ts";
