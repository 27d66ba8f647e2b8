// Settings as they come from disk, where anything may stand.

import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { DEFAULT_SETTINGS, readSettings, SPEED_CHOICES, VOICES } from "../../src/obsidian/settings.ts";

describe("reading settings", () => {
  it.each([null, undefined, 3, "text", [], {}])("gives the defaults for %j", (data) => {
    expect(readSettings(data)).toEqual(DEFAULT_SETTINGS);
  });

  it("keeps what makes sense and drops what does not", () => {
    expect(readSettings({ voice: "analogy", speed: "fast", keep: false, more: 1 })).toEqual({ voice: "analogy", speed: DEFAULT_SETTINGS.speed, keep: false });
    expect(readSettings({ voice: "loud", speed: 0.5, keep: "no" })).toEqual({ voice: DEFAULT_SETTINGS.voice, speed: 0.5, keep: true });
  });

  it("gives settings that read as themselves, whatever was read", () => {
    fc.assert(fc.property(fc.anything(), (data) => {
      const settings = readSettings(data);
      expect(VOICES).toContain(settings.voice);
      expect(SPEED_CHOICES).toContain(settings.speed);
      expect(readSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
    }), { seed: 6 });
  });
});
