// What a line that is done several times stands for: `sends 10 bytes 3 times every 20ms` is three calls with pauses between.

import type { Statement } from "../simulation/index.ts";
import type { ScriptLine } from "./statement.ts";

/** How many statements a line stands for, pauses not counted. */
export function deedsOf(line: ScriptLine): number {
  return line.kind === "statement" ? (line.repetition?.times ?? 1) : 1;
}

/** The statements that a line stands for. Its conditions hold for the first one; the others follow it. */
export function statementsOf(line: ScriptLine): readonly Statement[] {
  if (line.kind !== "statement") return [];
  const { statement, repetition } = line;
  if (repetition === undefined) return [statement];
  const { host, call, port } = statement;
  const { times, every = 0 } = repetition;
  const again: Statement = port === undefined ? { host, call } : { host, call, port };
  const pause: readonly Statement[] = every > 0 ? [{ host, call: { kind: "wait", time: every } }] : [];
  return [statement, ...Array.from({ length: times - 1 }, () => [...pause, again]).flat()];
}
