// A sender on a bench: acknowledgements, calls and time go in by hand, segments come out as text.

import type { LinuxSenderSettings } from "../../src/simulation/tcp/ends/linux-sender-settings.ts";
import { LinuxSender } from "../../src/simulation/tcp/ends/linux-sender.ts";
import type { Opening, Outlet, Sender, SenderTimer } from "../../src/simulation/tcp/ends/sender.ts";
import { createAcknowledgement } from "../../src/simulation/tcp/ends/sender.ts";
import type { TextbookSenderSettings } from "../../src/simulation/tcp/ends/textbook-sender.ts";
import { TextbookSender } from "../../src/simulation/tcp/ends/textbook-sender.ts";
import { Patience } from "../../src/simulation/tcp/recovery/patience.ts";
import { LinuxRtoEstimator } from "../../src/simulation/tcp/rto-estimator/linux.ts";
import { Rfc6298Estimator } from "../../src/simulation/tcp/rto-estimator/rfc6298.ts";
import { FIN, PSH } from "../../src/simulation/tcp/segment/segment.ts";

export interface Ack {
  readonly window?: number;
  /** Left and right edges. */
  readonly sack?: readonly (readonly [number, number])[];
  /** TSecr. */
  readonly echo?: number;
  /** The segment carries data. */
  readonly data?: boolean;
  readonly recency?: number;
}

/** Holds a sender, its clock and its timers, which go off when they are due. */
export class Bench implements Outlet {
  now = 0;
  readonly timers = new Map<SenderTimer, number>();
  alive = true;
  /** What SACK blocks take of each segment. */
  blockBytes = 0;
  private sent: string[] = [];
  private writing = false;
  private readonly acknowledgement = createAcknowledgement();
  private window: number;
  private readonly sender: Sender;

  constructor(make: (bench: Bench) => Sender, window: number) {
    this.window = window;
    this.sender = make(this);
  }

  get cwnd(): number {
    return this.sender.cwnd;
  }

  get ssthresh(): number {
    return this.sender.ssthresh;
  }

  /** What went since the last look: "1:1001", "again 1:1001 P". */
  take(): readonly string[] {
    const { sent } = this;
    this.sent = [];
    return sent;
  }

  write(bytes: number): readonly string[] {
    this.writing = true;
    this.sender.write(this.now, bytes);
    this.writing = false;
    return this.take();
  }

  close(): readonly string[] {
    this.sender.close(this.now);
    return this.take();
  }

  /** An acknowledgement arrives. */
  ack(position: number, { window, sack = [], echo = -1, data = false, recency = 0 }: Ack = {}): readonly string[] {
    const { acknowledgement } = this;
    if (window !== undefined) this.window = window;
    acknowledgement.ack = position;
    acknowledgement.window = this.window;
    acknowledgement.recency = recency;
    acknowledgement.pure = !data;
    acknowledgement.echo = echo;
    acknowledgement.blockCount = sack.length;
    for (const [index, [left, right]] of sack.entries()) {
      acknowledgement.blocks[2 * index] = left;
      acknowledgement.blocks[2 * index + 1] = right;
    }
    this.sender.acknowledged(this.now, acknowledgement);
    this.sender.push(this.now);
    return this.take();
  }

  /** Lets time pass, and timers go off on the way; tells what they sent. */
  wait(milliseconds: number): readonly string[] {
    const until = this.now + milliseconds;
    for (;;) {
      const due = [...this.timers].filter(([, at]) => at <= until).sort(([, a], [, b]) => a - b)[0];
      if (due === undefined) break;
      this.timers.delete(due[0]);
      this.now = due[1];
      this.alive = this.sender.expired(this.now, due[0]);
      if (!this.alive) break;
    }
    this.now = until;
    return this.take();
  }

  transmit(position: number, length: number, flags: number, again: boolean): void {
    const bits = ((flags & FIN) === 0 ? "" : "F") + ((flags & PSH) === 0 ? "" : "P");
    this.sent.push(`${again ? "again " : ""}${String(position)}:${String(position + length)}${bits === "" ? "" : ` ${bits}`}`);
  }

  start(timer: SenderTimer, after: number): void {
    this.timers.set(timer, this.now + after);
  }

  stop(timer: SenderTimer): void {
    this.timers.delete(timer);
  }

  written(): void {
    // A SEND that is taken at once is not worth a line.
    if (!this.writing) this.sent.push("written");
  }

  blocksAhead(): number {
    return this.blockBytes;
  }
}

const OPENING: Opening = { mss: 1000, window: 60_000, next: 1, sack: false, timestamps: false, rtt: 100, synRetries: 0, synTimeouts: 0 };

/** A textbook sender with segments of 1000 bytes, a window of 60000 and a round trip of 100 ms. */
export function textbookBench(settings: Partial<TextbookSenderSettings> = {}, opening: Partial<Opening> = {}): Bench {
  const all = { ...OPENING, ...opening };
  return new Bench((bench) => new TextbookSender(
    0, all,
    { congestion: "newreno", initialWindow: null, nagle: true, dataRetries: 6, maxRto: 60_000, burst: 1000, ...settings },
    new Rfc6298Estimator(1000, 1000, 60_000), bench,
  ), all.window);
}

/** A Linux sender of the same kind, with SACK and Reno. */
export function linuxBench(
  settings: Partial<LinuxSenderSettings> = {}, opening: Partial<Opening> = {}, userTimeout: number | null = null,
): Bench {
  const all = { ...OPENING, sack: true, ...opening };
  return new Bench((bench) => new LinuxSender(
    0, all,
    {
      congestion: "reno", initialWindow: 10, nagle: true, tailLossProbe: true, fRto: true, sendBuffer: null, wakeUp: 0, hostTime: 0,
      ...settings,
    },
    new LinuxRtoEstimator(), new Patience(15, 8, userTimeout), bench,
  ), all.window);
}
