// A SYN with the option of Fast Open in LISTEN, and a SYN+ACK with it in SYN-SENT (RFC 7413 §4.1.3, §4.2.2).

import type { Turn } from "../effects.ts";
import { openEnds } from "../ends/stack.ts";
import { fastOpenOf } from "../fast-open.ts";
import { awaitAcknowledgement } from "../opening.ts";
import type { Segment } from "../segment/segment.ts";
import { FIN } from "../segment/segment.ts";
import type { Tcb } from "../tcb.ts";

/** What a listener makes of a SYN. */
export type Welcome =
  /** It has no such option. */
  | "plain"
  /** It brings no right cookie: its data is not taken, and it is given one, unless Fast Open is off. */
  | "without-cookie"
  /** Its cookie is right: the connection opens with it. */
  | "open";

/** Looks at the cookie of a SYN (§4.2.2, server, steps 2 and 3). */
export function welcome({ fastOpen }: Tcb, segment: Segment): Welcome {
  const option = fastOpenOf(segment);
  if (option === undefined) return "plain";
  if (fastOpen === null) return "without-cookie";
  if (option.cookie === fastOpen.cookie) return "open";
  fastOpen.gives = true;
  return "without-cookie";
}

/** Opens both directions with a SYN, and takes its data (§4.2.2, server, step 4). The block is in SYN-RECEIVED. */
export function openWithSyn(tcb: Tcb, segment: Segment, turn: Turn): void {
  const syn = awaitAcknowledgement(tcb, turn);
  tcb.ends = openEnds(tcb, null, syn, turn);
  // Simplified: a FIN that comes along is not looked at, and comes again.
  tcb.ends.received({ ...segment, flags: segment.flags & ~FIN });
}

/** Has the host keep the cookie that a SYN+ACK brings (§4.1.3). */
export function keepCookie(tcb: Tcb, segment: Segment, turn: Turn): void {
  const option = fastOpenOf(segment);
  if (option === undefined || option.cookie === "" || !tcb.settings.fastOpen) return;
  turn.effects.push({ kind: "cookie", cookie: option.cookie, mss: tcb.snd.mss, rule: "tcp.fast-open.cookie" });
}
