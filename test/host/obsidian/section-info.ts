// How truthfully `getSectionInfo` answers: right, stale (the note as it was when the mode was set, or its new text with the old
// lines, as the app answers between taking over a text and finding its sections), or not at all.

import type { SectionInformation } from "./processors.ts";

export type SectionInfoMode = "right" | "stale" | "stale-lines" | "null";

let mode: SectionInfoMode = "right";
const snapshots = new Map<string, string>();

/** From now on answers are of this kind. For the stale ones, `texts` are the notes as they stand now. */
export function setSectionInfoMode(next: SectionInfoMode, texts: ReadonlyMap<string, string>): void {
  mode = next;
  snapshots.clear();
  for (const [path, text] of texts) snapshots.set(path, text);
}

/** Turns the right answer into the one of the present mode. */
export function answerSectionInfo(path: string, right: SectionInformation | null): SectionInformation | null {
  if (mode === "right" || right === null) return right;
  if (mode === "null") return null;
  const old = snapshots.get(path);
  if (old === undefined) return right;
  const nth = fenceStarts(right.text).filter(({ start }) => start < right.lineStart).length;
  const then = fenceStarts(old)[nth];
  return then === undefined ? null : { text: mode === "stale" ? old : right.text, lineStart: then.start, lineEnd: then.end };
}

function fenceStarts(text: string): { start: number; end: number }[] {
  const fences: { start: number; end: number }[] = [];
  let open: { mark: string; start: number } | null = null;
  text.split("\n").forEach((line, index) => {
    const mark = /^[>\s]*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark === undefined) return;
    if (open === null) open = { mark, start: index };
    else if (mark.startsWith(open.mark)) {
      fences.push({ start: open.start, end: index });
      open = null;
    }
  });
  return fences;
}
