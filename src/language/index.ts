// The language room: the block's text in, a study out; and back again, one value at a time.

export type * from "./block.ts";
export { BOUNDS, LANGUAGES, SUBJECTS } from "./block.ts";
export { compile, parseBlock } from "./compile.ts";
export type { Block } from "./compile.ts";
export { edit } from "./edit.ts";
export { FAULT_KINDS, MATCHES, formatFault } from "./fault.ts";
export { addFault, removeFault } from "./fault-list.ts";
export { DEFAULT_CONTROLS, HOSTS, KEYS, PARAMETERS, formatValue, isControllable, parameter } from "./parameters.ts";
export { placeOf } from "./place.ts";
export type { Place } from "./place.ts";
export { unitsOf } from "./quantity.ts";
export type { QuantityKind } from "./quantity.ts";
export { fenceBlock, locateFence, offsetInNote, replaceBody, writeBack } from "./fence.ts";
export type { Change } from "./change.ts";
export type { SectionLines, WriteBack } from "./fence.ts";
export { findFences } from "./fence-scan.ts";
export type { BodyLine, Fence } from "./fence-scan.ts";
export { complete } from "./complete.ts";
export type { Completion } from "./complete.ts";
export { faultForPacket } from "./fault-for-packet.ts";
