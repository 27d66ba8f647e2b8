// What the bytes of connections mean: TCP counts them, and what their writers said with them lies here, for the programs that read them.

import type { Bytes, ForeignBytes, StreamPiece, StreamUnit } from "../kernel/index.ts";
import type { HostId } from "../contract/index.ts";
import type { SshContent } from "../ssh/index.ts";
import type { TlsRecord } from "../tls/index.ts";

/** Whatever a program may have written. */
export type AnyContent = TlsRecord | SshContent | ForeignBytes;

/** What tells an end of a connection from all others. */
export interface StreamEnd {
  readonly host: { readonly id: HostId };
  readonly tcb: { readonly localPort: number; readonly remotePort: number };
  readonly peer: HostId | null;
}

interface Placed {
  readonly unit: StreamUnit<AnyContent>;
  readonly start: Bytes;
}

/** What one end of a connection has written. */
interface Written {
  readonly endpoint: StreamEnd;
  readonly units: Placed[];
  /** Bytes that units stand for, and bytes that TCP was given. */
  meant: Bytes;
  sent: Bytes;
  /** Units before this one have been read as a whole. */
  next: number;
  /** Whether there is more to it than bytes: a program's words, or messages. */
  speaks: boolean;
  /** Messages that have not been delivered as a whole, in order. */
  readonly messages: { readonly id: number; readonly end: Bytes }[];
}

export class ByteStreams {
  private readonly streams = new Map<string, Written>();
  /** What each end reads, once it is known: it is asked for with every delivery. */
  private readonly reading = new Map<StreamEnd, Written>();
  /** Whether anybody has said more than bytes. */
  private anySpeaks = false;

  /** Says what the bytes mean that this end will write next. Returns where they begin in its stream. */
  mean(endpoint: StreamEnd, units: readonly StreamUnit<AnyContent>[]): Bytes {
    const written = this.of(endpoint);
    const start = written.meant;
    for (const unit of units) {
      written.units.push({ unit, start: written.meant });
      written.meant += unit.size;
      if (unit.content.protocol !== "plain") this.hasSpoken(written);
    }
    return start;
  }

  /**
   * TCP has been given so many bytes. Those that nobody has said anything about have only their writer's name: returns where they
   * begin in its stream, or null where there are none.
   */
  sent(endpoint: StreamEnd, bytes: Bytes, text: string | null): Bytes | null {
    const written = this.of(endpoint);
    written.sent += bytes;
    const more = written.sent - written.meant;
    return more > 0 ? this.mean(endpoint, [{ size: more, content: { protocol: "plain", text } }]) : null;
  }

  /** A message ends at this byte of the writer's stream. */
  message(endpoint: StreamEnd, id: number, end: Bytes): void {
    const written = this.of(endpoint);
    this.hasSpoken(written);
    written.messages.push({ id, end });
  }

  /** Whether what this end reads is more than bytes. */
  speaks(reader: StreamEnd): boolean {
    return this.anySpeaks && (this.toward(reader)?.speaks ?? false);
  }

  /** What this end has before it when its program is handed bytes up to `end` of the peer's stream, from the `offset`-th. */
  read(reader: StreamEnd, offset: Bytes, end: Bytes): readonly StreamPiece<AnyContent>[] {
    const written = this.toward(reader);
    if (written === undefined) return [];
    const pieces: StreamPiece<AnyContent>[] = [];
    for (let index = written.next; index < written.units.length; index += 1) {
      const placed = written.units[index];
      if (placed === undefined || placed.start >= end) break;
      const { unit, start } = placed;
      const from = Math.max(offset, start) - start;
      const to = Math.min(end, start + unit.size) - start;
      if (to > from) pieces.push({ unit, from, length: to - from });
      if (to === unit.size) written.next = index + 1;
    }
    return pieces;
  }

  /** The messages whose last byte this end's program has been handed now. */
  delivered(reader: StreamEnd, end: Bytes): readonly number[] {
    const written = this.toward(reader);
    if (written === undefined) return [];
    const ids: number[] = [];
    while ((written.messages[0]?.end ?? end + 1) <= end) {
      const first = written.messages.shift();
      if (first !== undefined) ids.push(first.id);
    }
    return ids;
  }

  private hasSpoken(written: Written): void {
    written.speaks = true;
    this.anySpeaks = true;
  }

  private of(endpoint: StreamEnd): Written {
    const key = keyOf(endpoint.host.id, endpoint.tcb.localPort, endpoint.peer, endpoint.tcb.remotePort);
    let written = this.streams.get(key);
    if (written?.endpoint !== endpoint) {
      written = { endpoint, units: [], meant: 0, sent: 0, next: 0, speaks: false, messages: [] };
      this.streams.set(key, written);
    }
    return written;
  }

  /** What the other end has written. */
  private toward(reader: StreamEnd): Written | undefined {
    const known = this.reading.get(reader);
    if (known !== undefined) return known;
    const written = this.streams.get(keyOf(reader.peer, reader.tcb.remotePort, reader.host.id, reader.tcb.localPort));
    if (written !== undefined) this.reading.set(reader, written);
    return written;
  }
}

/** What tells a direction of a connection from all others. */
function keyOf(from: string | null, fromPort: number, to: string | null, toPort: number): string {
  return `${from ?? ""} ${String(fromPort)} ${to ?? ""} ${String(toPort)}`;
}
