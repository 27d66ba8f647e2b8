// The grammar of a SYN flood (RFC 4987 §2): `attacker floods HOST with N SYNs [every TIME] [from ADDRESS to ADDRESS]`, and what the SYNs
// offer: `mss N`, `sack`, `timestamps`, `window-scale N`.

import type { Flood, HostSpec, Milliseconds } from "../../simulation/index.ts";
import { addressAt, numberOf } from "../text/address.ts";
import { BOUNDS } from "../text/block.ts";
import { given } from "./deed.ts";
import type { Phrase } from "./phrase.ts";

/** The id of the host that a flood comes from, and the word for it. */
export const ATTACKER = "attacker";

/** An address set aside for documentation (RFC 5737), in a block of its own. */
const ATTACKER_ADDRESS = "203.0.113.66";

/** Between SYNs where nothing is said of it. */
const PACE: Milliseconds = 1;

/** Reads what follows `attacker`, to the end of the line; null, with an error among the findings, when it makes no sense. */
export function parseFlood(phrase: Phrase): Flood | null {
  if (phrase.word(["floods"]) === null) return null;
  const to = phrase.host();
  if (to === null || phrase.word(["with"]) === null) return null;
  const count = phrase.quantity("count", 1, BOUNDS.flood);
  if (count === null || phrase.word(["SYNs", "SYN"]) === null) return null;
  const said = phrase.options<NonNullable<Flood["options"]> & { every: Milliseconds; sources: NonNullable<Flood["sources"]> }>({
    every: () => given(phrase.quantity("time", 0.001, BOUNDS.time), (every) => ({ every })),
    from: () => given(parseRange(phrase), (sources) => ({ sources })),
    mss: () => given(phrase.quantity("size", 1, 65_535), (mss) => ({ mss })),
    sack: () => ({ sack: true }),
    timestamps: () => ({ timestamps: true }),
    "window-scale": () => given(phrase.quantity("count", 0, 14), (windowScale) => ({ windowScale })),
  });
  if (said === null) return null;
  const { every = PACE, sources, ...options } = said;
  return { from: ATTACKER, to, count, every, ...(sources === undefined ? {} : { sources }), ...(Object.keys(options).length === 0 ? {} : { options }) };
}

/** Whoever floods: a host like those that it attacks, with an address that no SYN of it bears. */
export function buildAttacker(name: string, { port, tcp }: HostSpec): HostSpec {
  return { id: ATTACKER, name, address: ATTACKER_ADDRESS, port, tcp };
}

/** `ADDRESS to ADDRESS`, or one address alone. */
function parseRange(phrase: Phrase): { readonly first: string; readonly count: number } | null {
  const first = phrase.address([]);
  if (first === null || !phrase.skip("to")) return given(first, (only) => ({ first: only, count: 1 }));
  const last = phrase.address([], first, addressAt(numberOf(first) + BOUNDS.flood - 1));
  return given(last, (end) => ({ first, count: numberOf(end) - numberOf(first) + 1 }));
}
