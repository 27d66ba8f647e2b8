import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSequence } from "../../../../src/simulation/tcp/arrives/acceptability.ts";
import { isPredicted } from "../../../../src/simulation/tcp/arrives/prediction.ts";
import { checkReset } from "../../../../src/simulation/tcp/arrives/reset.ts";
import { checkSyn } from "../../../../src/simulation/tcp/arrives/syn.ts";
import { createTurn } from "../../../../src/simulation/tcp/effects.ts";
import { advance } from "../../../../src/simulation/tcp/index.ts";
import type { Segment } from "../../../../src/simulation/tcp/index.ts";
import { parseSegment, peerIn, STATES } from "../../../support/peer.ts";

const near = fc.oneof(fc.constant(0), fc.integer({ min: -2, max: 12 }));

describe("header prediction (RFC 9293 §3.10.7.4)", () => {
  it("passes by the first four checks only where they would find nothing", () => {
    let predicted = 0;
    const runs = fc.record({
      state: fc.constantFrom(...STATES), stack: fc.constantFrom("textbook", "linux"), timestamps: fc.boolean(),
      window: fc.nat({ max: 10 }), seq: near, ack: near, length: fc.nat({ max: 10 }), flags: fc.oneof(fc.constantFrom(0x10, 0x18), fc.nat({ max: 0xff })),
    });
    fc.assert(fc.property(runs, ({ state, stack, timestamps, window, seq, ack, length, flags }) => {
      const { block } = peerIn(state, { timestamps }, stack);
      block.rcv.wnd = window;
      const segment: Segment = {
        ...parseSegment(". 1:1(0) ack 1 win 1000"), seq: advance(block.rcv.nxt, seq), ack: advance(block.snd.nxt, ack), length, flags,
      };
      if (!isPredicted(block, segment)) return;
      predicted += 1;
      const turn = createTurn(0, "tcp.segment.accepted");
      const before = JSON.stringify({ ...block, ends: null });
      expect(checkSequence(block, segment, turn) && checkReset(block, segment, turn) && checkSyn(block, segment, turn)).toBe(true);
      expect(turn).toEqual(createTurn(0, "tcp.segment.accepted"));
      expect(JSON.stringify({ ...block, ends: null })).toBe(before);
    }), { seed: 1, numRuns: 5000 });
    expect(predicted).toBeGreaterThan(50);
  });

  it("goes the whole way for what is not in its place, and for what carries anything but text", () => {
    const { block } = peerIn("ESTABLISHED");
    expect(isPredicted(block, parseSegment(". 1:5(4) ack 1"))).toBe(true);
    for (const text of [". 2:6(4) ack 1", ". 0:4(4) ack 1", "F. 1:5(4) ack 1", "R. 1:1(0) ack 1", "S. 1:1(0) ack 1", "P 1:5(4)"]) {
      expect(isPredicted(block, parseSegment(text))).toBe(false);
    }
  });
});
