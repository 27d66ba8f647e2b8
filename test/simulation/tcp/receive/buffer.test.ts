// The receive buffer of Linux. Windows and thresholds were measured: `ss -mi` on a server that does not read.

import { describe, expect, it } from "vitest";
import { Autotuning } from "../../../../src/simulation/tcp/receive/autotuning.ts";
import { ReceiveBuffer } from "../../../../src/simulation/tcp/receive/buffer.ts";
import { bufferFor, DEFAULT_BUFFER, firstWindow, shiftFor } from "../../../../src/simulation/tcp/receive/first-window.ts";
import { OfferedWindow } from "../../../../src/simulation/tcp/receive/offered-window.ts";
import { SegmentSize } from "../../../../src/simulation/tcp/receive/segment-size.ts";
import { truesize } from "../../../../src/simulation/tcp/receive/truesize.ts";

describe("the window of a SYN", () => {
  it("is half of the buffer in whole segments", () => {
    expect(firstWindow(DEFAULT_BUFFER, 1460)).toBe(64_240);
    expect(firstWindow(DEFAULT_BUFFER, 1448)).toBe(65_160);
    expect(firstWindow(bufferFor(4096), 1448)).toBe(2896);
    expect(firstWindow(bufferFor(1200), 1448)).toBe(1200);
  });

  it("is of 1152 bytes at least, whatever the program asks for", () => {
    expect([1, 700, 1152, 1153].map(bufferFor)).toEqual([2304, 2304, 2304, 2306]);
    expect(firstWindow(bufferFor(1), 1448)).toBe(1152);
  });

  it("comes with a shift for the largest buffer that there may be (RFC 7323 §2.3)", () => {
    expect(shiftFor(DEFAULT_BUFFER, true)).toBe(10);
    expect(shiftFor(bufferFor(4096), false)).toBe(0);
    expect(shiftFor(131_072, false)).toBe(1);
    expect(shiftFor(1_000_000_000, false)).toBe(13);
  });
});

describe("the threshold of the window", () => {
  function after(...lengths: readonly number[]): number {
    const buffer = new ReceiveBuffer(DEFAULT_BUFFER, false);
    buffer.open(65_160, 1448);
    for (const length of lengths) {
      const cost = truesize(52 + length);
      buffer.used += cost;
      if (length > 536) buffer.learn(length, cost, 65_160);
      if (ReceiveBuffer.growsBy(length)) buffer.grow(length, cost, 1448);
    }
    return buffer.threshold;
  }

  it.each([[10, 64_088], [536, 64_088], [700, 39_424], [1000, 56_832], [1148, 65_024], [1200, 66_899], [1448, 68_056]])(
    "is after a segment of %d bytes %d", (length, threshold) => {
      expect(after(length)).toBe(threshold);
    },
  );

  it("does not pass what the free memory holds", () => {
    const grown = after(...Array.from({ length: 20 }, () => 1448));
    expect(grown).toBe(after(...Array.from({ length: 10 }, () => 1448)));
    expect(grown).toBeLessThan(81_920);
  });
});

describe("a buffer that is full", () => {
  it("grows to what is in it, unless the program has set it", () => {
    const free = new ReceiveBuffer(10_000, false);
    const locked = new ReceiveBuffer(10_000, true);
    for (const buffer of [free, locked]) {
      buffer.open(5000, 1000);
      expect(buffer.makeRoom()).toBe(false);
      buffer.used = 12_000;
      expect(buffer.makeRoom()).toBe(true);
    }
    expect([free.size, free.threshold]).toEqual([12_000, 4000]);
    expect([locked.size, locked.threshold]).toEqual([10_000, 2000]);
  });
});

describe("the window that is offered (RFC 9293 §3.8.6.2.2)", () => {
  function offered(used: number, shift: number, size: number, next = 1): number {
    const buffer = new ReceiveBuffer(20_000, true);
    buffer.open(10_000, 1000);
    buffer.used = used;
    return new OfferedWindow(size, 1, shift).offer(buffer, 1000, next);
  }

  it("is rounded up where it is scaled, and never less than what is left of the one before", () => {
    expect(offered(0, 10, 0)).toBe(9 * 1024);
    expect(offered(15_000, 10, 5000)).toBe(5 * 1024);
    expect(offered(15_000, 10, 5000, 2001)).toBe(3 * 1024);
  });

  it("is whole segments where it is not scaled, and stays while that is as good", () => {
    expect(offered(0, 0, 0)).toBe(9000);
    expect(offered(0, 0, 8500)).toBe(8500);
    expect(offered(7000, 0, 0)).toBe(6000);
  });

  it("is closed with less than a segment or a sixteenth of the buffer free", () => {
    expect(offered(17_900, 0, 0)).toBe(1000);
    expect(offered(18_100, 0, 0)).toBe(0);
    expect(offered(25_000, 0, 0)).toBe(0);
  });

  it("fits the header's field", () => {
    const buffer = new ReceiveBuffer(1_000_000, true);
    buffer.open(400_000, 1000);
    expect(new OfferedWindow(0, 1, 0).offer(buffer, 1000, 1)).toBe(65_535);
  });
});

describe("the size of the peer's segments", () => {
  it("is thought small until larger ones are seen", () => {
    const size = new SegmentSize(1448, 65_160, 32);
    expect(size.size).toBe(536);
    expect(size.full(1448)).toBe(true);
    expect(size.full(1448)).toBe(false);
    expect(new SegmentSize(1448, 400, 32).size).toBe(200);
  });

  it("falls with the second segment of a smaller size in a row, where that may be a full one", () => {
    const size = new SegmentSize(1448, 65_160, 32);
    size.full(1448);
    expect([size.small(1000, true), size.small(1000, true), size.size]).toEqual([false, true, 1000]);
    expect([size.small(200, true), size.small(200, true), size.size]).toEqual([false, false, 1000]);
    expect([size.small(200, false), size.small(200, false), size.size]).toEqual([false, true, 200]);
    expect([size.small(60, false), size.small(60, false), size.size]).toEqual([false, false, 200]);
  });
});

describe("autotuning (Linux)", () => {
  function tuning(): Autotuning {
    const result = new Autotuning(0, 1, 14_480);
    result.echoed(50, 0, true, true);
    return result;
  }

  it("measures the round trip by echoes: shorter ones count at once, longer ones by an eighth, each once", () => {
    const result = tuning();
    expect(result.roundTrip).toBe(50);
    result.echoed(100, 40, true, true);
    expect(result.roundTrip).toBe(51.25);
    result.echoed(200, 40, true, true);
    result.echoed(200, 41, true, false);
    result.echoed(200, 42, false, true);
    expect(result.roundTrip).toBe(51.25);
    result.echoed(220, 180, true, false);
    expect(result.roundTrip).toBe(40);
  });

  it("measures it without timestamps by a window's worth of bytes, the shortest alone", () => {
    const result = new Autotuning(0, 1, 14_480);
    result.advanced(10, 1001, 5000);
    result.advanced(60, 6000, 5000);
    expect(result.roundTrip).toBe(0);
    result.advanced(70, 6001, 5000);
    expect(result.roundTrip).toBe(60);
    result.advanced(170, 12_000, 5000);
    expect(result.roundTrip).toBe(60);
  });

  it("tells what a round trip has brought when that is more than before", () => {
    const result = tuning();
    expect(result.measured(49.999, 20_001, 20_001)).toBe(0);
    expect(result.measured(50, 20_001, 20_001)).toBe(20_000);
    expect(result.measured(90, 60_001, 60_001)).toBe(0);
    expect(result.measured(100, 50_001, 60_001)).toBe(20_000);
    expect(result.measured(150, 55_001, 60_001)).toBe(0);
  });

  it("asks for twice of it, more while it grows, and for what lies beyond a gap", () => {
    const result = new Autotuning(0, 1, 10_000);
    expect(result.window(20_000, 0)).toBe(40_000 + 2 * 40_000);
    expect(result.space).toBe(20_000);
    expect(result.window(20_000, 3000)).toBe(43_000);
  });

  it("never shrinks the buffer, and leaves one that the program has set", () => {
    const buffer = new ReceiveBuffer(DEFAULT_BUFFER, false);
    buffer.open(65_160, 1448);
    buffer.enlarge(60_000);
    expect(buffer.size).toBe(DEFAULT_BUFFER);
    buffer.enlarge(100_000);
    expect([buffer.size, buffer.limit]).toEqual([200_000, 100_000]);
    buffer.enlarge(1e9);
    expect(buffer.size).toBe(33_554_432);
    const locked = new ReceiveBuffer(8192, true);
    locked.enlarge(100_000);
    expect(locked.size).toBe(8192);
  });
});
