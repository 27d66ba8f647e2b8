// Linux's timer wheel: timers count whole ticks, and the longer a timer, the coarser the slot that it is put in.

import type { Milliseconds } from "../../kernel/index.ts";
import { toGrid } from "../../kernel/index.ts";
import type { Clock } from "./clock.ts";

/** HZ is 250. */
export const TICK: Milliseconds = 4;

/** A wheel of the finest level has 64 slots; one of them is never the farthest. */
const FINEST = 63;
/** Each level's slots are so many times as wide as those of the level below. */
const WIDER = 8;
/** Levels of the wheel of a machine with 250 ticks a second. */
const LEVELS = 9;

/** So many ticks does a time take, the last one counted whole. */
export function ticks(time: Milliseconds): number {
  // What a sum of fractions lies above the grid must not add a tick.
  const exact = toGrid(time);
  const whole = Math.floor(exact / TICK);
  return whole * TICK < exact ? whole + 1 : whole;
}

/** The tick that it is. */
export function tickAt(now: Milliseconds): number {
  return Math.floor(now / TICK);
}

function width(count: number): number {
  let slot = 1;
  let reach = FINEST;
  for (let level = 1; level < LEVELS && count >= reach; level += 1) {
    slot *= WIDER;
    reach *= WIDER;
  }
  return slot;
}

/**
 * A timer goes off at the end of the slot that it falls into. Where in a slot a host stands is nobody's choice, so the expected
 * value stands for it: half a slot late when set by a packet or a call. A timer that is set in another's handler begins at the
 * end of a slot of that one's width, and so as much less late as it reaches into its own.
 */
export const WHEEL_CLOCK: Clock = {
  due(now, after, inside) {
    const count = ticks(after);
    const slot = width(count);
    const known = Math.min(inside, slot);
    const late = known === 0 ? slot / 2 : (slot + known) / 2 - (count % known);
    return toGrid(now + (count + late) * TICK);
  },
  granule: (after) => width(ticks(after)),
};

/** Where in the wheel time 0 lies, in ticks: in the middle of a slot of every level, as the timers of a first SYN meet them. */
const PHASE = 259;

/**
 * The same wheel in one place: for SYN and SYN+ACK, whose timers run at both ends at once. The captures' hosts share a machine and so the
 * wheel, and which of two timers goes off first, or whether a SYN comes before its SYN+ACK's timer, is told by slots and not by chance.
 */
export const HANDSHAKE_CLOCK: Clock = {
  due(now, after) {
    const count = ticks(after);
    const slot = width(count);
    const end = Math.floor((tickAt(now) + PHASE + count) / slot) * slot + slot;
    return toGrid((end - PHASE) * TICK);
  },
  granule: (after) => width(ticks(after)),
};
