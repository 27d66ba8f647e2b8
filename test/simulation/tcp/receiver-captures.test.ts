// The Linux receiver, fed with what a real kernel received and when its program read: it acknowledges as that kernel did.

import { describe, expect, it } from "vitest";
import { readCapture } from "../../support/capture.ts";
import type { Replay } from "../../support/receiver-replay.ts";
import { replay } from "../../support/receiver-replay.ts";

/** `transfer`s were recorded with every read of the client; of the small exchanges only some reads were. */
const CASES: readonly (readonly [name: string, replay: Replay])[] = [
  ["xfer_100k_reno", { side: "c" }],
  ["xfer_100k_reno", { side: "c", reads: "waits" }],
  ["xfer_100k_reno", { side: "s" }],
  ["fast_rexmit_newreno", { side: "c" }],
  ["fast_rexmit_sack_rfc", { side: "c" }],
  ["fast_rexmit_linux_default", { side: "c" }],
  ["two_losses_sack", { side: "c" }],
  ["duplicate", { side: "c" }],
  ["duplicates", { side: "c" }],
  ["unread", { side: "c" }],
  ["small_buffer", { side: "c", receiveBuffer: 8192 }],
  ["upload_gaps", { side: "s" }],
  ["delayed_ack", { side: "s", reads: "all" }],
  ["delayed_ack", { side: "c" }],
  ["data_small", { side: "c" }],
  ["data_small", { side: "s" }],
  ["nagle", { side: "s", reads: "never" }],
  ["zero_window", { side: "s", receiveBuffer: 4096 }],
  ["zero_window", { side: "c" }],
  ["simul_open", { side: "c", reads: "all" }],
  ["simul_open", { side: "s", reads: "all" }],
  ["close_four_way", { side: "c" }],
  ["close_four_way", { side: "s" }],
  ["half_close", { side: "c" }],
  ["half_close", { side: "s" }],
  ["fin_lost", { side: "c" }],
  ["tlp_then_rto", { side: "s" }],
  ["rto_backoff", { side: "s" }],
];

/** Timers of a kernel begin at a moment of their own within a tick of 4 ms. */
const TICK = 4;

describe("the receiver of Linux, against captures", () => {
  for (const [name, options] of CASES) {
    const reads = options.reads === undefined ? "" : `, program reads ${options.reads}`;
    it(`${name}, ${options.side === "c" ? "client" : "server"}${reads}`, () => {
      const { captured, made } = replay(readCapture(name), options);
      expect(made.map(({ ack, blocks, window }) => ({ ack, blocks, window })))
        .toEqual(captured.map(({ ack, blocks, window }) => ({ ack, blocks, window })));
      for (const [place, acknowledgement] of made.entries()) {
        expect(Math.abs(acknowledgement.at - (captured[place]?.at ?? 0))).toBeLessThan(TICK + 1);
      }
    });
  }
});
