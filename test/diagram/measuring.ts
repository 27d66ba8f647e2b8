// A measurer for tests: as wide as a usual font, full width for Hangul, the same on every machine.

import type { Measure } from "../../src/diagram/scene/index.ts";

export const measure: Measure = (text, font) => {
  let ems = 0;
  for (const letter of text) ems += letter >= "\u1100" ? 0.92 : font.family === "monospace" ? 0.6 : font.weight > 500 ? 0.6 : 0.54;
  return ems * font.size;
};
