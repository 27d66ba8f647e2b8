// The SVG room: draws a scene with D3's keyed joins.

export { makePicture, type Picture } from "./picture.ts";
export type { Dot, Leader, Speaker } from "./overlay.ts";
export type { Range } from "./slice.ts";
export type { PictureWords } from "./words.ts";
