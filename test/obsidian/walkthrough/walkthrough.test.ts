// The walkthrough and the picture in step with one another.

import { describe, expect, it } from "vitest";
import type { Step } from "../../../src/narration/index.ts";
import { stopFor } from "../../../src/obsidian/walkthrough/walkthrough.ts";

const stop = (at: number, packet: number | null): Step => ({
  event: at, at, host: "server", packet, key: "listen", values: { host: "Server", port: 80 }, rule: "r",
});

describe("the stop that fits the picture", () => {
  const stops = [stop(0, null), stop(0, 0), stop(50, 1), stop(100, 2), stop(100, 3), stop(200, null)];
  const at = (time: number, selected: number | null, present: number): number => stopFor(stops, { at: time, selected }, present);

  it("stays as long as it fits", () => {
    expect(at(0, null, 1)).toBe(1);
    expect(at(100, 3, 4)).toBe(4);
    expect(at(100, null, 4)).toBe(4);
  });

  it("is the last one that has come about", () => {
    expect(at(60, null, 0)).toBe(2);
    expect(at(199, null, 0)).toBe(3);
    expect(at(500, null, 0)).toBe(5);
  });

  it("is the first of several at one moment, so that none is passed over", () => {
    expect(at(100, null, 2)).toBe(3);
    expect(at(0, null, 5)).toBe(0);
  });

  it("is the first one before anything has happened", () => {
    expect(stopFor([stop(10, null), stop(20, null)], { at: 0, selected: null }, 1)).toBe(0);
  });

  it("is the one about the selected packet", () => {
    expect(at(0, 2, 0)).toBe(3);
    expect(at(200, 1, 5)).toBe(2);
  });

  it("goes by the time when nothing is said about the selected packet", () => {
    expect(at(50, 9, 0)).toBe(2);
  });
});
