// So many bytes, and what they are called: `120 bytes "GET / HTTP/1.1"`.

import { BOUNDS } from "../text/block.ts";
import type { Phrase } from "./phrase.ts";

/** Bytes that a program hands over. */
export interface Amount {
  readonly bytes: number;
  readonly text?: string;
}

/** Shown where a text may stand. */
export const TEXT = '"…"';

/** Reads an amount; without a size the text's own bytes count, in UTF-8. Null, with an error among the findings, when it is none. */
export function parseAmount(phrase: Phrase, min = 1, max: number = BOUNDS.sendBytes): Amount | null {
  const alone = phrase.quoted();
  if (alone === null) return null;
  if (alone !== undefined) {
    const bytes = utf8Length(alone);
    if (bytes < min) return phrase.fail(["5 bytes"]);
    if (bytes > max) return phrase.beyond(`${bytes} bytes`, min, max);
    return { bytes, text: alone };
  }
  const bytes = phrase.quantity("size", min, max);
  if (bytes === null) return null;
  const text = phrase.quoted();
  if (text === null) return null;
  return text === undefined || text === "" ? { bytes } : { bytes, text };
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
