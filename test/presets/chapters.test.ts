// The chapters of the presets: nothing is left out, nothing is offered twice.

import { describe, expect, it } from "vitest";
import { CHAPTERS, PRESETS } from "../../src/presets/index.ts";

describe("the chapters", () => {
  it("hold every preset exactly once, in the order of the presets", () => {
    expect(Object.values(CHAPTERS).flat()).toEqual([...PRESETS.keys()]);
  });
});
