// What receivers made of each packet, read once from the run's events.

import type { Outcome, Trace } from "../../simulation/index.ts";

/** The outcome of each arrival of each packet, in order of time; absent where nothing arrived. */
export function outcomesOf(trace: Trace): ReadonlyMap<number, readonly Outcome[]> {
  const outcomes = new Map<number, Outcome[]>();
  for (const event of trace.events) {
    if (event.kind !== "receive") continue;
    const list = outcomes.get(event.packet);
    if (list === undefined) outcomes.set(event.packet, [event.outcome]);
    else list.push(event.outcome);
  }
  return outcomes;
}
