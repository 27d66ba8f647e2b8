// How one parameter is set by hand: by a slider, by a stepper or by a choice, and over which range.

import type { Parameter } from "../../language/index.ts";

/** The means by which a reader sets a parameter. */
export type ValueScale =
  | { readonly kind: "slider"; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: "stepper"; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: "choice"; readonly choices: readonly string[] };

/** The means for `parameter`; null for what is only typed, such as a name. */
export function scaleOf(parameter: Parameter): ValueScale | null {
  switch (parameter.kind) {
    case "choice":
      return { kind: "choice", choices: parameter.choices ?? [] };
    case "text":
    case "address":
    case "names":
      return null;
    case "count":
      return { kind: "stepper", min: parameter.min ?? 0, max: parameter.max ?? Number.MAX_SAFE_INTEGER, step: parameter.step ?? 1 };
    default: {
      const min = parameter.slider?.min ?? parameter.min ?? 0;
      return { kind: "slider", min, max: parameter.slider?.max ?? parameter.max ?? min + 100, step: parameter.step ?? 1 };
    }
  }
}

/** Where a value stands on a scale, as a number: words such as `unlimited` and numbers beyond it stand at its nearer end. */
export function positionOf(value: number | string, { min, max }: { readonly min: number; readonly max: number }): number {
  if (typeof value === "string") return value === "auto" ? min : max;
  return Math.min(max, Math.max(min, value));
}

/** The value one step up or down from `value`, on the scale's grid and within its range. */
export function stepFrom(value: number | string, direction: 1 | -1, scale: { readonly min: number; readonly max: number; readonly step: number }): number {
  const from = positionOf(value, scale);
  const { min, max, step } = scale;
  const steps = (from - min) / step;
  const next = direction > 0 ? Math.floor(steps + 1e-9) + 1 : Math.ceil(steps - 1e-9) - 1;
  return Math.min(max, Math.max(min, min + next * step));
}
