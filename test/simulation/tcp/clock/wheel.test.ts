import { describe, expect, it } from "vitest";
import { PLAIN_CLOCK } from "../../../../src/simulation/tcp/clock/plain.ts";
import { HANDSHAKE_CLOCK, TICK, tickAt, ticks, WHEEL_CLOCK } from "../../../../src/simulation/tcp/clock/wheel.ts";

describe("the plain clock", () => {
  it("lets a timer go off when it is due, to the microsecond", () => {
    expect(PLAIN_CLOCK.due(0.1, 0.2, 0)).toBe(0.3);
    expect(PLAIN_CLOCK.granule(1000)).toBe(0);
  });
});

describe("the timer wheel of Linux", () => {
  it("counts ticks of 4 ms, the last one whole", () => {
    expect(ticks(0)).toBe(0);
    expect(ticks(40)).toBe(10);
    expect(ticks(250.6)).toBe(63);
    expect(ticks(0.1 + 0.2 + 3.7)).toBe(1);
    expect(tickAt(11.999)).toBe(2);
  });

  it.each([
    [40, 1], [248, 1], [252, 8], [2012, 8], [2016, 64], [16_124, 64], [16_128, 512], [129_020, 512], [129_024, 4096],
  ])("puts a timer of %d ms into a slot of %d ticks", (after, granule) => {
    expect(WHEEL_CLOCK.granule(after)).toBe(granule);
  });

  it("is half a slot late when a packet or a call sets it", () => {
    expect(WHEEL_CLOCK.due(100, 40, 0)).toBe(142);
    expect(WHEEL_CLOCK.due(100, 0, 0)).toBe(102);
    expect(WHEEL_CLOCK.due(0, 252, 0)).toBe(252 + 16);
    expect(WHEEL_CLOCK.due(0, 1000, 0)).toBe(1016);
  });

  it("goes as a SYN does that is sent again and again", () => {
    const waits = [1000, 1000, 1000, 1000, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000];
    const measured = [1016, 1024, 1024, 1024, 1024, 2016, 4100, 8192, 16_128, 32_260, 65_540];
    let now = 0;
    let inside = 0;
    for (const [place, wait] of waits.entries()) {
      const due = WHEEL_CLOCK.due(now, wait, inside);
      // One measurement stands anywhere in its slot.
      expect(Math.abs(due - now - (measured[place] ?? 0))).toBeLessThanOrEqual(TICK * WHEEL_CLOCK.granule(wait) / 2);
      now = due;
      inside = WHEEL_CLOCK.granule(wait);
    }
  });

  it("is never early", () => {
    for (let after = 0; after < 20_000; after += 3) {
      for (const inside of [0, 1, 8, 64, 512]) expect(WHEEL_CLOCK.due(7, after, inside) - 7).toBeGreaterThanOrEqual(after);
    }
  });
});

describe("the timers of SYN and SYN+ACK, Linux", () => {
  const second = HANDSHAKE_CLOCK.due(0, 1000, 0);

  it("lie in slots that both hosts share", () => {
    // A SYN+ACK that goes a slot's part after the SYN has its timer in the same slot; one that goes a slot later, in the next.
    expect(HANDSHAKE_CLOCK.due(2.5, 1000, 0)).toBe(second);
    expect(HANDSHAKE_CLOCK.due(25, 1000, 0)).toBe(second + 32);
    expect(HANDSHAKE_CLOCK.due(100, 1000, 0)).toBe(second + 96);
  });

  it("are never early, and at most a slot late", () => {
    for (const after of [1000, 2000, 4000, 8000, 16_000, 32_000, 64_000]) {
      for (let now = 0; now < 5000; now += 7) {
        const late = HANDSHAKE_CLOCK.due(now, after, 0) - now - after;
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThanOrEqual(TICK * HANDSHAKE_CLOCK.granule(after));
      }
    }
  });
});
