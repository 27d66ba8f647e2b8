// The scene room: a trace and a width become numbers; nothing here knows a document or a language.

export type * from "./scene.ts";
export type { CardMessage } from "./card/card-message.ts";
export type { Box, Line } from "./measure/box.ts";
export type { Font, Measure } from "./measure/fonts.ts";
export type { ScalePiece } from "./measure/time-scale.ts";
export { boundsOf, intersects } from "./measure/box.ts";
export { cardOf, optionText } from "./card/card.ts";
export { FONTS } from "./measure/fonts.ts";
export { floodAt, packetAt } from "./hit.ts";
export { layout } from "./layout.ts";
export { againText, bytesOf, numberedTitle, RUN_GAP, titleOf } from "./card/notation.ts";
export { SHADES } from "./parts/floods.ts";
export { messagesIn } from "./parts/message-groups.ts";
export { ribbonOutline } from "./parts/ribbons.ts";
export { stretchAround, type OpenStretch } from "./parts/foreground.ts";
export { numberingOf, type Numbering } from "./card/numbering.ts";
export { CROSS } from "./measure/cross.ts";
export { factorText, silenceText } from "./measure/scale-marks.ts";
export { exactTime, grouped, timeText } from "./measure/ticks.ts";
export { outcomesOf } from "./card/outcomes.ts";
export { positionOf, timeAt } from "./measure/time-scale.ts";
