// Choosing an initial sequence number by clock and hash (RFC 9293 §3.4.1).

import type { Milliseconds } from "../../kernel/index.ts";
import { hash } from "../../kernel/index.ts";

/** The clock of the RFC ticks once in 4 microseconds. */
const TICKS_PER_MILLISECOND = 250;

/**
 * ISN = M + F(localip, localport, remoteip, remoteport, secretkey). Simplified: F is a mixing hash and the run's seed its
 * key; in a real stack F must be a keyed cryptographic one.
 */
export function chooseIsn(
  now: Milliseconds, key: number, local: string, localPort: number, remote: string, remotePort: number,
): number {
  const ticks = Math.floor(now * TICKS_PER_MILLISECOND);
  return (ticks + hash(key, "isn", local, localPort, remote, remotePort)) >>> 0;
}
