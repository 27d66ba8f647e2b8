// The way of a block's new text back into its note: the right fence or none, and not a byte changed outside the body.

import type { Change } from "../edit/change.ts";
import { applyChange } from "../edit/change.ts";
import type { Span } from "../text/block.ts";
import type { BodyLine, Fence } from "./fence-scan.ts";
import { findFences } from "./fence-scan.ts";
import { linesOfNote } from "./line-cursor.ts";

/** Where the app says that a block stands: lines from 0, and, when known, the text that they were counted in. */
export interface SectionLines {
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly text?: string;
}

/** The outcome of writing back. `not-found`: no fence holds the text last rendered; `ambiguous`: several do. */
export type WriteBack =
  | { readonly kind: "edited"; readonly text: string; readonly change: Change }
  | { readonly kind: "refused"; readonly why: "not-found" | "ambiguous" };

/**
 * Puts `body` in place of `rendered` in the one fence of the note that is meant: the one on the section's lines if its
 * body equals the text last rendered, else the only one with that body; when there are several, none.
 */
export function writeBack(note: string, section: SectionLines | null, rendered: string, body: string): WriteBack {
  const fence = locateFence(note, section, rendered);
  if (fence === "not-found" || fence === "ambiguous") return { kind: "refused", why: fence };
  const fresh = sameBody(fence.body, rendered) ? withLineFeeds(body) : withoutBlankEnd(body) + fence.body.slice(withoutBlankEnd(fence.body).length);
  const change = changeOf(note, fence, fresh);
  const text = applyChange(note, change);
  // A text that would end the fence early, or not read back as meant, stays out of the note.
  const again = findFences(text).find(({ lineStart }) => lineStart === fence.lineStart);
  return again?.body === fresh ? { kind: "edited", text, change } : { kind: "refused", why: "not-found" };
}

/** The fence that is meant, by the same rule as `writeBack`. */
export function locateFence(note: string, section: SectionLines | null, rendered: string): Fence | "not-found" | "ambiguous" {
  const equal = fencesOf(note, rendered);
  const lines = section === null ? null : linesInNote(note, section, rendered);
  if (lines !== null) {
    const exact = equal.find(({ lineStart }) => lineStart === lines.start);
    if (exact !== undefined) return exact;
    const within = equal.filter(({ lineStart, lineEnd }) => lineStart >= lines.start && lineEnd <= lines.end);
    const [only] = within;
    if (only !== undefined && within.length === 1) return only;
  }
  const [only] = equal;
  if (only === undefined) return "not-found";
  return equal.length === 1 ? only : "ambiguous";
}

/** The note with another body in a fence: every byte outside the changed stretch stays. */
export function replaceBody(note: string, fence: Fence, body: string): string {
  return applyChange(note, changeOf(note, fence, withLineFeeds(body)));
}

/** A new fenced block of this body, without a final line break; the fence is longer than any in the body. */
export function fenceBlock(body: string, prefix = "", lineBreak = "\n"): string {
  const longest = Math.max(2, ...Array.from(body.matchAll(/^[ \t]*(`{3,})/gm), ([, marks = ""]) => marks.length));
  const fence = "`".repeat(longest + 1);
  const text = withLineFeeds(body).replace(/\n$/, "");
  const lines = text === "" ? [] : text.split("\n");
  return [`${fence}handshake`, ...lines, fence].map((line) => prefixed(prefix, line)).join(lineBreak);
}

/** The place in the note of an offset in the fence's body. */
export function offsetInNote(fence: Fence, offset: number): number {
  let lineStart = 0;
  for (const line of fence.lines) {
    const lineEnd = lineStart + line.text.length;
    if (offset <= lineEnd) return Math.max(line.textStart, line.textStart - line.padding + offset - lineStart);
    lineStart = lineEnd + 1;
  }
  return fence.lines.at(-1)?.end ?? fence.openingEnd;
}

/** The fences that hold this body; if none does to the letter, those that differ in blank lines at the end alone. */
function fencesOf(note: string, rendered: string): readonly Fence[] {
  const fences = findFences(note);
  const equal = fences.filter(({ body }) => sameBody(body, rendered));
  return equal.length > 0 ? equal : fences.filter(({ body }) => withoutBlankEnd(body) === withoutBlankEnd(rendered));
}

function sameBody(a: string, b: string): boolean {
  return withLineFeeds(a) === withLineFeeds(b);
}

function withLineFeeds(body: string): string {
  return body.replace(/\r\n?/g, "\n");
}

function withoutBlankEnd(body: string): string {
  return withLineFeeds(body).replace(/\n+$/, "");
}

/** The section's lines in the note as it is now; null when the text around the block has changed so that nobody can tell. */
function linesInNote(note: string, section: SectionLines, rendered: string): Span | null {
  const { lineStart: start, lineEnd: end, text } = section;
  if (text === undefined || text === note) return { start, end };
  const holdsIt = fencesOf(text, rendered).some((fence) => fence.lineStart >= start && fence.lineEnd <= end);
  if (!holdsIt) return null;
  const before = linesOfNote(text).map((line) => text.slice(line.start, line.end));
  const now = linesOfNote(note).map((line) => note.slice(line.start, line.end));
  const same = commonEnds(before, now);
  if (end < same.first) return { start, end };
  if (start < before.length - same.last) return null;
  const moved = now.length - before.length;
  return { start: start + moved, end: end + moved };
}

/** The one splice that turns a fence's body into another: the lines that differ, without the letters that do not. */
function changeOf(note: string, fence: Fence, body: string): Change {
  const old = fence.lines.map(({ text }) => text);
  const fresh = body === "" && old.length === 0 ? [] : body.split("\n");
  const same = commonEnds(old, fresh);
  const gone = fence.lines.slice(same.first, old.length - same.last);
  const come = fresh.slice(same.first, fresh.length - same.last);
  const above = fence.lines[same.first - 1];
  const from = above?.end ?? fence.openingEnd;
  const to = gone.at(-1)?.end ?? from;
  const lineBreak = fence.lines.find((line) => line.lineBreak !== "")?.lineBreak ?? fence.lineBreak;
  const prefix = prefixOf(note, fence);
  const insert = come.map((text, i) => {
    const line = gone[i];
    const breakBefore = line === undefined ? lineBreak : note.slice(fence.lines[same.first + i - 1]?.end ?? fence.openingEnd, line.start);
    return breakBefore + (line === undefined ? prefixed(prefix, text) : rewritten(note, line, text, prefix));
  }).join("");
  return trimmed(note, { start: from, end: to, insert });
}

/** A line with other text behind its own prefix, unless half a tab or too little indentation stands in the way. */
function rewritten(note: string, line: BodyLine, text: string, prefix: string): string {
  const padding = " ".repeat(line.padding);
  const fits = line.text !== "" && text.startsWith(padding) && (line.fullyIndented || !/^[ \t]/.test(text));
  return fits ? prefixed(note.slice(line.start, line.textStart), text.slice(padding.length)) : prefixed(prefix, text);
}

/** What stands before the text of the body's lines: as most of them have it, else as the opening line asks for. */
function prefixOf(note: string, fence: Fence): string {
  const model = fence.lines.findLast((line) => line.fullyIndented && line.padding === 0 && line.text.trim() !== "");
  return model === undefined ? fence.prefix : note.slice(model.start, model.textStart);
}

/** The space behind a quote mark is part of the mark, so a text that begins with white space needs one more. */
function prefixed(prefix: string, text: string): string {
  if (text === "") return prefix.trimEnd();
  return prefix.endsWith(">") && /^[ \t]/.test(text) ? `${prefix} ${text}` : prefix + text;
}

/** How many items two lists share at their beginning and, of the rest, at their end. */
function commonEnds(a: readonly string[], b: readonly string[]): { readonly first: number; readonly last: number } {
  const shorter = Math.min(a.length, b.length);
  let first = 0;
  while (first < shorter && a[first] === b[first]) first += 1;
  let last = 0;
  while (last < shorter - first && a[a.length - 1 - last] === b[b.length - 1 - last]) last += 1;
  return { first, last };
}

/** A splice without what it would replace by the same. */
function trimmed(note: string, { start, end, insert }: Change): Change {
  const same = commonEnds(Array.from({ length: end - start }, (_, i) => note.charAt(start + i)), Array.from({ length: insert.length }, (_, i) => insert.charAt(i)));
  return { start: start + same.first, end: end - same.last, insert: insert.slice(same.first, insert.length - same.last) };
}
