// A timer that may be set again and again without filling the schedule: one waiting entry serves many settings.

import type { Scheduler, Turn } from "./scheduler.ts";
import type { Milliseconds } from "./units.ts";

/** A timer's place in the schedule. `due` says when it is to go off; `queuedAt` where its entry waits. */
export interface TimerSlot {
  /** Null while the timer is off. */
  due: Milliseconds | null;
  /** Null while no entry waits. An entry at any other time is stale. */
  queuedAt: Milliseconds | null;
  /** Whether of such timers that go off at one time the one set last is the first; absent: the one set first is. */
  readonly latestFirst?: boolean;
}

/**
 * Sets the timer, anew if it runs already. A retransmission timer is pushed back with nearly every acknowledgement;
 * such an entry is left where it is and moved on only when its time comes.
 */
export function setTimer<Slot extends TimerSlot, Item>(scheduler: Scheduler<Item | Slot>, slot: Slot, due: Milliseconds): void {
  slot.due = due;
  if (slot.queuedAt === null || due < slot.queuedAt) {
    slot.queuedAt = due;
    scheduler.schedule(due, slot, turnOf(slot));
  }
}

/** Stops the timer. */
export function cancelTimer(slot: TimerSlot): void {
  slot.due = null;
}

/** Says whether an entry that has just been taken makes its timer go off; moves the entry on when it is early. */
export function timerExpires<Slot extends TimerSlot, Item>(scheduler: Scheduler<Item | Slot>, slot: Slot): boolean {
  const now = scheduler.now;
  if (slot.queuedAt !== now) return false;
  slot.queuedAt = null;
  if (slot.due === null) return false;
  if (slot.due > now) {
    slot.queuedAt = slot.due;
    scheduler.schedule(slot.due, slot, turnOf(slot));
    return false;
  }
  slot.due = null;
  return true;
}

function turnOf({ latestFirst }: TimerSlot): Turn {
  return latestFirst === true ? "latest-first" : "gives-way";
}
