// The room for what a program has written and the peer has not acknowledged; it grows with the congestion window, and a program that
// finds it full waits (RFC 9293 §3.9.1.2, blocking SEND).

import type { Bytes } from "../../kernel/index.ts";

/** What a chunk costs beside its bytes. */
const CHUNK_COST: Bytes = 1280;
/** What a segment costs beside its bytes: inside the block of memory that holds them, and besides. */
const BLOCK_COST: Bytes = 576;
const DESCRIPTOR_COST: Bytes = 256;
/** No buffer that a program asks for is smaller. */
const SMALLEST: Bytes = 4608;
/** Automatic growth ends here. */
const LIMIT: Bytes = 4_194_304;

/** Counts the room, and what a blocked program still wants to write. */
export class SendBuffer {
  /** Bytes that a blocked program still wants to write. */
  waiting: Bytes = 0;
  /** The program is to be woken when there is room. */
  wanting = false;
  private size: Bytes;

  /** `requested`: the size that the program has asked for: the kernel takes twice of that, which then does not grow. Null: automatic. */
  constructor(private readonly requested: Bytes | null, private readonly mss: Bytes) {
    this.size = requested === null ? this.automatic(0, 0) : Math.max(2 * requested, SMALLEST);
  }

  /** Whether another chunk may be begun. */
  hasRoom(bytes: Bytes, chunks: number): boolean {
    return bytes + chunks * CHUNK_COST < this.size;
  }

  /** Lets the room grow to twice what the congestion window needs. */
  grow(cwnd: number, reordering: number): void {
    if (this.requested === null) this.size = Math.max(this.size, Math.min(this.automatic(cwnd, reordering), LIMIT));
  }

  /** Whether a waiting program is to be woken: a third of the room is free. */
  shouldWake(bytes: Bytes, chunks: number): boolean {
    const queued = bytes + chunks * CHUNK_COST;
    return this.wanting && this.size - queued >= Math.floor(queued / 2);
  }

  private automatic(cwnd: number, reordering: number): Bytes {
    let block = 1024;
    while (block < this.mss + BLOCK_COST) block *= 2;
    return 2 * Math.max(10, cwnd, reordering + 1) * (block + DESCRIPTOR_COST);
  }
}
