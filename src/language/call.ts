// The grammar of what a host's program does: `sends 120 bytes "text"`, `shuts down`, `waits 1s`; a call of its TCP, or a pause.

import type { Call, Milliseconds, Statement } from "../simulation/index.ts";
import { BOUNDS } from "./block.ts";
import { MAX_PORT, peerOf } from "./parameters.ts";
import type { HostWord } from "./parameters.ts";
import type { Phrase } from "./phrase.ts";

/** What a host can be told to do. */
export const VERBS = ["listens", "refuses", "connects", "sends", "stops", "reads", "shuts", "closes", "aborts", "exits", "crashes", "sets", "waits"] as const;

/** What a line says of a host: the call, the connection that it is about, and how often it is made. */
export interface Deed extends Pick<Statement, "call" | "port"> {
  readonly repetition?: Repetition;
}

/** So many times in a row, or with a pause between one and the next. */
export interface Repetition {
  readonly times: number;
  readonly every?: Milliseconds;
}

/** Reads what follows the verb, to the end of the line; null, with an error among the findings, when it makes no sense. */
export function parseDeed(phrase: Phrase, host: HostWord, verb: Exclude<(typeof VERBS)[number], "refuses">): Deed | null {
  switch (verb) {
    case "listens": {
      const said = phrase.options<{ backlog: number; accepts: boolean }>({
        backlog: () => given(phrase.quantity("count", 0, BOUNDS.backlog), (backlog) => ({ backlog })),
        without: () => (phrase.word(["accepting"]) === null ? null : { accepts: false }),
      });
      return said === null ? null : { call: { kind: "listen", ...said } };
    }
    case "connects": {
      const to = peerOf(host);
      const said = phrase.options<{ port: number; waits: boolean }>({
        to: () => (phrase.word([to]) === null ? null : {}),
        from: () => parsePort(phrase),
        without: () => (phrase.word(["waiting"]) === null ? null : { waits: false }),
      });
      return said === null ? null : { call: { kind: "connect", to, ...said } };
    }
    case "sends":
      return repeated(phrase, parseSend(phrase), ['"…"']);
    case "stops":
      return phrase.word(["reading"]) === null ? null : about(phrase, { kind: "stop-reading" });
    case "reads":
      return parseRead(phrase);
    case "shuts":
      return phrase.word(["down"]) === null ? null : about(phrase, { kind: "shutdown" });
    case "closes":
      return about(phrase, { kind: "close" });
    case "aborts":
      return about(phrase, { kind: "abort" });
    case "exits":
      return phrase.end() ? { call: { kind: "exit" } } : null;
    case "crashes":
      return phrase.end() ? { call: { kind: "crash" } } : null;
    case "sets":
      return about(phrase, parseSet(phrase));
    case "waits": {
      const time = phrase.quantity("time", 0, BOUNDS.time);
      return time !== null && phrase.end() ? { call: { kind: "wait", time } } : null;
    }
  }
}

/** `port 40001`, behind `from` or `on`. */
export function parsePort(phrase: Phrase): { readonly port: number } | null {
  return phrase.word(["port"]) === null ? null : given(phrase.quantity("count", 1, MAX_PORT), (port) => ({ port }));
}

/** A call about one connection: `closes on port 40001`. */
function about(phrase: Phrase, call: Call | null): Deed | null {
  const said = call === null ? null : phrase.options<{ port: number }>({ on: () => parsePort(phrase) });
  return call === null || said === null ? null : { call, ...said };
}

/** A call that may be made several times: `sends 10 bytes 5 times every 20ms on port 40001`. `more` may have stood before. */
function repeated(phrase: Phrase, call: Call | null, more: readonly string[] = []): Deed | null {
  if (call === null || !phrase.atNumber()) {
    if (call === null || phrase.atEnd || phrase.peek() === "on") return about(phrase, call);
    return phrase.fail([...(call.kind === "send" && call.text !== undefined ? [] : more), "3 times", "on"]);
  }
  const times = phrase.quantity("count", 1, BOUNDS.repetitions);
  if (times === null || phrase.word(["times"]) === null) return null;
  const said = phrase.options<{ every: number; port: number }>({
    every: () => given(phrase.quantity("time", 0, BOUNDS.time), (every) => ({ every })),
    on: () => parsePort(phrase),
  });
  if (said === null) return null;
  const { port, ...every } = said;
  return { call, repetition: { times, ...every }, ...(port === undefined ? {} : { port }) };
}

/** `reads on`, or `reads 120 bytes`. */
function parseRead(phrase: Phrase): Deed | null {
  if (phrase.peek() === "on" && phrase.peek(1) === "port") return about(phrase, { kind: "read" });
  if (phrase.skip("on")) return about(phrase, { kind: "read" });
  if (!phrase.atNumber()) return phrase.fail(["on", "5 bytes"]);
  const bytes = phrase.quantity("size", 1, BOUNDS.sendBytes);
  return bytes === null ? null : repeated(phrase, { kind: "receive", bytes });
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

/** What is made of a value; null where reading it has failed. */
export function given<T, R>(value: T | null, make: (value: T) => R): R | null {
  return value === null ? null : make(value);
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
