// Only the diagram's own keys are taken; every other one is left to the host.

import { describe, expect, it } from "vitest";
import { commandFor } from "../../../src/diagram/playback/index.ts";

describe("keys", () => {
  it.each([
    ["ArrowRight", { kind: "step", by: 1 }], ["ArrowLeft", { kind: "step", by: -1 }], ["Home", { kind: "home" }], ["End", { kind: "end" }],
    [" ", { kind: "toggle" }], ["[", { kind: "faster", by: -1 }], ["]", { kind: "faster", by: 1 }], ["Enter", { kind: "card" }],
    ["Escape", { kind: "close" }], ["?", { kind: "help" }], ["ArrowDown", { kind: "select-next", by: 1 }], ["ArrowUp", { kind: "select-next", by: -1 }],
  ])("%j on the picture is a command", (key, command) => {
    expect(commandFor(key, "picture")).toEqual(command);
  });

  it.each(["Tab", "a", "F5", "PageDown", "/", "Delete"])("%s is the host's", (key) => {
    expect(commandFor(key, "picture")).toBeNull();
  });

  it("leaves a button its own keys", () => {
    expect([commandFor(" ", "button"), commandFor("Enter", "button")]).toEqual([null, null]);
  });

  it("steps from event to event on the scrubber", () => {
    expect(commandFor("ArrowUp", "scrubber")).toEqual({ kind: "step", by: 1 });
    expect(commandFor("ArrowDown", "scrubber")).toEqual({ kind: "step", by: -1 });
  });

  it("leaves a menu and a text all keys but Escape", () => {
    expect(["ArrowDown", " ", "Enter", "Home", "?"].map((key) => commandFor(key, "other"))).toEqual([null, null, null, null, null]);
    expect(commandFor("Escape", "other")).toEqual({ kind: "close" });
  });
});
