// The words that the drawing writes, as functions that come in from outside.

import type { SceneWords } from "../scene/index.ts";

/** The same words that the layout measured. */
export type PictureWords = SceneWords;
