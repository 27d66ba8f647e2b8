// The language room: the block's text in, a study out; and back again, one value at a time.

export type * from "./text/block.ts";
export { BOUNDS, LANGUAGES, SUBJECTS } from "./text/block.ts";
export { compile, parseBlock } from "./study/compile.ts";
export type { Block } from "./study/compile.ts";
export { edit } from "./edit/edit.ts";
export { FAULT_KINDS, MATCHES, formatFault } from "./grammar/fault.ts";
export { addFault, removeFault } from "./edit/fault-list.ts";
export { DEFAULT_CONTROLS, HOSTS, KEYS, PARAMETERS, formatValue, isControllable, parameter } from "./parameters/parameters.ts";
export { placeOf } from "./text/place.ts";
export type { Place } from "./text/place.ts";
export { unitsOf } from "./parameters/quantity.ts";
export type { QuantityKind } from "./parameters/quantity.ts";
export { fenceBlock, locateFence, offsetInNote, replaceBody, writeBack } from "./fence/fence.ts";
export type { Change } from "./edit/change.ts";
export type { SectionLines, WriteBack } from "./fence/fence.ts";
export { findFences } from "./fence/fence-scan.ts";
export type { BodyLine, Fence } from "./fence/fence-scan.ts";
export { complete } from "./complete.ts";
export type { Completion } from "./complete.ts";
export { faultForPacket } from "./edit/fault-for-packet.ts";
