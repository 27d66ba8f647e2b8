// The report room: what can be read from a trace. Questions and their answers, the run as text, as rows, as a capture file.

export type { NumberReason, RelativeNumbers, StateBand } from "./inspect.ts";
export {
  causeChain, eventsOfPacket, firstSending, flagLabel, hostBands, relativeNumbers, stateAt, stateBands, stateChanges,
  tcpPackets,
} from "./inspect.ts";
export type { FrameTally } from "./frames.ts";
export { frameTally } from "./frames.ts";
export { pcapng } from "./pcapng.ts";
export type { DatagramRow, IcmpRow, OptionsRow, SegmentRow } from "./segments.ts";
export { formatSegments } from "./segments.ts";
export { formatText } from "./text.ts";
export type { FirstByte } from "./first-byte.ts";
export { firstBytes } from "./first-byte.ts";
