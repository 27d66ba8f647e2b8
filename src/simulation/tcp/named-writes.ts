// The names that a program gave to what it wrote, found again by where the bytes stand, however often they are sent.

import type { Bytes } from "../kernel/index.ts";

/** One SEND: where in the stream it begins, and how long it is. */
export interface Written {
  readonly offset: Bytes;
  readonly bytes: Bytes;
}

export class NamedWrites {
  /** All bytes so far. */
  written: Bytes = 0;
  private readonly named: { readonly offset: Bytes; readonly text: string }[] = [];
  /** Where each SEND ends. */
  private readonly ends: Bytes[] = [];

  /** Notes a SEND. */
  write(length: Bytes, text: string | null): void {
    if (text !== null) this.named.push({ offset: this.written, text });
    this.written += length;
    this.ends.push(this.written);
  }

  /** The SENDs that reach beyond so many bytes, in order, each with its place in the stream. */
  beyond(offset: Bytes): readonly Written[] {
    const { ends } = this;
    let first = ends.length;
    while (first > 0 && (ends[first - 1] ?? 0) > offset) first -= 1;
    return ends.slice(first).map((end, place) => {
      const start = ends[first + place - 1] ?? 0;
      return { offset: start, bytes: end - start };
    });
  }

  /** The names of the SENDs that begin among these bytes, or null. */
  among(offset: Bytes, length: Bytes): string | null {
    if (this.named.length === 0) return null;
    const texts = this.named.filter((write) => write.offset >= offset && write.offset < offset + length).map(({ text }) => text);
    return texts.length === 0 ? null : texts.join(" + ");
  }
}
