// Feeds a receiver with what one host of a capture received, read and sent, and tells the acknowledgements that go alone.

import type { Bytes, Milliseconds } from "../../src/simulation/kernel/index.ts";
import { TICK, WHEEL_CLOCK } from "../../src/simulation/tcp/clock/wheel.ts";
import { LinuxReceiver } from "../../src/simulation/tcp/ends/linux-receiver.ts";
import type { Receiver, ReceiverOutlet, ReceiverTimer } from "../../src/simulation/tcp/ends/receiver.ts";
import { createArrival } from "../../src/simulation/tcp/ends/receiver.ts";
import { bufferFor, DEFAULT_BUFFER } from "../../src/simulation/tcp/receive/first-window.ts";
import type { Capture, CapturedSegment } from "./capture.ts";

/** One acknowledgement: what it acknowledges, its SACK blocks, the header's window. */
export interface Acknowledgement {
  readonly at: Milliseconds;
  readonly ack: number;
  readonly blocks: readonly (readonly [number, number])[];
  readonly window: number;
  readonly rule: string;
}

export interface Replay {
  /** The host whose receiver is replayed. */
  readonly side: "c" | "s";
  /** The client's port, where the capture has more than one connection. */
  readonly port?: number;
  /** What the program has asked for with SO_RCVBUF. */
  readonly receiveBuffer?: Bytes;
  /**
   * `recorded`: the program reads when it did. `waits`: as much as it did, as soon as that is there. `all`: everything at once, where
   * the capture does not tell. `never`: not at all.
   */
  readonly reads?: "recorded" | "waits" | "all" | "never";
}

interface Happening {
  readonly at: Milliseconds;
  readonly order: number;
  readonly run: () => void;
}

/** How far a logged read lies behind the moment at which the kernel served it. */
const LOGGED_LATE: Milliseconds = 0.02;
/** How far apart the wire's two times of one instant may lie. */
const SAME_INSTANT: Milliseconds = 0.01;

function milliseconds(seconds: number): Milliseconds {
  return Math.round(seconds * 1e6) / 1e3;
}

/** The acknowledgements that the capture has, and those that the receiver makes of the same input. */
export function replay(capture: Capture, options: Replay): { readonly captured: Acknowledgement[]; readonly made: Acknowledgement[] } {
  const { side } = options;
  const port = options.port ?? capture.segments[0]?.[capture.segments[0].dir === "c>s" ? "sport" : "dport"];
  const own = side === "c" ? "c>s" : "s>c";
  const segments = capture.segments.filter((segment) => (segment.dir === "c>s" ? segment.sport : segment.dport) === port);
  const ours = segments.filter((segment) => segment.dir === own && !segment.injected);
  const theirs = segments.filter((segment) => segment.dir !== own);
  const syn = ours.find((segment) => segment.flags.includes("S"));
  const theirSyn = theirs.find((segment) => segment.flags.includes("S"));
  if (syn === undefined || theirSyn === undefined) throw new Error("the capture has no handshake");
  const sack = syn.opts.sackOK === true && theirSyn.opts.sackOK === true;
  const timestamps = syn.opts.ts !== undefined && theirSyn.opts.ts !== undefined;
  const shift = theirSyn.opts.wscale === undefined ? 0 : syn.opts.wscale ?? 0;
  const text = 1460 - (timestamps ? 12 : 0);

  // Where both have called, each has received a SYN alone before the one that acknowledges.
  const simultaneous = !syn.flags.includes("A") && !theirSyn.flags.includes("A");
  const answer = side === "c" || simultaneous ? theirSyn : theirs.find((segment) => !segment.flags.includes("S"));
  const openAt = milliseconds(answer?.t_recv?.[0] ?? 0);
  const roundTrip = openAt - milliseconds(syn.t_sent);

  // A timestamp of ours that comes back is as old as the host's own clock says: what it writes next tells the hour.
  const echoes = new Map<number, Milliseconds>();
  const echoOf = (time: Milliseconds, echo: number): Milliseconds => {
    const next = ours.find((segment) => segment.opts.ts !== undefined && milliseconds(segment.t_sent) >= time - SAME_INSTANT);
    const value = echoes.get(echo) ?? Math.floor(time) - ((next?.opts.ts?.[0] ?? echo) - echo);
    echoes.set(echo, value);
    return value;
  };

  const captured: Acknowledgement[] = [];
  const made: Acknowledgement[] = [];
  const happenings: Happening[] = [];
  const due = new Map<ReceiverTimer, Milliseconds>();
  const edges = new Float64Array(8);
  let now = 0;

  const outlet: ReceiverOutlet = {
    acknowledge(rule) {
      const window = receiver.offer(now);
      const count = receiver.sackBlocks(edges, timestamps ? 3 : 4);
      const blocks = Array.from({ length: count }, (_, k): [number, number] => [edges[2 * k] ?? 0, edges[2 * k + 1] ?? 0]);
      made.push({ at: now, ack: receiver.next, blocks, window: Math.floor(window / 2 ** shift), rule });
      receiver.sent(now, 0);
    },
    start: (timer, after) => void due.set(timer, timer === "delayed-ack" ? WHEEL_CLOCK.due(now, after, 0) : now + after),
    stop: (timer) => void due.delete(timer),
  };
  const buffer = options.receiveBuffer === undefined ? DEFAULT_BUFFER : bufferFor(options.receiveBuffer);
  const receiver: Receiver = new LinuxReceiver(
    outlet,
    { srtt: roundTrip, rto: roundTrip + Math.max(2 * roundTrip, 200) },
    { buffer, locked: options.receiveBuffer !== undefined, delayedAck: 10 * TICK, duplicateSack: true },
  );

  const at = (time: Milliseconds, order: number, run: () => void): void => void happenings.push({ at: time, order, run });
  at(openAt, 0, () => receiver.open(now, { next: 1, mss: text, window: syn.win, shift, sack, timestamps, crossed: false }));
  const arrival = createArrival();
  let closing = false;
  for (const segment of theirs) {
    for (const time of segment.t_recv ?? []) {
      if (segment.flags.includes("R") || (segment.flags.includes("S") && milliseconds(time) <= openAt)) continue;
      at(milliseconds(time), 1, () => {
        const echo = segment.opts.ts?.[1];
        Object.assign(arrival, {
          seq: segment.seq, length: segment.len, fin: segment.flags.includes("F"), push: segment.flags.includes("P"),
          echo: echo === undefined ? -1 : echoOf(now, echo),
        });
        const before = receiver.ended;
        const end = segment.seq + segment.len + (arrival.fin || segment.flags.includes("S") ? 1 : 0);
        // A SYN that comes again is old, whatever else it says.
        if (end < receiver.lastAck || segment.flags.includes("S")) {
          receiver.unacceptable(now, segment.seq, end);
          outlet.acknowledge("tcp.segment.unacceptable");
        } else {
          receiver.segment(now, arrival);
          if (receiver.ended && !before) receiver.finished(now, closing);
        }
        receiver.settle(now);
        readWaiting();
      });
    }
  }
  let highest = 1;
  let opened = side === "s" || simultaneous;
  for (const segment of ours) {
    if (segment.flags.includes("S") || segment.flags.includes("R")) continue;
    const carries = segment.len + (segment.flags.includes("F") ? 1 : 0);
    const probe = segment.seq < highest && carries === 0;
    highest = Math.max(highest, segment.seq + carries);
    if (carries > 0 || probe || !opened) {
      at(milliseconds(segment.t_sent), 3, () => {
        if (segment.flags.includes("F")) closing = true;
        receiver.offer(now);
        receiver.sent(now, segment.len);
      });
    } else {
      captured.push(captureOf(segment));
    }
    opened = true;
  }
  const sizes: Bytes[] = [];
  const readWaiting = (): void => {
    if (options.reads === "all" && receiver.unread > 0) receiver.read(now, receiver.unread);
    for (let size = sizes[0]; size !== undefined && receiver.unread >= size; size = sizes[0]) {
      sizes.shift();
      receiver.read(now, size);
    }
  };
  if (options.reads !== "never" && options.reads !== "all") {
    for (const call of capture.app) {
      if (call.side !== side || !call.call.startsWith("recv(") || !/^[1-9][0-9]*$/.test(call.res)) continue;
      const size = Number(call.res);
      if (options.reads === "waits") {
        sizes.push(size);
      } else {
        at(milliseconds(call.t) - LOGGED_LATE, 2, () => {
          sizes.push(size);
          readWaiting();
        });
      }
    }
  }

  const expire = (until: Milliseconds): void => {
    for (;;) {
      const [first] = [...due].filter(([, time]) => time < until).sort((a, b) => a[1] - b[1]);
      if (first === undefined) return;
      due.delete(first[0]);
      now = first[1];
      receiver.expired(now, first[0]);
    }
  };
  happenings.sort((a, b) => a.at - b.at || a.order - b.order);
  for (const happening of happenings) {
    expire(happening.at);
    now = happening.at;
    happening.run();
  }
  expire(now + 1000);
  return { captured, made };
}

function captureOf(segment: CapturedSegment): Acknowledgement {
  return { at: milliseconds(segment.t_sent), ack: segment.ack ?? 0, blocks: segment.opts.sack ?? [], window: segment.win, rule: "" };
}
