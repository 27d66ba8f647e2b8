// TCP Fast Open (RFC 7413): a cookie that a server gave before lets the SYN carry data, and the server take it before the handshake is over.

import type { Bytes } from "../kernel/index.ts";
import type { TcpOption } from "../contract/index.ts";
import type { Segment } from "./segment/segment.ts";

/** The most that options take of a header: so much stays free beside the data of a SYN, as a kernel has it. */
const MOST_OPTIONS: Bytes = 40;

/** What one end of a connection knows of its cookie. */
export interface FastOpen {
  /** A client's: as the server gave it before; empty: it asks for one. A server's: the one that it gives to this client. */
  readonly cookie: string;
  /** The segment size that the server announced with the cookie (§4.1.3). */
  readonly mss: Bytes;
  /** Bytes of the program's that our SYN carries. */
  carried: Bytes;
  /** Whether our SYN+ACK gives the cookie. */
  gives: boolean;
}

export function createFastOpen(cookie: string, mss: Bytes): FastOpen {
  return { cookie, mss, carried: 0, gives: false };
}

/** How many of the written bytes a SYN takes along (§4.2.2, client): none without a cookie. `mss`: the largest segment of our own. */
export function textOfSyn(fastOpen: FastOpen, written: Bytes, mss: Bytes): Bytes {
  if (fastOpen.cookie === "") return 0;
  return Math.max(0, Math.min(written, Math.min(mss, fastOpen.mss) - MOST_OPTIONS));
}

/** The option of a segment, or undefined. */
export function fastOpenOf(segment: Segment): Extract<TcpOption, { readonly kind: "fast-open" }> | undefined {
  for (const option of segment.options) if (option.kind === "fast-open") return option;
  return undefined;
}
