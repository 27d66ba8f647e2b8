// How the congestion window goes from one phase to another, in English (RFC 5681).

import type { CaptionWords } from "../caption-words.ts";
import { bytes } from "./values.ts";

/** Congestion control. */
export const congestion: Pick<CaptionWords, "slow-start" | "congestion-avoidance" | "window-after-timeout" | "recovery-over" | "window-after-pause"> = {
  "slow-start": {
    title: (v) => `${v.host} is in slow start`,
    analogy: () => "“That parcel has come through. For each one that does, I dare to send two more couriers.”",
    technical: (v) => `The acknowledgement lets cwnd grow from ${bytes(v.before)} to ${bytes(v.window)}, so more is sent than was acknowledged. In slow start cwnd doubles every round trip.`,
  },
  "congestion-avoidance": {
    title: (v) => `${v.host} goes on with care`,
    analogy: () => "“At this number of couriers the road jammed last time. From now on I add one at a time.”",
    technical: (v) => `cwnd (${bytes(v.window)}) has reached ssthresh (${bytes(v.threshold)}): slow start ends. In congestion avoidance cwnd grows by one segment a round trip.`,
  },
  "window-after-timeout": {
    title: (v) => `${v.host} begins again with one segment`,
    analogy: () => "“Not a word has come back: the road must be jammed. I begin again with a single courier.”",
    technical: (v) => `A timeout is taken for heavy congestion: cwnd falls to ${bytes(v.window)}, one segment, ssthresh is ${bytes(v.threshold)}, and slow start begins again.`,
  },
  "recovery-over": {
    title: (v) => `${v.host} has recovered`,
    analogy: () => "“The missing parcel has arrived, and all that came after it. Let us go on, with fewer couriers than before.”",
    technical: (v) => `All that was out when the loss was noticed is acknowledged, and fast recovery ends with cwnd at ${bytes(v.window)}. ${v.window < v.threshold ? `Slow start goes on up to ssthresh, ${bytes(v.threshold)}` : "Congestion avoidance goes on from there"}.`,
  },
  "window-after-pause": {
    title: (v) => `${v.host} begins with a small window again`,
    analogy: () => "“I have sent nothing for a while, and who knows what the road is like now. I begin with a few couriers.”",
    technical: (v) => `Nothing was sent for longer than the retransmission timeout, so cwnd may no longer fit the network. It falls to the restart window: ${bytes(v.window)}.`,
  },
};
