// What the picture says of a packet's arrival.

import type { Outcome } from "../../../simulation/index.ts";

/** What a program would notice of what UDP takes without a word, or of frames that either brings: see the event `frame`. */
export type Remark = "late" | "out-of-order" | "twice";

/** What became of a packet where it arrived; `incomplete`: it is a piece of a datagram, and others are missing. */
export type Verdict = Outcome | Remark | "incomplete";
