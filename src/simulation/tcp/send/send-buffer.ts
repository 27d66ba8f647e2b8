// The room for what a program has written and the peer has not acknowledged; it grows with the congestion window, and a program that
// finds it full waits (RFC 9293 §3.9.1.2, blocking SEND).

import type { Bytes } from "../../kernel/index.ts";

/** What a segment costs beside its bytes: inside the block of memory that holds them, and besides. */
const BLOCK_COST: Bytes = 576;
const DESCRIPTOR_COST: Bytes = 256;
/** What a chunk costs beside its bytes, which lie elsewhere. */
const CHUNK_COST: Bytes = BLOCK_COST + DESCRIPTOR_COST;
/** No buffer that a program asks for is smaller. */
const SMALLEST: Bytes = 4608;
/** Automatic growth ends here. */
const LIMIT: Bytes = 4_194_304;

/** Counts the room, and what a blocked program still wants to write. */
export class SendBuffer {
  /** Bytes that a blocked program still wants to write. */
  waiting: Bytes = 0;
  /** The program has found no room, and is to be woken when there is. */
  wanting = false;
  /** There is: it goes on when what is done now is done. */
  woken = false;
  private size: Bytes;

  /** `requested`: the size that the program has asked for: the kernel takes twice of that, which then does not grow. Null: automatic, by `cwnd`. */
  constructor(private readonly requested: Bytes | null, private readonly mss: Bytes, cwnd = 0) {
    this.size = requested === null ? this.automatic(cwnd, 0) : Math.max(2 * requested, SMALLEST);
  }

  /** Whether another chunk may be begun. */
  hasRoom(bytes: Bytes, chunks: number): boolean {
    return bytes + chunks * CHUNK_COST < this.size;
  }

  /** Lets the room grow to twice what the congestion window needs. */
  grow(cwnd: number, reordering: number): void {
    if (this.requested === null) this.size = Math.max(this.size, Math.min(this.automatic(cwnd, reordering), LIMIT));
  }

  /** Wakes the program when a third of the room is free. */
  wake(bytes: Bytes, chunks: number): void {
    const queued = bytes + chunks * CHUNK_COST;
    if (this.size - queued < Math.floor(queued / 2)) return;
    this.wanting = false;
    this.woken = true;
  }

  private automatic(cwnd: number, reordering: number): Bytes {
    let block = 1024;
    while (block < this.mss + BLOCK_COST) block *= 2;
    return 2 * Math.max(10, cwnd, reordering + 1) * (block + DESCRIPTOR_COST);
  }
}
