// How a parameter of the table is set by hand.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PARAMETERS, type Parameter } from "../../../src/language/index.ts";
import { positionOf, scaleOf, stepFrom } from "../../../src/obsidian/controls/value-scale.ts";

const row = (rest: Partial<Parameter>): Parameter => ({ key: "a.b", kind: "time", default: 0, ...rest });

describe("the scale of a parameter", () => {
  it("is a slider over what can be dragged through, where the range is wider", () => {
    expect(scaleOf(row({ kind: "sequence", min: 0, max: 4_294_967_295, step: 1, slider: { min: 0, max: 1000 } }))).toEqual({ kind: "slider", min: 0, max: 1000, step: 1 });
    expect(scaleOf(row({ kind: "ratio", min: 0, max: 100, step: 1 }))).toEqual({ kind: "slider", min: 0, max: 100, step: 1 });
  });

  it("is a stepper over the whole range for counts", () => {
    expect(scaleOf(row({ kind: "count", min: 0, max: 20, step: 1, slider: { min: 0, max: 10 } }))).toEqual({ kind: "stepper", min: 0, max: 20, step: 1 });
  });

  it("is a choice for words", () => {
    expect(scaleOf(row({ kind: "choice", choices: ["a", "b"], default: "a" }))).toEqual({ kind: "choice", choices: ["a", "b"] });
  });

  it("is nothing for what is only typed", () => {
    expect(scaleOf(row({ kind: "text", default: "" }))).toBeNull();
    expect(scaleOf(row({ kind: "address", default: "192.0.2.1" }))).toBeNull();
  });

  it("has a range and a step for every number of the table", () => {
    for (const parameter of PARAMETERS) {
      const scale = scaleOf(parameter);
      if (scale === null || scale.kind === "choice") continue;
      expect(scale.max, parameter.key).toBeGreaterThan(scale.min);
      expect(scale.step, parameter.key).toBeGreaterThan(0);
      expect(scale.min, parameter.key).toBeGreaterThanOrEqual(parameter.min ?? scale.min);
      expect(scale.max, parameter.key).toBeLessThanOrEqual(parameter.max ?? scale.max);
    }
  });
});

describe("the position of a value", () => {
  const scale = { min: 10, max: 100, step: 10 };

  it("is the nearer end for what lies beyond the scale", () => {
    expect([5, 10, 55, 100, 4000].map((value) => positionOf(value, scale))).toEqual([10, 10, 55, 100, 100]);
  });

  it("is an end for a word", () => {
    expect(positionOf("auto", scale)).toBe(10);
    expect(positionOf("unlimited", scale)).toBe(100);
  });
});

describe("a step", () => {
  const scale = { min: 10, max: 100, step: 10 };

  it("goes to the next value on the grid", () => {
    expect([10, 20, 25, 95, 100].map((value) => stepFrom(value, 1, scale))).toEqual([20, 30, 30, 100, 100]);
    expect([10, 20, 25, 95, 100].map((value) => stepFrom(value, -1, scale))).toEqual([10, 10, 20, 90, 90]);
  });

  it("never leaves the range, and always moves within it", () => {
    const scales = fc.record({ min: fc.integer({ min: -50, max: 50 }), span: fc.integer({ min: 1, max: 500 }), step: fc.integer({ min: 1, max: 60 }) })
      .map(({ min, span, step }) => ({ min, max: min + span, step }));
    fc.assert(fc.property(scales, fc.integer({ min: -100, max: 700 }), fc.constantFrom(1 as const, -1 as const), (any, value, direction) => {
      const next = stepFrom(value, direction, any);
      expect(next).toBeGreaterThanOrEqual(any.min);
      expect(next).toBeLessThanOrEqual(any.max);
      const from = positionOf(value, any);
      if (direction > 0 && from < any.max) expect(next).toBeGreaterThan(from);
      if (direction < 0 && from > any.min) expect(next).toBeLessThan(from);
    }), { seed: 5 });
  });
});
