// Lengths of queues that change more often than anyone can see: of many within a short time only what stands out is told.

import type { Milliseconds } from "../kernel/index.ts";
import type { Moment } from "./recorder.ts";

/** A queue's length at one moment. */
export interface QueueSample {
  readonly moment: Moment;
  readonly queue: "syn" | "accept";
  readonly length: number;
  readonly capacity: number | null;
}

/** What is held back of one queue. */
interface Held {
  /** When the latest sample was told at once. */
  readonly since: Milliseconds;
  highest: QueueSample | null;
  lowest: QueueSample | null;
  latest: QueueSample | null;
}

export class QueueSamples {
  private readonly held = new Map<string, Held>();
  private count = 0;

  /** Whether anything is held back. */
  get waiting(): boolean {
    return this.count > 0;
  }

  /** Takes a sample. True when it is to be told at once, after whatever was held back; else it is held back itself. */
  take(sample: QueueSample, within: Milliseconds): boolean {
    const { moment, queue, length } = sample;
    const key = `${queue} ${moment.host} ${String(moment.endpoint)}`;
    const held = this.held.get(key);
    if (held === undefined || moment.at - held.since >= within) {
      this.held.set(key, { since: moment.at, highest: held?.highest ?? null, lowest: held?.lowest ?? null, latest: held?.latest ?? null });
      return true;
    }
    if (held.latest === null) this.count += 1;
    held.latest = sample;
    if (held.highest === null || length > held.highest.length) held.highest = sample;
    if (held.lowest === null || length < held.lowest.length) held.lowest = sample;
    return false;
  }

  /** Lets go of everything held back, in order of time. */
  release(): readonly QueueSample[] {
    const samples: QueueSample[] = [];
    for (const held of this.held.values()) {
      for (const sample of [held.highest, held.lowest, held.latest]) {
        if (sample !== null && !samples.includes(sample)) samples.push(sample);
      }
      held.highest = null;
      held.lowest = null;
      held.latest = null;
    }
    this.count = 0;
    return samples.sort((a, b) => a.moment.at - b.moment.at);
  }
}
