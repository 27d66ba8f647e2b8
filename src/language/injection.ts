// The grammar of segments that no host sends: `network injects FLAGS to HOST seq N [ack N] [bytes N] [window N]`, the numbers
// counted from the initial sequence numbers.

import type { Flag, Injection } from "../simulation/index.ts";
import { peerOf } from "./parameters.ts";
import type { Phrase } from "./phrase.ts";

/** The control bits, as a line joins them: `SYN+ACK`. */
export const FLAGS = ["SYN", "ACK", "FIN", "RST", "PSH", "URG", "ECE", "CWR"] as const satisfies readonly Flag[];

/** Shown where flags are missing or make no sense. */
const EXAMPLES = ["SYN", "SYN+ACK", "ACK", "RST", "RST+ACK", "FIN+ACK"];

const MAX_UINT32 = 4_294_967_295;
/** The most that the header's window can say without scaling. */
const MAX_WINDOW = 65_535;

/** Reads what follows `network`; null, with an error among the findings, when it makes no sense. It bears the name of the host that `to` talks to. */
export function parseInjection(phrase: Phrase): Injection | null {
  if (phrase.word(["injects"]) === null) return null;
  const flags = parseFlags(phrase);
  if (flags === null || phrase.word(["to"]) === null) return null;
  const to = phrase.host();
  if (to === null) return null;
  const seq = parseNumber(phrase, "seq");
  if (seq === null) return null;
  const injection: { -readonly [K in keyof Injection]: Injection[K] } = { from: peerOf(to), to, flags, seq };
  if (flags.includes("ACK")) {
    const ack = parseNumber(phrase, "ack");
    if (ack === null) return null;
    injection.ack = ack;
  }
  if (phrase.skip("bytes")) {
    const length = phrase.quantity("size", 1, MAX_WINDOW);
    if (length === null) return null;
    injection.length = length;
  }
  if (phrase.skip("window")) {
    const window = phrase.quantity("size", 0, MAX_WINDOW);
    return window !== null && phrase.end() ? { ...injection, window } : null;
  }
  return phrase.end(injection.length === undefined ? ["bytes", "window"] : ["window"]) ? injection : null;
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
