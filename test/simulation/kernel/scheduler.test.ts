import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cancelTimer, Scheduler, setTimer, timerExpires } from "../../../src/simulation/kernel/index.ts";
import type { TimerSlot } from "../../../src/simulation/kernel/index.ts";

describe("the scheduler", () => {
  it("gives items in order of time, and at equal times in order of insertion", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), (times) => {
      const scheduler = new Scheduler<{ readonly at: number; readonly place: number }>();
      times.forEach((at, place) => {
        scheduler.schedule(at, { at, place });
      });
      const expected = times.map((at, place) => ({ at, place })).sort((a, b) => a.at - b.at || a.place - b.place);
      expect(times.map(() => scheduler.take())).toEqual(expected);
    }), { seed: 1 });
  });

  it("keeps that order while items come and go", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 200 }), (delays) => {
      const scheduler = new Scheduler<{ readonly at: number; readonly order: number }>();
      let last = { at: 0, order: -1 };
      delays.forEach((delay, order) => {
        scheduler.schedule(scheduler.now + delay, { at: scheduler.now + delay, order });
        if (order % 3 !== 2) return;
        const item = scheduler.take();
        expect(item.at > last.at || (item.at === last.at && item.order > last.order)).toBe(true);
        last = item;
      });
    }), { seed: 1 });
  });

  it("keeps that order however many wait in line, and with others that overtake them", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 50, max: 52 }), fc.boolean()), { maxLength: 20 }), (rounds) => {
      const scheduler = new Scheduler<{ readonly at: number; readonly order: number }>();
      const waiting: { readonly at: number; readonly order: number }[] = [];
      let order = 0;
      const put = (at: number): void => {
        const item = { at, order };
        order += 1;
        scheduler.schedule(at, item);
        waiting.push(item);
      };
      for (const [count, way, overtaken] of rounds) {
        for (let left = count; left > 0; left -= 1) put(scheduler.now + way);
        if (overtaken) put(scheduler.now + 1);
        waiting.sort((a, b) => a.at - b.at || a.order - b.order);
        const taken = waiting.splice(0, Math.floor(waiting.length * 0.7));
        expect(taken.map(() => scheduler.take())).toEqual(taken);
        expect(scheduler.size).toBe(waiting.length);
        expect(scheduler.peek()).toBe(waiting[0]?.at ?? null);
      }
    }), { seed: 1 });
  });

  it("lets what gives way come last of its time, and behind it the latest first of what is to come so", () => {
    const turns = ["in-line", "gives-way", "latest-first"] as const;
    const items = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(...turns)), { maxLength: 200 });
    fc.assert(fc.property(items, (all) => {
      const scheduler = new Scheduler<{ readonly at: number; readonly turn: (typeof turns)[number]; readonly place: number }>();
      const put = all.map(([at, turn], place) => ({ at, turn, place }));
      for (const item of put) scheduler.schedule(item.at, item, item.turn);
      const expected = [...put].sort((a, b) => a.at - b.at || turns.indexOf(a.turn) - turns.indexOf(b.turn) || (a.turn === "latest-first" ? b.place - a.place : a.place - b.place));
      expect(put.map(() => scheduler.take())).toEqual(expected);
    }), { seed: 1 });
  });

  it("moves its clock to the time of the item taken, and refuses what would be in the past", () => {
    const scheduler = new Scheduler<string>();
    scheduler.schedule(5, "later");
    expect(scheduler.now).toBe(0);
    expect(scheduler.take()).toBe("later");
    expect(scheduler.now).toBe(5);
    expect(() => {
      scheduler.schedule(4.999, "too late");
    }).toThrow("at=4.999, now=5");
    expect(() => {
      scheduler.schedule(Number.NaN, "never");
    }).toThrow("in the past");
  });

  it("has nothing to give when it is empty", () => {
    const scheduler = new Scheduler<string>();
    expect(scheduler.peek()).toBeNull();
    expect(() => scheduler.take()).toThrow("empty");
  });
});

/** Runs a timer through a program of settings; tells when it goes off. */
function expiries(program: (set: (due: number) => void, cancel: () => void, at: (time: number, act: () => void) => void) => void): number[] {
  const scheduler = new Scheduler<TimerSlot | (() => void)>();
  const slot: TimerSlot = { due: null, queuedAt: null };
  const fired: number[] = [];
  program(
    (due) => {
      setTimer(scheduler, slot, due);
    },
    () => {
      cancelTimer(slot);
    },
    (time, act) => {
      scheduler.schedule(time, act);
    },
  );
  while (scheduler.size > 0) {
    const item = scheduler.take();
    if (typeof item === "function") item();
    else if (timerExpires(scheduler, item)) fired.push(scheduler.now);
  }
  return fired;
}

describe("a timer", () => {
  it("goes off once, when it is due", () => {
    expect(expiries((set) => {
      set(10);
    })).toEqual([10]);
  });

  it("goes off after everything else of its time", () => {
    const scheduler = new Scheduler<TimerSlot | string>();
    setTimer(scheduler, { due: null, queuedAt: null }, 5);
    scheduler.schedule(5, "arrives");
    expect(scheduler.take()).toBe("arrives");
  });

  it("goes off at the time set last, be it later or earlier", () => {
    expect(expiries((set, _cancel, at) => {
      set(10);
      at(5, () => {
        set(20);
      });
    })).toEqual([20]);
    expect(expiries((set, _cancel, at) => {
      set(20);
      at(5, () => {
        set(10);
      });
    })).toEqual([10]);
  });

  it("does not go off when it is stopped, and can be set again", () => {
    expect(expiries((set, cancel, at) => {
      set(10);
      at(5, cancel);
      at(7, () => {
        set(10);
      });
      at(8, cancel);
      at(12, () => {
        set(30);
      });
    })).toEqual([30]);
  });
});
