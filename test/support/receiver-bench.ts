// One receiver on the bench: segments in, acknowledgements and timers out, each a line.

import type { Bytes, Milliseconds } from "../../src/simulation/kernel/index.ts";
import type { LinuxReceiverSettings } from "../../src/simulation/tcp/ends/linux-receiver.ts";
import { LinuxReceiver } from "../../src/simulation/tcp/ends/linux-receiver.ts";
import type { Receiver, ReceiverOpening, ReceiverOutlet, ReceiverTimer } from "../../src/simulation/tcp/ends/receiver.ts";
import { createArrival } from "../../src/simulation/tcp/ends/receiver.ts";
import type { TextbookReceiverSettings } from "../../src/simulation/tcp/ends/textbook-receiver.ts";
import { TextbookReceiver } from "../../src/simulation/tcp/ends/textbook-receiver.ts";
import { DEFAULT_BUFFER } from "../../src/simulation/tcp/receive/first-window.ts";

export class ReceiverBench {
  now: Milliseconds = 0;
  readonly receiver: Receiver;
  private lines: string[] = [];
  private readonly edges = new Float64Array(8);
  private readonly arrival = createArrival();

  /** `create` makes the receiver; it is opened at once. */
  constructor(create: (outlet: ReceiverOutlet) => Receiver, opening: Partial<ReceiverOpening> = {}) {
    this.receiver = create({
      acknowledge: (rule) => {
        const window = this.receiver.offer(this.now);
        const count = this.receiver.sackBlocks(this.edges, 4);
        const blocks = Array.from({ length: count }, (_, k) => ` ${this.edges[2 * k] ?? 0}:${this.edges[2 * k + 1] ?? 0}`);
        this.lines.push(`ack ${this.receiver.next} win ${window}${blocks.length > 0 ? ` sack${blocks.join("")}` : ""} (${rule.replace("tcp.", "")})`);
        this.receiver.sent(this.now, 0);
      },
      start: (timer, after) => void this.lines.push(`start ${timer} ${after}`),
      stop: (timer) => void this.lines.push(`stop ${timer}`),
    });
    const mss = opening.mss ?? 1448;
    const window = opening.window ?? this.receiver.firstWindow(mss);
    this.receiver.open(0, { next: 1, mss, window, shift: 0, sack: true, timestamps: false, crossed: false, ...opening });
  }

  /** What has been sent and set since this was last asked. */
  get heard(): string[] {
    const heard = this.lines;
    this.lines = [];
    return heard;
  }

  /** TSecr of the segments that arrive. */
  echo = -1;

  /** A segment arrives; `more` holds P and F. Tells what it led to. */
  segment(seq: number, length: Bytes, more = "", closing = false): string[] {
    const { receiver } = this;
    const before = receiver.ended;
    const fin = more.includes("F");
    receiver.segment(this.now, Object.assign(this.arrival, { seq, length, fin, push: more.includes("P"), echo: this.echo }));
    if (receiver.ended && !before) receiver.finished(this.now, closing);
    if (receiver.deliversFirst) receiver.read(this.now, this.reads ? receiver.unread : 0);
    receiver.settle(this.now);
    return this.heard;
  }

  /** A segment without text arrives. `plain`: it acknowledges, and says nothing else. */
  acknowledged(plain: boolean): string[] {
    this.receiver.noticed(plain);
    this.receiver.settle(this.now);
    return this.heard;
  }

  /** Whether the program of a receiver that delivers first reads what comes. */
  reads = true;

  read(bytes: Bytes): string[] {
    this.receiver.read(this.now, bytes);
    return this.heard;
  }

  /** Data of our own goes, with an acknowledgement. Tells the window that it carries. */
  send(length: Bytes): Bytes {
    const window = this.receiver.offer(this.now);
    this.receiver.sent(this.now, length);
    return window;
  }

  expire(timer: ReceiverTimer): string[] {
    this.receiver.expired(this.now, timer);
    return this.heard;
  }
}

export function linuxBench(
  settings: Partial<LinuxReceiverSettings> = {}, opening: Partial<ReceiverOpening> = {}, roundTrip = { srtt: 50, rto: 250 },
): ReceiverBench {
  const all = { buffer: DEFAULT_BUFFER, locked: false, delayedAck: 40, duplicateSack: true, ...settings };
  return new ReceiverBench((outlet) => new LinuxReceiver(outlet, roundTrip, all), { shift: 10, timestamps: true, ...opening });
}

export function textbookBench(settings: Partial<TextbookReceiverSettings> = {}, opening: Partial<ReceiverOpening> = {}): ReceiverBench {
  return new ReceiverBench((outlet) => new TextbookReceiver(outlet, { buffer: 5000, delayedAck: 0, duplicateSack: true, ...settings }), { mss: 1000, ...opening });
}
