// What a segment costs that is kept: more than its bytes, for it stays in the piece of memory in which it came (Linux, from a TUN device).

import type { Bytes } from "../../kernel/index.ts";

/** Free space in front of the packet. */
const HEADROOM: Bytes = 64;
/** What the allocation holds behind the packet, for the kernel itself. */
const TRAILER: Bytes = 320;
/** The descriptor of a packet. */
const DESCRIPTOR: Bytes = 256;
/** The allocations for small packets, and the next size up: each further one is twice as large. */
const SMALL: Bytes = 576;
const LARGER: Bytes = 1024;
const LINE: Bytes = 64;

function allocation(packet: Bytes): Bytes {
  const wanted = Math.floor((HEADROOM + packet + LINE - 1) / LINE) * LINE + TRAILER;
  if (wanted <= SMALL) return SMALL;
  let size = LARGER;
  while (size < wanted) size *= 2;
  return size;
}

/** The memory that a packet of so many bytes, headers included, takes up. */
export function truesize(packet: Bytes): Bytes {
  return allocation(packet) + DESCRIPTOR;
}

/** The memory that is left in it: so many more bytes can be kept at no cost. */
export function spare(packet: Bytes): Bytes {
  return allocation(packet) - TRAILER - HEADROOM - packet;
}
