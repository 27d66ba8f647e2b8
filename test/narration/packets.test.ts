// Reading segments for the narration.

import { describe, expect, it } from "vitest";
import type { Flag, TraceSegment } from "../../src/simulation/index.ts";
import { distance, endOf, kindOf } from "../../src/narration/packets.ts";

function segment(flags: readonly Flag[], seq = 100, length = 0): TraceSegment {
  return { sourcePort: 49152, destinationPort: 443, seq, ack: flags.includes("ACK") ? 1 : null, flags, length, offset: 0, window: 65535, options: [] };
}

describe("kinds of segments", () => {
  it("go by the flag that matters most", () => {
    expect(kindOf(segment(["SYN"]))).toBe("SYN");
    expect(kindOf(segment(["SYN", "ACK"]))).toBe("SYN+ACK");
    expect(kindOf(segment(["FIN", "ACK"], 100, 5))).toBe("FIN");
    expect(kindOf(segment(["RST", "ACK"]))).toBe("RST");
    expect(kindOf(segment(["PSH", "ACK"], 100, 5))).toBe("data");
    expect(kindOf(segment(["ACK"]))).toBe("ACK");
  });
});

describe("sequence space (RFC 9293 §3.4)", () => {
  it("gives SYN, FIN and each byte one number, and a pure ACK none", () => {
    expect(endOf(segment(["SYN"]))).toBe(101);
    expect(endOf(segment(["FIN", "ACK"]))).toBe(101);
    expect(endOf(segment(["ACK"], 100, 120))).toBe(220);
    expect(endOf(segment(["ACK"]))).toBe(100);
  });

  it("wraps at 2^32", () => {
    expect(endOf(segment(["SYN"], 2 ** 32 - 1))).toBe(0);
    expect(distance(2 ** 32 - 1, 1)).toBe(2);
    expect(distance(1, 2 ** 32 - 1)).toBe(-2);
  });
});
