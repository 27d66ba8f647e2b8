// The grammar of what a host's program does: `sends 120 bytes "text"`, `shuts down`, `waits 1s`; a call of its TCP, or a pause.

import type { Call } from "../../simulation/index.ts";
import type { HostWord } from "../parameters/parameters.ts";
import { peerOf } from "../parameters/parameters.ts";
import { BOUNDS } from "../text/block.ts";
import type { Amount } from "./amount.ts";
import { TEXT, parseAmount } from "./amount.ts";
import { parseConnectedSocket, parseDatagram, parseFrames, parseSocket } from "./datagram.ts";
import type { Deed } from "./deed.ts";
import { about, given, once, parsePort, repeated } from "./deed.ts";
import type { Phrase } from "./phrase.ts";
import { parseChange, parseOpen, parseResume, parseRun } from "./session.ts";

/** What a host can be told to do. */
export const VERBS = ["listens", "accepts", "refuses", "connects", "binds", "opens", "resumes", "changes", "runs", "sends", "stops", "reads", "asks", "shuts", "closes", "aborts", "exits", "crashes", "sets", "waits"] as const;

/** Reads what follows the verb, to the end of the line; null, with an error among the findings, when it makes no sense. */
export function parseDeed(phrase: Phrase, host: HostWord, verb: Exclude<(typeof VERBS)[number], "refuses">): Deed | null {
  switch (verb) {
    case "listens":
      return parseListen(phrase, host);
    case "accepts":
      return parseAccept(phrase);
    case "connects":
      return parseConnect(phrase, host);
    case "binds":
      return parseSocket(phrase, "open-udp");
    case "opens":
      return parseOpen(phrase);
    case "resumes":
      return parseResume(phrase);
    case "changes":
      return parseChange(phrase);
    case "runs":
      return parseRun(phrase);
    case "sends":
      return parseSend(phrase, host);
    case "stops":
      return phrase.word(["reading"]) === null ? null : about(phrase, { kind: "stop-reading" });
    case "reads":
      return parseRead(phrase);
    case "asks":
      return phrase.word(["status"]) === null ? null : about(phrase, { kind: "status" });
    case "shuts":
      return phrase.word(["down"]) === null ? null : about(phrase, { kind: "shutdown" });
    case "closes":
      return phrase.skip("udp") ? parseSocket(phrase, "close-udp") : about(phrase, { kind: "close" });
    case "aborts":
      return about(phrase, { kind: "abort" });
    case "exits":
      return once(phrase, { kind: "exit" });
    case "crashes":
      return once(phrase, { kind: "crash" });
    case "sets":
      return about(phrase, parseSet(phrase));
    case "waits":
      return once(phrase, given(phrase.quantity("time", 0, BOUNDS.time), (time) => ({ kind: "wait", time })));
  }
}

/** `listens [backlog N] [without accepting]`, or `listens for HOST`. */
function parseListen(phrase: Phrase, host: HostWord): Deed | null {
  const to = peerOf(host);
  if (phrase.skip("for")) return phrase.word([to]) === null ? null : once(phrase, { kind: "listen", to });
  const said = phrase.options<{ backlog: number; accepts: boolean }>({
    backlog: () => given(phrase.quantity("count", 0, BOUNDS.backlog), (backlog) => ({ backlog })),
    without: () => (phrase.word(["accepting"]) === null ? null : { accepts: false }),
  }, ["for"]);
  return said === null ? null : { call: { kind: "listen", ...said } };
}

/** `accepts`, `accepts every TIME`, or `accepts N connections`. */
function parseAccept(phrase: Phrase): Deed | null {
  if (phrase.skip("every")) return once(phrase, given(phrase.quantity("time", 0.001, BOUNDS.time), (every) => ({ kind: "accept", every })));
  if (phrase.atEnd) return { call: { kind: "accept" } };
  if (!phrase.atNumber()) return phrase.fail(["every", "2 connections"]);
  const count = phrase.quantity("count", 1, BOUNDS.backlog);
  if (count === null) return null;
  return phrase.skip("connections") || phrase.skip("connection") || phrase.end(["connections"]) ? once(phrase, { kind: "accept", count }) : null;
}

/** `connects [to HOST] [from port N] [with N bytes "…"] [without waiting]`, or `connects by UDP`. */
function parseConnect(phrase: Phrase, host: HostWord): Deed | null {
  if (phrase.skip("by")) return phrase.word(["UDP"]) === null ? null : parseConnectedSocket(phrase, host);
  const to = peerOf(host);
  const said = phrase.options<Amount & { port: number; waits: boolean }>({
    to: () => (phrase.word([to]) === null ? null : {}),
    from: () => parsePort(phrase),
    with: () => parseAmount(phrase),
    without: () => (phrase.word(["waiting"]) === null ? null : { waits: false }),
  }, ["by"]);
  return said === null ? null : { call: { kind: "connect", to, ...said } };
}

/** `sends 120 bytes "text" 3 times`, `sends datagram of 100 bytes`, or `sends 50 frames of 1200 bytes every 20ms`. */
function parseSend(phrase: Phrase, host: HostWord): Deed | null {
  if (phrase.skip("datagram")) return parseDatagram(phrase, host);
  if (phrase.atNumber() && phrase.peek(1) === "frames") return parseFrames(phrase, host);
  const amount = parseAmount(phrase);
  return amount === null ? null : repeated(phrase, { kind: "send", ...amount }, amount.text === undefined ? [TEXT] : []);
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
