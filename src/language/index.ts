// The language room: the block's text in, a study out; and back again, one value at a time.

export type * from "./block.ts";
export { BOUNDS, LANGUAGES, SUBJECTS } from "./block.ts";
