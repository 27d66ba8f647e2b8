// Whether the lines that the app gives for a block can be believed: it takes a note's new text at once, its new lines later.

import { findFences } from "../../language/index.ts";

/** A note's text, and the lines that a block's fence takes in it, from 0. */
export interface Section {
  readonly text: string;
  readonly lineStart: number;
  readonly lineEnd: number;
}

/**
 * `now` when it fits what is known from `before`, else null. Lines that have moved were measured anew. Lines that have
 * not moved in a text that has changed above them are believed only if the block still is the same one of its equals.
 */
export function believableSection(before: Section | null, now: Section | null, body: string): Section | null {
  if (before === null || now === null || before.text === now.text || before.lineStart !== now.lineStart) return now;
  if (linesAbove(before) === linesAbove(now)) return now;
  const [was, is] = [placeAmongEquals(before, body), placeAmongEquals(now, body)];
  return was !== null && is !== null && was.index === is.index && was.count === is.count ? now : null;
}

function linesAbove({ text, lineStart }: Section): string {
  return text.split("\n", lineStart).join("\n");
}

function placeAmongEquals(section: Section, body: string): { readonly index: number; readonly count: number } | null {
  const equals = findFences(section.text).filter((fence) => fence.body === body);
  const index = equals.findIndex((fence) => fence.lineStart === section.lineStart);
  return index < 0 ? null : { index, count: equals.length };
}
