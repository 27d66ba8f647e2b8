// The bounds of a run: what ends one that would not end by itself.

import type { Call, HostSpec, Limits, Statement } from "../../simulation/index.ts";
import { BOUNDS } from "../text/block.ts";

/** What ends a connection, or the program that has it. */
const ENDINGS: ReadonlySet<Call["kind"]> = new Set(["close", "shutdown", "abort", "exit", "crash"]);
/** So many rounds of keep-alive show what there is to see. */
const ROUNDS = 10;
/** What there is besides has so much time, after the last time that the script names. */
const REST = 120_000;

/**
 * The bounds of a script's run. An idle connection that is probed and that nobody closes would fill a whole day with probes: some rounds
 * of them are enough.
 */
export function runLimits(hosts: readonly HostSpec[], script: readonly Statement[]): Limits {
  const limits: Limits = { events: BOUNDS.events, packets: BOUNDS.packets, time: BOUNDS.time };
  const rounds = [...hosts.map((host) => host.tcp.keepAlive), ...script.map(({ call }) => (call.kind === "set" ? call.keepAlive : undefined))]
    .filter((keepAlive) => keepAlive !== undefined);
  if (rounds.length === 0 || script.some(({ call }) => ENDINGS.has(call.kind))) return limits;
  // Each round takes the silence before it; one that is not answered ends the connection.
  const time = REST + named(script) + Math.max(...rounds.map(({ idle, interval, probes }) => ROUNDS * idle + interval * probes));
  return { ...limits, time: Math.min(limits.time, time) };
}

/** The times that a script names, one after another at the longest. */
function named(script: readonly Statement[]): number {
  const latest = Math.max(0, ...script.map(({ at }) => at ?? 0));
  return latest + script.reduce((sum, { call }) => sum + (call.kind === "wait" ? call.time : 0), 0);
}
