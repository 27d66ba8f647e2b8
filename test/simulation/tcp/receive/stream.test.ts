import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Duplicates } from "../../../../src/simulation/tcp/receive/duplicates.ts";
import { Stream } from "../../../../src/simulation/tcp/receive/stream.ts";

const HEADERS = 52;

/** Gives a segment to the stream as a receiver does, and tells what it was. */
function take(stream: Stream, seq: number, length: number, fin = false, duplicates = new Duplicates()): string {
  const end = seq + length + (fin ? 1 : 0);
  if (end <= stream.next) return "old";
  if (seq > stream.next) return stream.hold(seq, length, fin, duplicates);
  stream.append(seq, length, fin);
  return stream.follow(duplicates) ? "in order" : "gap left";
}

function repeated(...segments: readonly (readonly [number, number])[]): string | null {
  const stream = new Stream(1, HEADERS);
  const duplicates = new Duplicates();
  for (const [seq, length] of segments) {
    duplicates.clear();
    take(stream, seq, length, false, duplicates);
  }
  return duplicates.pending ? `${duplicates.left}:${duplicates.right}` : null;
}

describe("bytes out of order (RFC 9293 §3.10.7.4, seventh check)", () => {
  it("wait for what is missing and follow it", () => {
    const stream = new Stream(1, HEADERS);
    expect(take(stream, 101, 100)).toBe("kept");
    expect(take(stream, 301, 100)).toBe("kept");
    expect([stream.next, stream.gap, stream.reach]).toEqual([1, true, 400]);
    expect(take(stream, 1, 100)).toBe("gap left");
    expect([stream.next, stream.unread, stream.reach]).toEqual([201, 200, 200]);
    expect(take(stream, 201, 100)).toBe("in order");
    expect([stream.next, stream.gap, stream.unread]).toEqual([401, false, 400]);
  });

  it("are told to have come twice (RFC 2883): whole, in part, or around another segment", () => {
    expect(repeated([101, 100], [101, 100])).toBe("101:201");
    expect(repeated([101, 100], [131, 20])).toBe("131:151");
    expect(repeated([101, 100], [151, 100])).toBe("151:201");
    expect(repeated([101, 100], [51, 100])).toBe("101:151");
    expect(repeated([101, 100], [51, 200])).toBe("101:201");
    expect(repeated([101, 100], [101, 200])).toBe("101:201");
    expect(repeated([101, 100], [1, 150])).toBe("101:151");
    expect(repeated([101, 100], [201, 100])).toBe(null);
  });

  it("cost memory until the program has read them", () => {
    const stream = new Stream(1, HEADERS);
    take(stream, 1449, 1448);
    expect(stream.cost).toBe(2304);
    take(stream, 1449, 1448);
    expect(stream.cost).toBe(2304);
    take(stream, 1, 1448);
    expect(stream.cost).toBe(2 * 2304);
    stream.read(2000);
    stream.release();
    expect([stream.readTo, stream.cost]).toEqual([1449, 2304]);
    stream.read(2000);
    stream.release();
    expect([stream.readTo, stream.cost]).toEqual([2000, 2304]);
    stream.read(2897);
    stream.release();
    expect([stream.unread, stream.cost]).toEqual([0, 0]);
  });
});

describe("the end of the stream (RFC 9293 §3.10.7.4, eighth check)", () => {
  it("is reached when everything before it has come", () => {
    const stream = new Stream(1, HEADERS);
    take(stream, 101, 0, true);
    expect(stream.ended).toBe(false);
    take(stream, 1, 100);
    expect([stream.next, stream.ended, stream.unread]).toEqual([102, true, 100]);
  });

  it("lets nothing stay that lies beyond it", () => {
    const stream = new Stream(1, HEADERS);
    take(stream, 301, 100);
    take(stream, 1, 100, true);
    expect([stream.ended, stream.gap, stream.next]).toEqual([true, false, 102]);
  });
});

describe("any order of segments", () => {
  it("gives the whole stream, once", () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 2, max: 5000 }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(cuts, fc.integer(), fc.array(fc.tuple(fc.nat(4999), fc.nat(900)), { maxLength: 10 }), (places, seed, extra) => {
      const edges = [1, ...places.sort((a, b) => a - b), 5001];
      const segments = edges.slice(1).map((right, k): [number, number] => [edges[k] ?? 1, right - (edges[k] ?? 1)]);
      for (const [seq, length] of extra) segments.push([1 + seq, Math.min(length, 5000 - seq)]);
      const order = segments.map((segment, k) => ({ segment, key: Math.imul(seed ^ k, 0x9e3779b1) >>> 0 })).sort((a, b) => a.key - b.key);
      const stream = new Stream(1, HEADERS);
      for (const { segment } of order) if (segment[1] > 0) take(stream, segment[0], segment[1]);
      expect([stream.next, stream.unread, stream.gap]).toEqual([5001, 5000, false]);
      while (stream.readTo < 5001) {
        stream.read(5001);
        stream.release();
      }
      expect(stream.cost).toBe(0);
    }), { seed: 3, numRuns: 300 });
  });
});

describe("many segments behind one gap", () => {
  it("follow it in order, whatever their number", () => {
    const stream = new Stream(1, HEADERS);
    for (let k = 1; k <= 2000; k += 2) take(stream, k * 100 + 1, 100);
    for (let k = 0; k <= 2000; k += 2) {
      take(stream, k * 100 + 1, 100);
      expect(stream.next).toBe(Math.min((k + 2) * 100 + 1, 200_101));
    }
    expect([stream.gap, stream.unread]).toEqual([false, 200_100]);
  });
});
