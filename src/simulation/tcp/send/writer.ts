// What the program has to send, as far as it was taken: a SEND that finds no room waits, and so does the CLOSE behind it (RFC 9293 §3.9.1.2,
// §3.9.1.4).

import type { Bytes, Milliseconds } from "../../kernel/index.ts";
import type { Flow } from "../recovery/flow.ts";
import type { NewData } from "./new-data.ts";
import { ALL } from "./new-data.ts";
import type { UnsentChunks } from "./segments.ts";
import type { SendBuffer } from "./send-buffer.ts";

/** The program's end of a Linux sender. */
export class Writer {
  private closing = false;

  /** `wakeUp`: how long a program that waited takes to go on. */
  constructor(
    private readonly flow: Flow,
    private readonly chunks: UnsentChunks,
    private readonly buffer: SendBuffer,
    private readonly newData: NewData,
    private readonly wakeUp: Milliseconds,
  ) {}

  /** SEND: queues bytes and sends what may go. */
  write(bytes: Bytes): void {
    if (this.buffer.waiting > 0) this.buffer.waiting += bytes;
    else this.take(bytes, false);
  }

  /** CLOSE: the FIN follows what is written, and what is still to be taken from a program that waits. */
  close(): void {
    this.closing = true;
    if (this.buffer.waiting === 0) this.newData.finish();
  }

  /** New data goes as far as it may, and a program that waits for room is woken when there is some. */
  push(): void {
    const { flow, buffer } = this;
    if (this.chunks.count > 0) this.newData.push(ALL, false);
    this.newData.checkRoom();
    if (!buffer.woken) return;
    buffer.woken = false;
    // A program that takes no time goes on before anything else that happens in the same moment.
    if (this.wakeUp === 0) this.resume();
    else flow.outlet.start("wake-up", this.wakeUp, "tcp.send.wake-up");
  }

  /** The program goes on with the SEND that had to wait. */
  resume(): void {
    const { waiting } = this.buffer;
    if (waiting === 0) return;
    this.take(waiting, true);
    if (this.buffer.waiting > 0) return;
    if (this.closing) this.newData.finish();
  }

  private take(bytes: Bytes, resumed: boolean): void {
    this.buffer.waiting = this.newData.write(bytes, resumed);
    if (this.buffer.waiting === 0) this.flow.outlet.written();
  }
}
