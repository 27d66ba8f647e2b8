// What a flooded listener is in beyond LISTEN: its SYN queue is full, or it answers by cookies and keeps no state (RFC 4987 §3.6).

import type { Milliseconds, TraceFlood } from "../../../simulation/index.ts";
import type { Condition } from "../scene.ts";
import type { Stay } from "./bands.ts";
import { fullStretches, type QueueHistory } from "./charts.ts";

interface Spell {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  readonly condition: Condition;
}

/** A change that lasts less than this share of the flood is left out: a queue that is full again at once was full all the time. */
const BRIEF = 0.02;

/** The stays of a run, cut where a listener's condition changes. `latency`: how long a SYN is usually on its way. */
export function withConditions(stays: readonly Stay[], floods: readonly TraceFlood[], histories: readonly QueueHistory[], end: Milliseconds, latency: Milliseconds): Stay[] {
  // What a proxy takes in does not come to the listener behind it.
  return floods.filter(({ entrance }) => entrance === undefined).reduce<Stay[]>((all, flood) => {
    const spells = spellsOf(flood, histories.find(({ host, queue }) => host === flood.to && queue === "syn"), end, latency);
    const others = all.filter(({ host }) => host !== flood.to);
    const own = all.filter(({ host }) => host === flood.to);
    return [...others, ...cut(own, spells, end)].sort((a, b) => a.from - b.from);
  }, [...stays]);
}

/** When cookies were sent, and, but for that, when the queue was full. */
function spellsOf(flood: TraceFlood, history: QueueHistory | undefined, end: Milliseconds, latency: Milliseconds): Spell[] {
  const brief = (flood.end - flood.start) * BRIEF;
  const join = (stretches: readonly { from: Milliseconds; to: Milliseconds }[], condition: Condition): Spell[] => {
    const joined: { from: Milliseconds; to: Milliseconds; condition: Condition }[] = [];
    for (const { from, to } of stretches) {
      const last = joined.at(-1);
      if (last !== undefined && from - last.to < brief) last.to = to;
      else joined.push({ from, to, condition });
    }
    return joined.filter(({ from, to }) => to - from >= brief);
  };
  const stateless = join(flood.tallies.filter(({ cookies }) => cookies > 0).map(({ from, to }) => ({ from: from + latency, to: to + latency })), "STATELESS");
  const full = join(history === undefined ? [] : fullStretches(history, end), "BACKLOG FULL");
  const rest = full.flatMap((spell) => stateless.reduce<Spell[]>((left, { from, to }) => left.flatMap((each) => without(each, from, to)), [spell]));
  return [...stateless, ...rest].sort((a, b) => a.from - b.from);
}

function without(spell: Spell, from: Milliseconds, to: Milliseconds): Spell[] {
  if (to <= spell.from || from >= spell.to) return [spell];
  return [{ ...spell, to: from }, { ...spell, from: to }].filter((each) => each.to > each.from);
}

/** Puts the conditions where a host would show LISTEN. */
function cut(stays: readonly Stay[], spells: readonly Spell[], end: Milliseconds): Stay[] {
  return stays.flatMap((stay, index): Stay[] => {
    if (stay.state !== "LISTEN") return [stay];
    const until = stays[index + 1]?.from ?? end;
    const pieces: Stay[] = [stay];
    for (const { from, to, condition } of spells) {
      if (to <= stay.from || from >= until) continue;
      pieces.push({ host: stay.host, state: condition, from: Math.max(stay.from, from), event: stay.event });
      if (to < until) pieces.push({ host: stay.host, state: "LISTEN", from: to, event: stay.event });
    }
    return pieces;
  });
}
