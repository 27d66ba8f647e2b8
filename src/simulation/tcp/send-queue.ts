// What the program has asked to send and has not been sent yet: counts of bytes, and where each SEND begins (RFC 9293 §3.9.1.2).

import type { Bytes } from "../kernel/index.ts";

/** A SEND that the program gave a name to. */
interface Write {
  readonly offset: Bytes;
  readonly text: string;
}

/** A stream of bytes of which only the count matters. Offsets count from the first byte ever written. */
export class SendQueue {
  /** Every byte written so far. */
  written: Bytes = 0;
  /** The offset of the next byte to be sent for the first time. */
  next: Bytes = 0;
  /** SENDs that have a name, not yet begun to be sent. */
  private readonly named: Write[] = [];

  /** D of RFC 9293 §3.8.6.2.1: what is queued and not yet sent. */
  get waiting(): Bytes {
    return this.written - this.next;
  }

  /** Queues a SEND. */
  write(length: Bytes, text: string | null): void {
    if (text !== null) this.named.push({ offset: this.written, text });
    this.written += length;
  }

  /** Takes the next bytes to be sent; tells the name of the SENDs that begin among them, or null. */
  take(length: Bytes): string | null {
    this.next += length;
    let text: string | null = null;
    for (let write = this.named[0]; write !== undefined && write.offset < this.next; write = this.named[0]) {
      text = text === null ? write.text : `${text} + ${write.text}`;
      this.named.shift();
    }
    return text;
  }

  /** Takes bytes back that were taken last, as if they had never been sent. */
  giveBack(length: Bytes, text: string | null): void {
    this.next -= length;
    if (text !== null) this.named.unshift({ offset: this.next, text });
  }

  /** Drops what has not been sent. */
  flush(): void {
    this.next = this.written;
    this.named.length = 0;
  }
}
