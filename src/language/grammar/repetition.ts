// What a line that is done several times stands for: `sends 10 bytes 3 times every 20ms` is three calls with pauses between.

import type { Statement } from "../../simulation/index.ts";
import type { ScriptLine } from "./statement.ts";

/** How many statements a line stands for, pauses not counted. */
export function deedsOf(line: ScriptLine): number {
  return line.kind === "statement" ? (line.repetition?.times ?? 1) : 1;
}

/** The statements that a script stands for. Frames of which it does not say so travel over a connection, if the script makes one. */
export function statementsOf(script: readonly ScriptLine[]): readonly Statement[] {
  const statements = script.flatMap(writtenOut);
  const connected = statements.some(({ call }) => call.kind === "connect");
  const open = new Set(script.flatMap((line) => (line.kind === "statement" && line.carrierOpen === true ? [line.statement] : [])));
  if (!connected || open.size === 0) return statements;
  return statements.map((each) => (open.has(each) && each.call.kind === "send-frames" ? { ...each, call: { ...each.call, over: "tcp" } } : each));
}

/** The statements that a line stands for. Its conditions hold for the first one; the others follow it. */
function writtenOut(line: ScriptLine): readonly Statement[] {
  if (line.kind !== "statement") return [];
  const { statement, repetition } = line;
  if (repetition === undefined) return [statement];
  const { host, call, port } = statement;
  const { times, every = 0 } = repetition;
  const again: Statement = port === undefined ? { host, call } : { host, call, port };
  const pause: readonly Statement[] = every > 0 ? [{ host, call: { kind: "wait", time: every } }] : [];
  return [statement, ...Array.from({ length: times - 1 }, () => [...pause, again]).flat()];
}
