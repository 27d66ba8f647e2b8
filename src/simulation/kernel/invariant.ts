// An invariant is what must hold whatever a reader writes: when it does not, the simulation itself is wrong.

/** Throws an error that names the broken invariant and the values that broke it. */
export function invariant(condition: boolean, message: string, values: Readonly<Record<string, unknown>> = {}): asserts condition {
  if (condition) return;
  const shown = Object.entries(values).map(([name, value]) => `${name}=${String(value)}`);
  throw new Error(shown.length === 0 ? message : `${message} (${shown.join(", ")})`);
}
