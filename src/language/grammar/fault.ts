// The grammar of scripted faults: `drop HOST MATCH N`, `N to N` or `N onwards`, `delay … by TIME`, `duplicate …`, `corrupt …`; read
// and written.

import type { FaultSpec, PacketMatch } from "../../simulation/index.ts";
import { formatQuantity } from "../parameters/quantity.ts";
import { PROXY } from "../study/syn-proxy.ts";
import { BOUNDS } from "../text/block.ts";
import type { Findings } from "../text/findings.ts";
import { ATTACKER } from "./flood.ts";
import type { Line } from "./phrase.ts";
import { Phrase } from "./phrase.ts";

export const FAULT_KINDS = ["drop", "delay", "duplicate", "corrupt"] as const satisfies readonly FaultSpec["kind"][];
export const MATCHES = ["SYN", "SYN+ACK", "ACK", "FIN", "RST", "data", "datagram", "fragment", "ICMP", "packet"] as const satisfies readonly PacketMatch[];

/** Who else sends packets. */
const BESIDES = [PROXY, ATTACKER] as const;

/** Reads one line; null, with an error among the findings, when it is none. Without a number the first packet is meant. */
export function parseFault(line: Line, findings: Findings): FaultSpec | null {
  const phrase = new Phrase(line, findings, "bad-fault");
  const kind = phrase.word(FAULT_KINDS);
  if (kind === null) return null;
  const from = BESIDES.find((word) => phrase.skip(word)) ?? phrase.host();
  if (from === null) return null;
  const match = phrase.word(MATCHES);
  if (match === null) return null;
  const numbered = phrase.atNumber();
  const nth = numbered ? phrase.quantity("count", 1, BOUNDS.nth) : 1;
  if (nth === null) return null;
  const last = parseLast(phrase, nth, numbered);
  if (last === null) return null;
  const fault: FaultSpec = { kind, from, match, nth, ...last };

  const mayShift = kind === "delay" || kind === "duplicate";
  if (mayShift && phrase.skip("by")) {
    const by = phrase.quantity("time", 0, BOUNDS.time);
    return by !== null && phrase.end() ? { ...fault, by } : null;
  }
  const allowed = [...(numbered ? [] : ["1"]), ...(fault.last !== undefined ? [] : numbered ? ["to", "onwards"] : ["onwards"]), ...(mayShift ? ["by"] : [])];
  if (kind === "delay") return phrase.fail(allowed);
  return phrase.end(allowed) ? fault : null;
}

/** How far a fault reaches beyond its first packet. */
function parseLast(phrase: Phrase, nth: number, numbered: boolean): Pick<FaultSpec, "last"> | null {
  if (phrase.skip("onwards")) return { last: null };
  if (!numbered || !phrase.skip("to")) return {};
  const last = phrase.quantity("count", nth, BOUNDS.nth);
  return last === null ? null : { last };
}

/** Writes a fault as a line of the block. */
export function formatFault({ kind, from, match, nth, last, by }: FaultSpec): string {
  const reach = last === undefined ? "" : last === null ? " onwards" : ` to ${last}`;
  const shift = by === undefined ? "" : ` by ${formatQuantity("time", by, "")}`;
  return `${kind} ${from} ${match} ${nth}${reach}${shift}`;
}
