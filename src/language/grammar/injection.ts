// The grammar of segments that no host sends: `network injects FLAGS to HOST seq N [ack N] [bytes N] [window N] [mss N] [urgent N]
// [after TIME] [from ADDRESS] [from port N]`, the numbers counted from the initial sequence numbers.

import type { Flag, Injection } from "../../simulation/index.ts";
import { peerOf } from "../parameters/parameters.ts";
import { BOUNDS } from "../text/block.ts";
import { given, parsePort } from "./deed.ts";
import type { Phrase } from "./phrase.ts";

/** The control bits, as a line joins them: `SYN+ACK`. */
export const FLAGS = ["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR"] as const satisfies readonly Flag[];

/** Shown where flags are missing or make no sense. */
const EXAMPLES = ["SYN", "SYN+ACK", "ACK", "RST", "RST+ACK", "FIN+ACK"];

const MAX_UINT32 = 4_294_967_295;
/** The most that 16 bits of the header can say: the window without scaling, the urgent pointer. */
const MAX_WINDOW = 65_535;

/** A segment, and the address that it bears where that is not the name of the host that `to` talks to. */
export interface Forgery {
  readonly injection: Injection;
  readonly address?: string;
}

/** Reads what follows `network`, to the end of the line; null, with an error among the findings, when it makes no sense. */
export function parseInjection(phrase: Phrase): Forgery | null {
  if (phrase.word(["injects"]) === null) return null;
  const flags = parseFlags(phrase);
  if (flags === null || phrase.word(["to"]) === null) return null;
  const to = phrase.host();
  if (to === null) return null;
  const seq = parseNumber(phrase, "seq");
  if (seq === null) return null;
  const ack = flags.includes("ACK") ? parseNumber(phrase, "ack") : undefined;
  if (ack === null) return null;
  const said = phrase.options<Omit<Injection, "from" | "to" | "flags" | "seq"> & { address: string }>({
    bytes: () => given(phrase.quantity("size", 1, MAX_WINDOW), (length) => ({ length })),
    window: () => given(phrase.quantity("size", 0, MAX_WINDOW), (window) => ({ window })),
    mss: () => given(phrase.quantity("size", 1, MAX_WINDOW), (mss) => ({ mss })),
    urgent: () => given(phrase.quantity("count", 0, MAX_WINDOW), (urgent) => ({ urgent })),
    after: () => given(phrase.quantity("time", 0, BOUNDS.time), (after) => ({ after })),
    from: () => parseSource(phrase),
  });
  if (said === null) return null;
  const { address, ...rest } = said;
  const injection: Injection = { from: peerOf(to), to, flags, seq, ...(ack === undefined ? {} : { ack }), ...rest };
  return address === undefined ? { injection } : { injection, address };
}

/** `port 5555`, an address, or both. */
function parseSource(phrase: Phrase): { readonly address?: string; readonly port?: number } | null {
  if (phrase.peek() === "port") return parsePort(phrase);
  const address = phrase.address(["port"]);
  if (address === null || phrase.peek() !== "port") return given(address, (one) => ({ address: one }));
  return given(parsePort(phrase), ({ port }) => ({ address, port }));
}

function parseFlags(phrase: Phrase): readonly Flag[] | null {
  const words = phrase.peek().toUpperCase().split("+");
  const flags = FLAGS.filter((flag) => words.includes(flag));
  if (flags.length !== words.length) return phrase.fail(EXAMPLES);
  phrase.skip(phrase.peek());
  return flags;
}

function parseNumber(phrase: Phrase, name: "seq" | "ack"): number | null {
  return phrase.word([name]) === null ? null : phrase.quantity("sequence", -MAX_UINT32, MAX_UINT32);
}
