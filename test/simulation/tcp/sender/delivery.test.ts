// Both senders against a peer that keeps everything it gets, over a network that loses, delays and doubles: everything arrives, once each
// window allowed it, and no timer is left.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinuxSender } from "../../../../src/simulation/tcp/ends/linux-sender.ts";
import type { Opening, Outlet, Sender, SenderTimer } from "../../../../src/simulation/tcp/ends/sender.ts";
import { createAcknowledgement } from "../../../../src/simulation/tcp/ends/sender.ts";
import { TextbookSender } from "../../../../src/simulation/tcp/ends/textbook-sender.ts";
import { Patience } from "../../../../src/simulation/tcp/recovery/patience.ts";
import { LinuxRtoEstimator } from "../../../../src/simulation/tcp/rto-estimator/linux.ts";
import { Rfc6298Estimator } from "../../../../src/simulation/tcp/rto-estimator/rfc6298.ts";
import { FIN } from "../../../../src/simulation/tcp/segment/segment.ts";

const MSS = 1000;
const WINDOW = 20_000;

interface Network {
  /** For each segment and each acknowledgement in turn: how long it takes; 0 when it is lost. Then all arrive after 50. */
  readonly delays: readonly number[];
  readonly writes: readonly number[];
  readonly sack: boolean;
  readonly timestamps: boolean;
}

type Make = (opening: Opening, outlet: Outlet) => Sender;

/** Runs a transfer to its end; tells what the peer got. */
function transfer(network: Network, make: Make): { readonly received: number; readonly finished: boolean; readonly timers: number } {
  const events: { at: number; order: number; act: () => void }[] = [];
  const timers = new Map<SenderTimer, number>();
  const held: (readonly [number, number])[] = [];
  let now = 0;
  let order = 0;
  let crossing = 0;
  let next = 1;
  let finAt = -1;
  let steps = 0;
  const acknowledgement = createAcknowledgement();
  const schedule = (after: number, act: () => void): void => {
    events.push({ at: now + after, order: order += 1, act });
  };
  const cross = (act: () => void): void => {
    const delay = network.delays[crossing] ?? 50;
    crossing += 1;
    if (delay > 0) schedule(delay, act);
  };
  const acknowledge = (echo: number): void => {
    const ack = next;
    const blocks = network.sack ? held.slice(0, 3) : [];
    cross(() => {
      acknowledgement.ack = ack;
      acknowledgement.window = WINDOW;
      acknowledgement.echo = network.timestamps ? echo : -1;
      acknowledgement.blockCount = blocks.length;
      for (const [index, [left, right]] of blocks.entries()) {
        acknowledgement.blocks[2 * index] = left;
        acknowledgement.blocks[2 * index + 1] = right;
      }
      sender.acknowledged(now, acknowledgement);
      sender.push(now);
      expect(sender.una).toBeLessThanOrEqual(sender.nxt);
    });
  };
  const outlet: Outlet = {
    transmit(position, length, flags) {
      const end = position + length + ((flags & FIN) === 0 ? 0 : 1);
      expect(end).toBeLessThanOrEqual(sender.una + WINDOW + 1);
      if ((flags & FIN) !== 0) finAt = end;
      const sentAt = Math.floor(now);
      cross(() => {
        if (end > next) held.unshift([position, end]);
        for (let index = 0; index < held.length; index += 1) {
          const [left, right] = held[index] ?? [0, 0];
          if (left > next) continue;
          next = Math.max(next, right);
          held.splice(index, 1);
          index = -1;
        }
        acknowledge(sentAt);
      });
    },
    start: (timer, after) => void timers.set(timer, now + after),
    stop: (timer) => void timers.delete(timer),
    written: () => undefined,
    blocksAhead: () => 0,
  };
  const opening: Opening = {
    mss: MSS, window: WINDOW, next: 1, sack: network.sack, timestamps: network.timestamps, rtt: 100, synRetries: 0, synTimeouts: 0,
  };
  const sender = make(opening, outlet);
  for (const bytes of network.writes) schedule(0, () => { sender.write(now, bytes); });
  schedule(0, () => { sender.close(now); });
  for (;;) {
    steps += 1;
    if (steps > 20_000) throw new Error("the transfer does not end");
    events.sort((a, b) => a.at - b.at || a.order - b.order);
    const [timer, due] = [...timers].sort(([, a], [, b]) => a - b)[0] ?? [null, Infinity];
    const event = events[0];
    if (event !== undefined && event.at <= due) {
      events.shift();
      now = event.at;
      event.act();
    } else if (timer !== null) {
      timers.delete(timer);
      now = due;
      if (!sender.expired(now, timer)) break;
    } else {
      break;
    }
  }
  return { received: next, finished: finAt === next, timers: timers.size };
}

const network = fc.record({
  delays: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(50) }, fc.constant(0), fc.integer({ min: 1, max: 400 })), { maxLength: 120 }),
  writes: fc.array(fc.integer({ min: 1, max: 15_000 }), { minLength: 1, maxLength: 6 }),
  sack: fc.boolean(),
  timestamps: fc.boolean(),
});

const SENDERS: Readonly<Record<string, Make>> = {
  "the textbook's, without congestion control": textbook("none"),
  "the textbook's, Reno": textbook("reno"),
  "the textbook's, NewReno": textbook("newreno"),
  "Linux's, Reno": linux("reno"),
  "Linux's, CUBIC": linux("cubic"),
};

function textbook(congestion: "none" | "reno" | "newreno"): Make {
  return (opening, outlet) => new TextbookSender(
    0, opening, { congestion, initialWindow: null, nagle: true, dataRetries: 15, maxRto: 60_000, burst: 1000 },
    new Rfc6298Estimator(1000, 1000, 60_000), outlet,
  );
}

function linux(congestion: "reno" | "cubic"): Make {
  return (opening, outlet) => new LinuxSender(
    0, opening,
    { congestion, initialWindow: 10, nagle: true, tailLossProbe: true, fRto: true, sendBuffer: null, wakeUp: 0, hostTime: 0 },
    new LinuxRtoEstimator(), new Patience(15, 8, null), outlet,
  );
}

describe("whatever the network does, everything arrives and no timer is left (RFC 9293 §3.8)", () => {
  it.each(Object.keys(SENDERS))("%s", (name) => {
    const make = SENDERS[name];
    if (make === undefined) throw new Error(name);
    fc.assert(
      fc.property(network, (given) => {
        const total = given.writes.reduce((sum, bytes) => sum + bytes, 0);
        expect(transfer(given, make)).toEqual({ received: total + 2, finished: true, timers: 0 });
      }),
      { seed: 9293, numRuns: 300 },
    );
  });
});
