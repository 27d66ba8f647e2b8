// The names that a program gave to what it wrote, found again by where the bytes stand, however often they are sent.

import type { Bytes } from "../kernel/index.ts";

export class NamedWrites {
  /** All bytes so far. */
  written: Bytes = 0;
  private readonly named: { readonly offset: Bytes; readonly text: string }[] = [];

  /** Notes a SEND. */
  write(length: Bytes, text: string | null): void {
    if (text !== null) this.named.push({ offset: this.written, text });
    this.written += length;
  }

  /** The names of the SENDs that begin among these bytes, or null. */
  among(offset: Bytes, length: Bytes): string | null {
    if (this.named.length === 0) return null;
    const texts = this.named.filter((write) => write.offset >= offset && write.offset < offset + length).map(({ text }) => text);
    return texts.length === 0 ? null : texts.join(" + ");
  }
}
