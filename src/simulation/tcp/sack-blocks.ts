// What a receiver tells of bytes that came out of order or twice (RFC 2018 §4, RFC 2883 §4).

import type { Block, ReceiveQueue } from "./receive-queue.ts";

/**
 * The blocks to report now: first the bytes that came twice, if some just did, then the stretches that are held, the one
 * that changed last first. What came twice is reported once.
 */
export function sackBlocks(queue: ReceiveQueue, room: number): readonly Block[] {
  const twice = queue.takeDuplicate();
  const blocks = twice === null ? queue.blocks : [twice, ...queue.blocks];
  return blocks.slice(0, room);
}
