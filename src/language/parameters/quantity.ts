// Numbers with units, as a block writes them: `100ms`, `5%`, `10Mbps`, `1460 bytes`; a bare number is in the kind's own unit.

import type { Parameter } from "../text/block.ts";

export type QuantityKind = Exclude<Parameter["kind"], "choice" | "text" | "address" | "names">;

/** What a text says as a quantity of some kind. */
export type Quantity =
  | { readonly kind: "value"; readonly value: number; readonly unit: string; readonly gap: string }
  /** A number with a unit of another kind, or of none; the unit stands at `unitAt` in the text. */
  | { readonly kind: "wrong-unit"; readonly unit: string; readonly unitAt: number }
  | { readonly kind: "not-a-quantity" };

interface Unit {
  readonly name: string;
  /** How many of the kind's own unit it is worth. */
  readonly factor: number;
  /** Other spellings that are understood. */
  readonly also?: readonly string[];
}

/** Own unit first, then from small to large. Sizes and rates count in thousands (IEC 80000-13 names the binary ones). */
const UNITS: Readonly<Record<QuantityKind, readonly Unit[]>> = {
  time: [
    { name: "ms", factor: 1 },
    { name: "us", factor: 0.001, also: ["µs", "μs"] },
    { name: "s", factor: 1000 },
    { name: "min", factor: 60_000 },
  ],
  ratio: [{ name: "%", factor: 1 }],
  size: [
    { name: "bytes", factor: 1, also: ["byte", "B"] },
    { name: "kB", factor: 1000 },
    { name: "KiB", factor: 1024 },
    { name: "MB", factor: 1_000_000 },
    { name: "MiB", factor: 1_048_576 },
  ],
  rate: [
    { name: "bps", factor: 1, also: ["bit/s"] },
    { name: "kbps", factor: 1000, also: ["kbit/s"] },
    { name: "Mbps", factor: 1_000_000, also: ["Mbit/s"] },
    { name: "Gbps", factor: 1_000_000_000, also: ["Gbit/s"] },
  ],
  count: [],
  sequence: [],
};

/** The finest step of each kind, in its own unit: times stand on the simulation's grid, the rest is whole. */
const STEPS_PER_UNIT: Readonly<Record<QuantityKind, number>> = { time: 1000, ratio: 1_000_000, size: 1, rate: 1, count: 1, sequence: 1 };

const NUMBER = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|0x[0-9a-fA-F]+|0o[0-7]+)([ \t]*)(.*)$/s;
const HEX_OR_OCTAL = /^(0x[0-9a-fA-F]+|0o[0-7]+)([ \t]*)(.*)$/s;

/** The names of the units that a kind understands, its own first. */
export function unitsOf(kind: QuantityKind): readonly string[] {
  return UNITS[kind].map(({ name }) => name);
}

/** Reads a quantity. Sizes, rates and counts must come out whole; times are rounded to the grid of 0.001 ms. */
export function parseQuantity(text: string, kind: QuantityKind): Quantity {
  const match = HEX_OR_OCTAL.exec(text) ?? NUMBER.exec(text);
  if (match === null) return { kind: "not-a-quantity" };
  const [, digits = "", gap = "", unit = ""] = match;
  const found = unit === "" ? { factor: 1 } : unitNamed(unit, kind);
  if (found === null) {
    if (!/^[\p{L}%°]/u.test(unit)) return { kind: "not-a-quantity" };
    return { kind: "wrong-unit", unit, unitAt: digits.length + gap.length };
  }
  const steps = STEPS_PER_UNIT[kind];
  const exact = Number(digits) * found.factor * steps;
  const rounded = Math.round(exact);
  const fraction = Math.abs(exact - rounded);
  if (steps === 1 && Number.isFinite(exact) && fraction > 1e-6) return { kind: "not-a-quantity" };
  return { kind: "value", value: rounded === 0 ? 0 : rounded / steps, unit, gap };
}

/** The nearest value that can be written: times on the grid of 0.001 ms, sizes, rates and counts whole. */
export function snap(kind: QuantityKind, value: number): number {
  const steps = STEPS_PER_UNIT[kind];
  return Math.round(value * steps) / steps;
}

/** Writes a quantity with the unit that fits it best; `gap` stands before the unit, where a size always has a space. */
export function formatQuantity(kind: QuantityKind, value: number, gap: string): string {
  switch (kind) {
    case "time":
      if (value >= 60_000 && value % 60_000 === 0) return `${value / 60_000}${gap}min`;
      return value >= 1000 && value % 100 === 0 ? `${value / 1000}${gap}s` : `${value}${gap}ms`;
    case "ratio":
      return `${value}${gap}%`;
    case "size":
      if (value >= 1_000_000 && value % 100_000 === 0) return `${value / 1_000_000} MB`;
      if (value >= 1000 && value % 1000 === 0) return `${value / 1000} kB`;
      return value === 1 ? "1 byte" : `${value} bytes`;
    case "rate":
      for (const { name, factor } of UNITS.rate.toReversed()) {
        if (value >= factor && (value * 1000) % factor === 0) return `${value / factor}${gap}${name}`;
      }
      return `${value}${gap}bps`;
    case "count":
    case "sequence":
      return String(value);
  }
}

/** Writes a quantity as `old` was written: bare stays bare, unit and spacing stay, unless that takes over three decimals. */
export function formatQuantityLike(old: string, kind: QuantityKind, value: number): string {
  const fresh = formatQuantity(kind, value, "");
  const before = parseQuantity(old, kind);
  if (before.kind !== "value") return fresh;
  const factor = before.unit === "" ? 1 : (unitNamed(before.unit, kind)?.factor ?? 1);
  const number = String(Math.round((value / factor) * 1000) / 1000);
  const unit = /^bytes?$/.test(before.unit) ? (value === 1 ? "byte" : "bytes") : before.unit;
  const written = `${number}${before.gap}${unit}`;
  const again = parseQuantity(written, kind);
  return again.kind === "value" && again.value === value ? written : fresh;
}

function unitNamed(name: string, kind: QuantityKind): Unit | null {
  const all = UNITS[kind];
  const exact = all.find((unit) => unit.name === name || unit.also?.includes(name));
  if (exact !== undefined) return exact;
  // `b` alone stays out: it may mean bits as well as bytes.
  const lower = name.toLowerCase();
  return lower === "b" ? null : (all.find((unit) => [unit.name, ...(unit.also ?? [])].some((each) => each.toLowerCase() === lower)) ?? null);
}
