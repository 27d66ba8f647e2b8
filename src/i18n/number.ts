// Numbers as both languages write them here: thousands set apart by a narrow space, as in `65 535`.

/** Keeps the groups of a number on one line and apart from each other (U+202F). */
export const GROUP_SPACE = "\u202f";

/** Writes a number with its thousands set apart; at most three decimals, and none that are zero. */
export function grouped(value: number): string {
  const [whole = "", decimals = ""] = Math.abs(value).toFixed(3).split(".");
  const digits = whole.replace(/\B(?=(?:\d{3})+$)/gu, GROUP_SPACE);
  const fraction = decimals.replace(/0+$/u, "");
  return `${value < 0 ? "−" : ""}${digits}${fraction === "" ? "" : `.${fraction}`}`;
}

/** A time in the unit in which it reads shortest without losing anything: 100 ms, 1.5 s, 1 139 ms, 4 min. */
export interface Duration {
  readonly value: string;
  readonly unit: "ms" | "s" | "min";
}

/** Chooses the unit of a time in milliseconds. */
export function duration(time: number): Duration {
  if (time >= 120_000 && time % 60_000 === 0) return { value: grouped(time / 60_000), unit: "min" };
  if (time >= 1000 && (time % 100 === 0 || time >= 10_000)) return { value: grouped(Math.round(time) / 1000), unit: "s" };
  return { value: grouped(Math.round(time * 1000) / 1000), unit: "ms" };
}
