// What a sender learns from selective acknowledgements: what has arrived, and what must be lost (RFC 6675 §2 to §4).

import { atOrBefore, before, distance, sequence } from "./sequence.ts";
import type { Segment } from "./segment.ts";
import type { Tcb } from "./tcb.ts";

/** DupThresh of RFC 6675 §2. */
const THRESHOLD = 3;

/** Update() of RFC 6675 §4: notes what the peer holds. Tells whether it says anything new. */
export function takeBlocks(tcb: Tcb, segment: Segment): boolean {
  if (!tcb.agreed.sack) return false;
  let news = false;
  for (const option of segment.options) {
    if (option.kind !== "sack") continue;
    for (const [first, last] of option.blocks) {
      const start = sequence(first);
      const end = sequence(last);
      // Blocks of what is acknowledged already tell of duplicates (RFC 2883); blocks of what was never sent are nonsense.
      if (!before(tcb.snd.una, end) || before(tcb.snd.nxt, end)) continue;
      for (let place = 0; place < tcb.sent.length; place += 1) {
        const sent = tcb.sent.at(place);
        if (sent === undefined || !before(sent.seq, end)) break;
        if (atOrBefore(start, sent.seq) && atOrBefore(sent.end, end) && tcb.sent.markSacked(sent)) news = true;
      }
    }
  }
  return news;
}

/** IsLost(HighACK + 1) of RFC 6675 §4: whether so much has arrived above the first segment that it must be lost. */
export function firstIsLost(tcb: Tcb): boolean {
  if (tcb.sent.sackedBytes > (THRESHOLD - 1) * tcb.snd.mss) return true;
  let islands = 0;
  let inside = false;
  for (let place = 0; place < tcb.sent.length; place += 1) {
    const sacked = tcb.sent.at(place)?.sacked === true;
    if (sacked && !inside) islands += 1;
    inside = sacked;
  }
  return islands >= THRESHOLD;
}

/** Believes lost whatever IsLost() of RFC 6675 §4 says it of: three islands above it have arrived, or as many bytes. */
export function believeLost(tcb: Tcb): void {
  let bytes = 0;
  let islands = 0;
  let inside = false;
  for (let place = tcb.sent.length - 1; place >= 0; place -= 1) {
    const sent = tcb.sent.at(place);
    if (sent === undefined) continue;
    if (sent.sacked) {
      bytes += distance(sent.seq, sent.end);
      if (!inside) islands += 1;
    } else if (!sent.lost && (islands >= THRESHOLD || bytes > (THRESHOLD - 1) * tcb.snd.mss)) {
      tcb.sent.markLost(sent);
    }
    inside = sent.sacked;
  }
}
