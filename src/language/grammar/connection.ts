// Which lines of a script are about a connection, and which may bring one about.

import type { Call } from "../../simulation/index.ts";
import type { ScriptLine } from "./statement.ts";

const ABOUT: ReadonlySet<Call["kind"]> = new Set(["send", "receive", "close", "shutdown", "abort", "set", "open-tls", "open-ssh", "change-keys", "run"] as const);

/** Whether a line has nothing to do where no connection comes to be. */
export function needsConnection(line: ScriptLine): boolean {
  return line.kind === "statement" && ABOUT.has(line.statement.call.kind);
}

/** Whether a connection may come of it: a segment out of nowhere may open one as well, and a SEND where one peer is waited for. */
export function mayConnect(line: ScriptLine): boolean {
  if (line.kind !== "statement") return line.kind === "injection";
  const { call } = line.statement;
  return call.kind === "connect" || (call.kind === "listen" && call.to !== undefined);
}
