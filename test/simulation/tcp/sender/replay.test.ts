// The Linux sender alone against captures: it gets the acknowledgements that the capture's host received, at their times.

import { describe, expect, it } from "vitest";
import { captureNames, readCapture } from "../../../support/capture.ts";
import { difference, replay } from "../../../support/sender-replay.ts";

/** How long the program of a capture took to go on when its send buffer had room again: its machine's doing, in milliseconds. */
const WAKE_UP: Readonly<Record<string, number>> = {
  xfer_100k_reno: 0.2,
  fast_rexmit_newreno: 1,
  fast_rexmit_sack_rfc: 0.2,
  fast_rexmit_linux_default: 2,
  two_losses_sack: 0.35,
};

/** The initial window of a capture whose route sets another. */
const INITIAL_WINDOW: Readonly<Record<string, number>> = { initial_window_30: 30 };

/** Measurements for the sender alone, with the time that the program took to go on. */
const SENDERS: Readonly<Record<string, number>> = {
  cubic_loss: 0.3,
  frto_loss: 0.1,
  nots_loss: 0.3,
  odd_loss: 0,
  reorder_far: 0.3,
  small_lost: 0,
  spurious_rto: 0.1,
  tail2: 0,
  tail_all: 0,
};

/**
 * Where the sender alone does not decide: by what the host receives, by resets, by a buffer that was asked for, by forged segments, or by
 * a last timer that the kernel let go late.
 */
const NOT_ALONE: ReadonlySet<string> = new Set([
  "both_ways_loss", "not_accepted", "orphan_patience", "small_send_buffer", "time_wait_answers", "unread_at_close",
]);

describe("a Linux sender sends what a kernel sent", () => {
  for (const [name, wakeUp] of Object.entries(SENDERS)) {
    it(name, () => {
      const capture = readCapture(`senders/${name}`);
      expect(difference(replay(capture, "s", wakeUp), (capture.segments[0]?.t_sent ?? 0) * 1000)).toBeNull();
    });
  }

  for (const name of captureNames()) {
    if (NOT_ALONE.has(name)) continue;
    const capture = readCapture(name);
    for (const side of ["c", "s"] as const) {
      const out = side === "c" ? "c>s" : "s>c";
      const syns = capture.segments.filter(({ flags, dir, injected }) => flags.includes("S") && (injected || dir === out));
      const data = capture.segments.filter(({ dir, len, flags }) => dir === out && (len > 0 || flags.includes("F")));
      const written = capture.app.some((entry) => entry.side === side && entry.call.startsWith("send("));
      // What a program wrote before the capture's notes began cannot be played.
      if (data.length === 0 || syns.length !== 1 || (!written && data.some(({ len }) => len > 0))) continue;
      it(`${name}, ${side === "c" ? "client" : "server"}`, () => {
        const start = (capture.segments[0]?.t_sent ?? 0) * 1000;
        const initialWindow = INITIAL_WINDOW[name] ?? 10;
        expect(difference(replay(capture, side, WAKE_UP[name] ?? 0, { initialWindow }), start)).toBeNull();
      });
    }
  }
});
