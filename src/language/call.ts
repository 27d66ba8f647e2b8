// The grammar of what a host's program does: `sends 120 bytes "text"`, `shuts down`, `waits 1s`; one call of its TCP, or a pause.

import type { Call } from "../simulation/index.ts";
import { BOUNDS } from "./block.ts";
import { peerOf } from "./parameters.ts";
import type { HostWord } from "./parameters.ts";
import type { Phrase } from "./phrase.ts";

/** What a host can be told to do. */
export const VERBS = ["listens", "refuses", "connects", "sends", "stops", "reads", "shuts", "closes", "aborts", "exits", "crashes", "sets", "waits"] as const;
/** Reads what follows the verb; null, with an error among the findings, when it makes no sense. */
export function parseCall(phrase: Phrase, host: HostWord, verb: Exclude<(typeof VERBS)[number], "refuses">): Call | null {
  switch (verb) {
    case "listens":
      if (!phrase.skip("without")) return { kind: "listen" };
      return phrase.word(["accepting"]) === null ? null : { kind: "listen", accepts: false };
    case "connects": {
      const to = peerOf(host);
      if (phrase.skip("to") && phrase.word([to]) === null) return null;
      return { kind: "connect", to };
    }
    case "sends":
      return parseSend(phrase);
    case "stops":
      return phrase.word(["reading"]) === null ? null : { kind: "stop-reading" };
    case "reads":
      return parseRead(phrase);
    case "shuts":
      return phrase.word(["down"]) === null ? null : { kind: "shutdown" };
    case "closes":
      return { kind: "close" };
    case "aborts":
      return { kind: "abort" };
    case "exits":
      return { kind: "exit" };
    case "crashes":
      return { kind: "crash" };
    case "sets":
      return parseSet(phrase);
    case "waits": {
      const time = phrase.quantity("time", 0, BOUNDS.time);
      return time === null ? null : { kind: "wait", time };
    }
  }
}

/** `reads on`, or `reads 120 bytes`. */
function parseRead(phrase: Phrase): Call | null {
  if (phrase.skip("on")) return { kind: "read" };
  if (!phrase.atNumber()) return phrase.fail(["on", "5 bytes"]);
  const bytes = phrase.quantity("size", 1, BOUNDS.sendBytes);
  return bytes === null ? null : { kind: "receive", bytes };
}

/** `sets nagle off`, or `sets keep-alive 1s every 1s times 3`. */
function parseSet(phrase: Phrase): Call | null {
  const what = phrase.word(["nagle", "keep-alive"]);
  if (what === null) return null;
  if (what === "nagle") {
    const value = phrase.word(["on", "off"]);
    return value === null ? null : { kind: "set", nagle: value === "on" };
  }
  const idle = phrase.quantity("time", 1, BOUNDS.time);
  if (idle === null || phrase.word(["every"]) === null) return null;
  const interval = phrase.quantity("time", 1, BOUNDS.time);
  if (interval === null || phrase.word(["times"]) === null) return null;
  const probes = phrase.quantity("count", 1, 100);
  return probes === null ? null : { kind: "set", keepAlive: { idle, interval, probes } };
}

/** `sends 120 bytes "text"`; without a size the text's own bytes count, in UTF-8. */
function parseSend(phrase: Phrase): Call | null {
  const alone = phrase.quoted();
  if (alone === null) return null;
  if (alone !== undefined) {
    if (alone === "") return phrase.fail(["5 bytes"]);
    return { kind: "send", bytes: utf8Length(alone), text: alone };
  }
  const bytes = phrase.quantity("size", 1, BOUNDS.sendBytes);
  if (bytes === null) return null;
  const text = phrase.quoted();
  if (text === null) return null;
  return text === undefined || text === "" ? { kind: "send", bytes } : { kind: "send", bytes, text };
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
