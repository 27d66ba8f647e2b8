// The open connection: from the moment both ends are ESTABLISHED until the first FIN or RST is sent, or either end leaves.

import type { Milliseconds, Trace } from "../../../simulation/index.ts";
import type { Columns } from "../measure/columns.ts";
import type { Tunnel } from "../scene.ts";
import type { Stay } from "./bands.ts";

/** A stretch of time in which two hosts are connected. */
interface Opening {
  readonly left: string;
  readonly right: string;
  readonly from: Stay;
  /** The time of the first FIN or RST, or null when the stay of either end is over first (or never ends). */
  readonly until: Milliseconds;
}

/** The tunnels between neighbouring participants. `at` gives the place of a stay's beginning, `sent` that of a packet's sending. */
export function tunnelsOf(
  trace: Trace, stays: readonly Stay[], columns: Columns, at: (stay: Stay) => number, sent: (packet: number) => number, bottom: number,
): Tunnel[] {
  const tunnels: Tunnel[] = [];
  for (let index = 0; index + 1 < columns.participants.length; index += 1) {
    const [left, right] = [columns.participants[index], columns.participants[index + 1]];
    if (left === undefined || right === undefined) continue;
    for (const opening of openings(trace, stays, left.host, right.host)) {
      const end = trace.packets.find((packet) =>
        packet.sentAt >= opening.from.from && packet.sentAt <= opening.until && packet.protocol === "tcp" && ends(packet.segment.flags) &&
        (packet.from === left.host || packet.from === right.host));
      const closing = stays.find((stay) => stay.from === opening.until && stay.event !== null && stay.state !== "ESTABLISHED" &&
        (stay.host === left.host || stay.host === right.host));
      const y0 = at(opening.from);
      const y1 = end !== undefined ? sent(end.id) : closing !== undefined ? at(closing) : bottom;
      if (y1 <= y0) continue;
      tunnels.push({
        id: tunnels.length, x: left.x + columns.bandWidth / 2, width: right.x - left.x - columns.bandWidth, y0, y1,
      });
    }
  }
  return tunnels;
}

function ends(flags: readonly string[]): boolean {
  return flags.includes("FIN") || flags.includes("RST");
}

function openings(trace: Trace, stays: readonly Stay[], left: string, right: string): Opening[] {
  const found: Opening[] = [];
  const open = new Map<string, boolean>();
  let since: Stay | null = null;
  for (const stay of stays) {
    if (stay.host !== left && stay.host !== right) continue;
    open.set(stay.host, stay.state === "ESTABLISHED");
    const both = open.get(left) === true && open.get(right) === true;
    if (both && since === null) since = stay;
    if (!both && since !== null) {
      found.push({ left, right, from: since, until: stay.from });
      since = null;
    }
  }
  if (since !== null) found.push({ left, right, from: since, until: trace.end });
  return found;
}
