// Plays a capture to a sender alone: it gets what the capture's host received and wrote, and its segments are held against the capture's.

import type { Clock } from "../../src/simulation/tcp/clock/clock.ts";
import { WHEEL_CLOCK } from "../../src/simulation/tcp/clock/wheel.ts";
import type { LinuxSenderSettings } from "../../src/simulation/tcp/ends/linux-sender-settings.ts";
import { LinuxSender } from "../../src/simulation/tcp/ends/linux-sender.ts";
import type { Outlet, SenderTimer } from "../../src/simulation/tcp/ends/sender.ts";
import { createAcknowledgement } from "../../src/simulation/tcp/ends/sender.ts";
import { Patience } from "../../src/simulation/tcp/recovery/patience.ts";
import { LinuxRtoEstimator } from "../../src/simulation/tcp/rto-estimator/linux.ts";
import { FIN, PSH } from "../../src/simulation/tcp/segment/segment.ts";
import { TIME_FLOOR, TIME_SHARE } from "./capture-comparison.ts";
import type { Capture, CapturedSegment } from "./capture.ts";

export interface Sent {
  /** Milliseconds from the capture's beginning. */
  readonly time: number;
  readonly seq: number;
  readonly length: number;
  /** FIN and PSH, as in the capture. */
  readonly flags: string;
}

/** Keeps what a sender sends, and its timers. */
export class Record implements Outlet {
  now = 0;
  readonly sent: Sent[] = [];
  readonly due = new Map<SenderTimer, number>();
  private readonly lengths = new Map<SenderTimer, number>();
  /** The timer in whose handler the sender works, by its granule. */
  inside = 0;

  constructor(private readonly clock: Clock) {}

  transmit(seq: number, length: number, flags: number): void {
    // Probes of a window are acknowledgements to the capture.
    if (length === 0 && (flags & FIN) === 0) return;
    const letters = ((flags & FIN) === 0 ? "" : "F") + ((flags & PSH) === 0 ? "" : "P");
    this.sent.push({ time: this.now, seq, length, flags: letters });
  }

  start(timer: SenderTimer, after: number): void {
    this.lengths.set(timer, after);
    this.due.set(timer, timer === "wake-up" ? this.now + after : this.clock.due(this.now, after, this.inside));
  }

  stop(timer: SenderTimer): void {
    this.due.delete(timer);
  }

  written(): void {
    // The program goes on; here it has nothing more to do.
  }

  blocksAhead(): number {
    return 0;
  }

  /** Lets every timer expire that is due before a time. */
  run(until: number, sender: LinuxSender): void {
    for (;;) {
      let next: SenderTimer | null = null;
      let at = until;
      for (const [timer, due] of this.due) {
        if (due >= at) continue;
        at = due;
        next = timer;
      }
      if (next === null) return;
      this.due.delete(next);
      this.now = at;
      this.inside = this.clock.granule(this.lengths.get(next) ?? 0);
      sender.expired(at, next);
      this.inside = 0;
    }
  }
}

export interface Replay {
  readonly expected: readonly Sent[];
  readonly sent: readonly Sent[];
}

/** Plays one side of a capture; `wakeUp`: how long the capture's program took to go on when there was room again. */
export function replay(
  capture: Capture, side: "c" | "s", wakeUp: number, settings: Partial<LinuxSenderSettings> = {}, clock: Clock = WHEEL_CLOCK,
): Replay {
  const out = side === "c" ? "c>s" : "s>c";
  const own = capture.segments.filter((segment) => segment.dir === out);
  const other = capture.segments.filter((segment) => segment.dir !== out);
  const syn = own.find((segment) => segment.flags.includes("S"));
  const peerSyn = other.find((segment) => segment.flags.includes("S"));
  if (syn === undefined || peerSyn === undefined) throw new Error("the capture has no SYN");
  const sysctls = capture.sysctls[side];
  const shift = shiftOf(syn, peerSyn);
  const stamps = new Map(own.map((segment) => [segment.opts.ts?.[0] ?? -1, Math.floor(segment.t_sent * 1000)] as const).reverse());
  const established = arrivals(other).find(({ segment }) => segment.ack === 1);
  if (established === undefined) throw new Error("the capture has no acknowledgement of the SYN");
  const clientSide = side === "c";
  const timestamps = peerSyn.opts.ts !== undefined && syn.opts.ts !== undefined;
  const record = new Record(clock);
  record.now = established.time;
  const sender = new LinuxSender(
    established.time,
    {
      mss: Math.min(peerSyn.opts.mss ?? 536, syn.opts.mss ?? 536) - (timestamps ? 12 : 0),
      window: clientSide ? established.segment.win : established.segment.win << shift,
      next: 1,
      sack: peerSyn.opts.sackOK === true && syn.opts.sackOK === true,
      timestamps,
      rtt: established.time - syn.t_sent * 1000,
      synRetries: 0, synTimeouts: 0,
    },
    {
      congestion: capture.description.includes("cubic") ? "cubic" : "reno",
      initialWindow: 10,
      nagle: true,
      tailLossProbe: sysctls["tcp_early_retrans"] !== "0",
      fRto: sysctls["tcp_frto"] !== "0",
      sendBuffer: null,
      wakeUp,
      hostTime: 0,
      ...settings,
    },
    new LinuxRtoEstimator(1000, 200, Number(sysctls["tcp_rto_max_ms"] ?? 120_000)),
    new Patience(15, 8, null),
    record,
  );
  const acknowledgement = createAcknowledgement();
  let latest = established.segment.seq;
  const inputs: { readonly time: number; readonly act: () => void }[] = [];
  for (const { time, segment } of arrivals(other)) {
    if (segment.flags.includes("S") || segment.ack === null || segment.flags.includes("R")) continue;
    inputs.push({
      time,
      act: () => {
        acknowledgement.ack = segment.ack ?? 0;
        acknowledgement.window = segment.win << shift;
        acknowledgement.recency = segment.seq - latest;
        acknowledgement.pure = segment.len === 0 && !segment.flags.includes("F");
        acknowledgement.echo = stamps.get(segment.opts.ts?.[1] ?? -2) ?? -1;
        acknowledgement.blockCount = 0;
        for (const [left, right] of segment.opts.sack ?? []) {
          acknowledgement.blocks[2 * acknowledgement.blockCount] = left;
          acknowledgement.blocks[2 * acknowledgement.blockCount + 1] = right;
          acknowledgement.blockCount += 1;
        }
        if (segment.seq >= latest) latest = segment.seq;
        sender.acknowledged(time, acknowledgement);
        sender.push(time);
      },
    });
  }
  let end = Infinity;
  for (const { t, side: whose, call, res } of capture.app) {
    if (whose !== side) continue;
    const time = t * 1000;
    const bytes = res === "begin" ? /^send\((\d+)\)/.exec(call)?.[1] : undefined;
    if (bytes !== undefined) inputs.push({ time, act: () => { sender.write(time, Number(bytes)); } });
    if (/^(close|shutdown)/.test(call)) end = Math.min(end, time);
    if (call.includes("NODELAY")) inputs.push({ time, act: () => { sender.setNagle(time, false); } });
  }
  // A program that ends closes without a call.
  const fin = own.find((segment) => segment.flags.includes("F"));
  if (end === Infinity && fin !== undefined) end = fin.t_sent * 1000;
  if (end < Infinity) inputs.push({ time: end, act: () => { sender.close(end); } });
  inputs.sort((a, b) => a.time - b.time);
  for (const { time, act } of inputs) {
    record.run(time, sender);
    record.now = time;
    act();
  }
  record.run(Math.max(...capture.segments.map((segment) => segment.t_sent)) * 1000 + 1, sender);
  const expected = own
    .filter((segment) => (segment.len > 0 || segment.flags.includes("F")) && !segment.flags.includes("S") && !segment.flags.includes("R"))
    .map((segment): Sent => ({
      time: segment.t_sent * 1000,
      seq: segment.seq,
      length: segment.len,
      flags: (segment.flags.includes("F") ? "F" : "") + (segment.flags.includes("P") ? "P" : ""),
    }));
  return { expected, sent: record.sent };
}

/** The first difference between a capture and a replay, in words; null when there is none. `start`: when the connection began. */
export function difference({ expected, sent }: Replay, start: number): string | null {
  for (let index = 0; index < Math.max(expected.length, sent.length); index += 1) {
    const one = expected[index];
    const other = sent[index];
    if (one === undefined || other === undefined || one.seq !== other.seq || one.length !== other.length || one.flags !== other.flags
      || Math.abs(one.time - other.time) > Math.max(TIME_FLOOR * 1000, TIME_SHARE * (one.time - start))) {
      return `#${String(index)}: capture ${show(one)}, run ${show(other)}`;
    }
  }
  return null;
}

function show(sent: Sent | undefined): string {
  return sent === undefined ? "nothing" : `${sent.time.toFixed(2)} ${sent.flags} ${String(sent.seq)}(${String(sent.length)})`;
}

function arrivals(segments: readonly CapturedSegment[]): readonly { readonly time: number; readonly segment: CapturedSegment }[] {
  const found = segments.flatMap((segment) => (segment.t_recv ?? []).map((time) => ({ time: time * 1000, segment })));
  return found.sort((a, b) => a.time - b.time);
}

/** By how much windows are scaled, when both SYNs say so (RFC 7323 §2.2). */
function shiftOf(syn: CapturedSegment, peerSyn: CapturedSegment): number {
  return syn.opts.wscale === undefined ? 0 : peerSyn.opts.wscale ?? 0;
}
