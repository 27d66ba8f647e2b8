// The simulation room: a scenario goes in, a trace comes out, and nothing else is touched.

export type * from "./contract/index.ts";
export type { Bytes, Citation, MessageDetail, Milliseconds, Ratio, Rule } from "./kernel/index.ts";
export { formatCitation } from "./kernel/index.ts";
export type { Recorder } from "./recording/index.ts";
export { CountingRecorder } from "./recording/index.ts";
export { run, simulate } from "./simulate.ts";
export type { DatagramRow, FirstByte, FrameTally, IcmpRow, NumberReason, OptionsRow, RelativeNumbers, SegmentRow, StateBand } from "./report/index.ts";
export {
  causeChain, eventsOfPacket, firstBytes, firstSending, flagLabel, formatSegments, frameTally, formatText, hostBands, pcapng, relativeNumbers, stateAt,
  stateBands, stateChanges, tcpPackets,
} from "./report/index.ts";
export { GROUPS as TLS_GROUPS, SUITE_NAMES as TLS_SUITES } from "./tls/index.ts";
