// A timer that may be set again and again without filling the schedule: one waiting entry serves many settings.

import type { Scheduler } from "./scheduler.ts";
import type { Milliseconds } from "./units.ts";

/** A timer's place in the schedule. `due` says when it is to go off; `queuedAt` where its entry waits. */
export interface TimerSlot {
  /** Null while the timer is off. */
  due: Milliseconds | null;
  /** Null while no entry waits. An entry at any other time is stale. */
  queuedAt: Milliseconds | null;
}

/**
 * Sets the timer, anew if it runs already. A retransmission timer is pushed back with nearly every acknowledgement;
 * such an entry is left where it is and moved on only when its time comes.
 */
export function setTimer<Slot extends TimerSlot, Item>(scheduler: Scheduler<Item | Slot>, slot: Slot, due: Milliseconds): void {
  slot.due = due;
  if (slot.queuedAt === null || due < slot.queuedAt) {
    slot.queuedAt = due;
    scheduler.schedule(due, slot, true);
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
    scheduler.schedule(slot.due, slot, true);
    return false;
  }
  slot.due = null;
  return true;
}
