// The scene room: a trace and a width become numbers; nothing here knows a document or a language.

export type * from "./scene.ts";
export type { CardMessage } from "./card-message.ts";
export type { Box, Line } from "./box.ts";
export type { Font, Measure } from "./fonts.ts";
export type { ScalePiece } from "./time-scale.ts";
export { boundsOf, intersects } from "./box.ts";
export { cardOf, optionText } from "./card.ts";
export { FONTS } from "./fonts.ts";
export { floodAt, packetAt } from "./hit.ts";
export { layout } from "./layout.ts";
export { againText, bytesOf, numberedTitle, RUN_GAP, titleOf } from "./notation.ts";
export { SHADES } from "./floods.ts";
export { messagesIn } from "./message-groups.ts";
export { ribbonOutline } from "./ribbons.ts";
export { stretchAround, type OpenStretch } from "./foreground.ts";
export { numberingOf, type Numbering } from "./numbering.ts";
export { CROSS } from "./cross.ts";
export { factorText, silenceText } from "./scale-marks.ts";
export { exactTime, grouped, timeText } from "./ticks.ts";
export { outcomesOf } from "./outcomes.ts";
export { positionOf, timeAt } from "./time-scale.ts";
