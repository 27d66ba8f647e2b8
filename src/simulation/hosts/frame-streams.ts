// What becomes of streams of frames: the receiving program counts them against its clock, whatever protocol brought them.

import type { Milliseconds } from "../kernel/index.ts";
import type { FrameStream, HostId } from "../contract/index.ts";
import type { Recorder } from "../recording/index.ts";

/** A stream under way. */
interface Running {
  readonly stream: FrameStream;
  /** Bytes of the connection before its first frame; null for datagrams. */
  readonly offset: number | null;
  readonly seen: Set<number>;
  highest: number;
  /** When the first frame came, and which. */
  first: { readonly number: number; readonly at: Milliseconds } | null;
}

/** The streams of a run, in order of their beginning. */
export class FrameStreams {
  private readonly running: Running[] = [];

  constructor(private readonly recorder: Recorder) {}

  /** Whether any stream has begun. */
  get any(): boolean {
    return this.running.length > 0;
  }

  /** A stream begins; `offset` is how many bytes the sender gave to the connection before, null for datagrams. Returns its number. */
  begin(stream: FrameStream, offset: number | null): number {
    this.running.push({ stream, offset, seen: new Set(), highest: 0, first: null });
    return this.running.length - 1;
  }

  /** Every stream that has begun. */
  list(): readonly FrameStream[] {
    return this.running.map(({ stream }) => stream);
  }

  /** A datagram with a frame has been handed to its program; `cause` is the event that says so. */
  datagram(host: HostId, endpoint: number, frame: { readonly stream: number; readonly number: number }, now: Milliseconds, cause: number): void {
    const running = this.running[frame.stream];
    if (running !== undefined) this.arrived(running, frame.stream, frame.number, { host, endpoint, now, cause });
  }

  /** A program has read from a connection up to this byte of the other host's stream: whole frames may be among it. */
  read(host: HostId, endpoint: number, from: HostId, end: number, now: Milliseconds, cause: number): void {
    this.running.forEach((running, id) => {
      const { stream, offset, highest } = running;
      if (offset === null || stream.from !== from || stream.to !== host) return;
      const whole = Math.min(stream.count, Math.floor((end - offset) / stream.bytes));
      for (let number = highest + 1; number <= whole; number += 1) this.arrived(running, id, number, { host, endpoint, now, cause });
    });
  }

  private arrived(
    running: Running, stream: number, number: number,
    { host, endpoint, now, cause }: { readonly host: HostId; readonly endpoint: number; readonly now: Milliseconds; readonly cause: number },
  ): void {
    const { every, playOut } = running.stream;
    running.first ??= { number, at: now };
    const due = playOut === null ? null : running.first.at + playOut + (number - running.first.number) * every;
    const verdict = {
      late: due !== null && now > due,
      outOfOrder: number < running.highest,
      duplicate: running.seen.has(number),
    };
    running.seen.add(number);
    running.highest = Math.max(running.highest, number);
    this.recorder.frame({ at: now, host, endpoint, cause, rule: "host.frame" }, stream, number, verdict);
  }
}
