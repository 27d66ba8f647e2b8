// What a line says that a host does: a call, the connection that it is about (`on port 40001`), and how often (`3 times every 20ms`).

import type { Call, Milliseconds, Statement } from "../../simulation/index.ts";
import { MAX_PORT } from "../parameters/parameters.ts";
import { BOUNDS } from "../text/block.ts";
import type { Phrase } from "./phrase.ts";

export interface Deed extends Pick<Statement, "call" | "port"> {
  readonly repetition?: Repetition;
  /** Of frames: true where the line leaves open what carries them. */
  readonly carrierOpen?: boolean;
}

/** So many times in a row, or with a pause between one and the next. */
export interface Repetition {
  readonly times: number;
  readonly every?: Milliseconds;
}

/** A call that can only be made once, of a host and not of one of its connections. */
export function once(phrase: Phrase, call: Call | null): Deed | null {
  return call !== null && phrase.end() ? { call } : null;
}

/** A call about one connection: `closes on port 40001`. */
export function about(phrase: Phrase, call: Call | null): Deed | null {
  const said = call === null ? null : phrase.options<{ port: number }>({ on: () => parsePort(phrase) });
  return call === null || said === null ? null : { call, ...said };
}

/** A call that may be made several times: `sends 10 bytes 5 times every 20ms on port 40001`. `also` may have stood first. */
export function repeated(phrase: Phrase, call: Call | null, also: readonly string[] = []): Deed | null {
  if (call === null) return null;
  const said = phrase.options<Repetition & { port: number }>({ ...repetition(phrase), on: () => parsePort(phrase) }, also);
  if (said === null) return null;
  const { times, every, port } = said;
  const about = port === undefined ? { call } : { call, port };
  if (times === undefined) return every === undefined ? about : phrase.fail([TIMES]);
  return { ...about, repetition: every === undefined ? { times } : { times, every } };
}

/** Shown where a number of times may stand. */
export const TIMES = "3 times";

/** The readers of how often something is done. */
export function repetition(phrase: Phrase): Readonly<Record<string, () => Partial<Repetition> | null>> {
  return {
    [TIMES]: () => {
      const times = phrase.quantity("count", 1, BOUNDS.repetitions);
      return times === null || phrase.word(["times"]) === null ? null : { times };
    },
    every: () => given(phrase.quantity("time", 0, BOUNDS.time), (every) => ({ every })),
  };
}

/** `port 40001`, behind `from` or `on`. */
export function parsePort(phrase: Phrase): { readonly port: number } | null {
  return phrase.word(["port"]) === null ? null : parsePortNumber(phrase);
}

/** `40001`, behind `port`. */
export function parsePortNumber(phrase: Phrase): { readonly port: number } | null {
  return given(phrase.quantity("count", 1, MAX_PORT), (port) => ({ port }));
}

/** What is made of a value; null where reading it has failed. */
export function given<T, R>(value: T | null, make: (value: T) => R): R | null {
  return value === null ? null : make(value);
}
