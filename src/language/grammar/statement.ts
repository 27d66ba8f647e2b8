// The script's grammar, one statement a line: `[at TIME] [when TRIGGER] HOST VERB …`, as in `client sends 120 bytes "GET / HTTP/1.1"`;
// in a host's place `network injects …` makes a segment appear, and `attacker floods …` many of them.

import type { Flood, Injection, Milliseconds, Statement, Trigger } from "../../simulation/index.ts";
import type { HostWord } from "../parameters/parameters.ts";
import { HOSTS } from "../parameters/parameters.ts";
import { BOUNDS } from "../text/block.ts";
import type { Findings } from "../text/findings.ts";
import { VERBS, parseDeed } from "./call.ts";
import type { Repetition } from "./deed.ts";
import { given, parsePort } from "./deed.ts";
import { ATTACKER, parseFlood } from "./flood.ts";
import { parseInjection } from "./injection.ts";
import type { Line } from "./phrase.ts";
import { Phrase } from "./phrase.ts";

/** What a line of the script says: a statement of the run, that nobody listens on a host, or a segment out of nowhere. */
export type ScriptLine =
  | { readonly kind: "statement"; readonly statement: Statement; readonly repetition?: Repetition; readonly carrierOpen?: boolean }
  | { readonly kind: "refuses"; readonly host: HostWord }
  | { readonly kind: "injection"; readonly injection: Injection; readonly address?: string }
  | { readonly kind: "flood"; readonly flood: Flood };

/** What a statement can wait for, after the host's word. */
export const TRIGGERS = ["established", "received", "closed"] as const;
/** The words that a statement can begin with. */
export const BEGINNINGS = [...HOSTS, "network", ATTACKER, "at", "when"] as const;

/** Reads one line; null, with an error among the findings, when it is none. */
export function parseStatement(line: Line, findings: Findings): ScriptLine | null {
  const phrase = new Phrase(line, findings, "bad-statement");
  const conditions: { at?: Milliseconds; when?: Trigger } = {};
  for (;;) {
    if (conditions.at === undefined && phrase.skip("at")) {
      const at = phrase.quantity("time", 0, BOUNDS.time);
      if (at === null) return null;
      conditions.at = at;
    } else if (conditions.when === undefined && phrase.skip("when")) {
      const when = parseTrigger(phrase);
      if (when === null) return null;
      conditions.when = when;
    } else break;
    phrase.skipComma();
  }
  if (phrase.skip("network")) {
    const forgery = parseInjection(phrase);
    return forgery === null ? null : { kind: "injection", ...forgery, injection: { ...forgery.injection, ...conditions } };
  }
  if (phrase.skip(ATTACKER)) {
    const flood = parseFlood(phrase);
    return flood === null ? null : { kind: "flood", flood: { ...flood, ...conditions } };
  }
  const host = parseActor(phrase, conditions);
  if (host === null) return null;
  const verb = phrase.word(VERBS);
  if (verb === null) return null;
  if (verb === "refuses") return phrase.end() ? { kind: "refuses", host } : null;
  const deed = parseDeed(phrase, host, verb);
  if (deed === null) return null;
  const { call, port, ...how } = deed;
  return { kind: "statement", statement: { host, ...conditions, call, ...(port === undefined ? {} : { port }) }, ...how };
}

/** The host that acts. At the line's start a condition may stand as well, unless a verb shows that a host was meant. */
function parseActor(phrase: Phrase, conditions: { readonly at?: Milliseconds; readonly when?: Trigger }): HostWord | null {
  const host = HOSTS.find((each) => each === phrase.peek());
  const verbFollows = VERBS.some((verb) => verb === phrase.peek(1));
  if (host !== undefined || verbFollows) return phrase.host();
  return phrase.fail(BEGINNINGS.filter((word) => !(word in conditions)));
}

function parseTrigger(phrase: Phrase): Trigger | null {
  const host = phrase.host();
  if (host === null) return null;
  const word = phrase.word(TRIGGERS);
  if (word === null) return null;
  if (word !== "received") return ofConnection(phrase, { kind: word, host });
  if (phrase.skip("fin")) return ofConnection(phrase, { kind: "received-fin", host });
  if (!phrase.atNumber()) return phrase.fail(["fin", "5 bytes", "3 datagrams"]);
  if (phrase.peek(1) === "datagrams" || phrase.peek(1) === "datagram") {
    const count = phrase.quantity("count", 1, BOUNDS.nth);
    return count === null || phrase.word(["datagrams", "datagram"]) === null ? null : { kind: "received-datagrams", host, count };
  }
  const bytes = phrase.quantity("size", 1, BOUNDS.sendBytes);
  return bytes === null ? null : ofConnection(phrase, { kind: "received", host, bytes });
}

/** What is waited for, of one connection where `on port 40001` follows. */
function ofConnection(phrase: Phrase, trigger: Exclude<Trigger, { readonly kind: "received-datagrams" }>): Trigger | null {
  if (!phrase.skip("on")) return trigger;
  return given(parsePort(phrase), ({ port }): Trigger => ({ ...trigger, port }));
}
