// The grammar of what a program does over UDP (RFC 768): `binds`, `connects by UDP`, `sends datagram of 100 bytes`, `closes UDP`; and of
// frames at a steady pace, which either protocol can carry.

import type { Call, FramesCall } from "../../simulation/index.ts";
import type { HostWord } from "../parameters/parameters.ts";
import { peerOf } from "../parameters/parameters.ts";
import { BOUNDS } from "../text/block.ts";
import { TEXT, parseAmount } from "./amount.ts";
import type { Deed, Repetition } from "./deed.ts";
import { TIMES, given, parsePort, parsePortNumber, repetition } from "./deed.ts";
import type { Phrase } from "./phrase.ts";

/** `[port N]`, behind `binds` or `closes UDP`. */
export function parseSocket(phrase: Phrase, kind: "open-udp" | "close-udp"): Deed | null {
  const said = phrase.options<{ port: number }>({ port: () => parsePortNumber(phrase) });
  return said === null ? null : { call: { kind, ...said } };
}

/** `[from port N]`, behind `connects by UDP`. */
export function parseConnectedSocket(phrase: Phrase, host: HostWord): Deed | null {
  const said = phrase.options<{ port: number }>({ from: () => parsePort(phrase) });
  return said === null ? null : { call: { kind: "open-udp", to: peerOf(host), ...said } };
}

/** `[of] N bytes ["…"] [from port N] [to port N] [K times [every TIME]]`, behind `sends datagram`. */
export function parseDatagram(phrase: Phrase, host: HostWord): Deed | null {
  phrase.skip("of");
  const amount = parseAmount(phrase, 0, BOUNDS.datagram);
  if (amount === null) return null;
  const said = phrase.options<Repetition & { fromPort: number; toPort: number }>({
    ...repetition(phrase),
    from: () => given(parsePort(phrase), ({ port }) => ({ fromPort: port })),
    to: () => given(parsePort(phrase), ({ port }) => ({ toPort: port })),
  }, amount.text === undefined ? [TEXT] : []);
  if (said === null) return null;
  const { times, every, ...ports } = said;
  const call: Call = { kind: "send-datagram", to: peerOf(host), ...amount, ...ports };
  if (times === undefined) return every === undefined ? { call } : phrase.fail([TIMES]);
  return { call, repetition: every === undefined ? { times } : { times, every } };
}

/** `N frames of SIZE every TIME [over udp|tcp] [played after TIME]`, behind `sends`. */
export function parseFrames(phrase: Phrase, host: HostWord): Deed | null {
  const count = phrase.quantity("count", 1, BOUNDS.frames);
  if (count === null || phrase.word(["frames"]) === null || phrase.word(["of"]) === null) return null;
  const bytes = phrase.quantity("size", 1, BOUNDS.datagram);
  if (bytes === null || phrase.word(["every"]) === null) return null;
  const every = phrase.quantity("time", 0.001, BOUNDS.time);
  if (every === null) return null;
  const said = phrase.options<Pick<FramesCall, "over" | "playOut"> & { port: number }>({
    over: () => given<FramesCall["over"], Pick<FramesCall, "over">>(phrase.word(["udp", "tcp"]), (over) => ({ over })),
    played: () => (phrase.word(["after"]) === null ? null : given(phrase.quantity("time", 0, BOUNDS.time), (playOut) => ({ playOut }))),
    on: () => parsePort(phrase),
  });
  if (said === null) return null;
  const { over, port, ...rest } = said;
  const call: FramesCall = { kind: "send-frames", over: over ?? "udp", to: peerOf(host), bytes, count, every, ...rest };
  return { call, ...(over === undefined ? { carrierOpen: true } : {}), ...(port === undefined ? {} : { port }) };
}
