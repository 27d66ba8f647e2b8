// Finding the fenced handshake blocks of a note as the app does: inside quotes, callouts and lists (CommonMark 0.31 §4.5, §5),
// but not inside frontmatter, comments, HTML or other fences.

import type { HtmlEnd } from "./html-block.ts";
import { htmlStart } from "./html-block.ts";
import type { NoteLine } from "./line-cursor.ts";
import { LineCursor, linesOfNote } from "./line-cursor.ts";

/** A fenced block of a note. Lines count from 0. */
export interface Fence {
  /** The line of the opening fence. */
  readonly lineStart: number;
  /** The line of the closing fence; of the last body line where the fence is not closed. */
  readonly lineEnd: number;
  readonly closed: boolean;
  /** The text as the app hands it on: prefixes taken off, lines joined by LF, no final line break. */
  readonly body: string;
  readonly lines: readonly BodyLine[];
  /** Where the opening line ends, before its line break. */
  readonly openingEnd: number;
  /** What stands before the text of a new body line: quote marks and indentation. */
  readonly prefix: string;
  readonly lineBreak: string;
}

/** A line of a body: `prefix` and `text` as they stand in the note from `start` on. */
export interface BodyLine {
  readonly start: number;
  /** Where the line's own text begins, behind quote marks and indentation. */
  readonly textStart: number;
  readonly end: number;
  readonly lineBreak: string;
  /** The line without its prefix; begins with `padding` spaces that stand for half a tab of the prefix. */
  readonly text: string;
  readonly padding: number;
  /** False where the line is indented less than its fence. */
  readonly fullyIndented: boolean;
}

/** An item is bare while nothing has come behind its marker; a blank line ends it then (§5.2). */
type Container = { readonly kind: "quote" } | { readonly kind: "item"; readonly indent: number; bare: boolean };

interface OpenFence {
  readonly line: number;
  readonly info: string;
  readonly marker: string;
  readonly indent: number;
  readonly depth: number;
  readonly prefix: string;
  readonly body: BodyLine[];
}

/** The fences of the note whose language is `handshake`, in order. */
export function findFences(note: string): readonly Fence[] {
  return new Scanner(note).scan();
}

const LIST_MARKER = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/;
const THEMATIC_BREAK = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const OPENING = /^(`{3,}(?=[^`]*$)|~{3,})(.*)$/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const HEADING = /^#{1,6}(?:[ \t]|$)/;

class Scanner {
  private readonly note: string;
  private readonly lines: readonly NoteLine[];
  private readonly found: Fence[] = [];
  private containers: Container[] = [];
  private fence: OpenFence | null = null;
  private html: { readonly end: HtmlEnd; readonly depth: number } | null = null;
  private inComment = false;
  private inParagraph = false;

  constructor(note: string) {
    this.note = note;
    const [first, ...others] = linesOfNote(note);
    // A byte order mark is no part of the first line.
    this.lines = first === undefined ? [] : [{ ...first, start: note.startsWith("\uFEFF") ? 1 : 0 }, ...others];
  }

  scan(): readonly Fence[] {
    for (let i = this.frontmatterEnd(); i < this.lines.length; i += 1) {
      const line = this.lines[i];
      if (line !== undefined) this.readLine(i, line);
    }
    this.closeFence(this.lines.length - 1, false);
    return this.found;
  }

  /** The first line behind the frontmatter, which only a closing `---` makes one. */
  private frontmatterEnd(): number {
    const text = (index: number): string => {
      const line = this.lines[index];
      return line === undefined ? "" : this.note.slice(line.start, line.end);
    };
    if (text(0).trimEnd() !== "---") return 0;
    for (let i = 1; i < this.lines.length; i += 1) if (text(i).trimEnd() === "---") return i + 1;
    return 0;
  }

  private readLine(index: number, line: NoteLine): void {
    const cursor = new LineCursor(this.note.slice(line.start, line.end));
    if (this.inComment) {
      this.inComment = !cursor.text.includes("%%");
      return;
    }
    const matched = this.matchContainers(cursor);
    if (this.fence !== null) {
      if (matched === this.fence.depth) {
        this.readFenceLine(index, line, cursor, this.fence);
        return;
      }
      this.closeFence(index - 1, false);
    }
    if (this.html !== null && matched >= this.html.depth) {
      const { end } = this.html;
      if (end.kind === "blank" ? cursor.isBlank : end.end.test(cursor.rest)) this.html = null;
      return;
    }
    this.html = null;
    this.readOutside(index, cursor, matched);
  }

  /** How many of the open containers go on in this line; the cursor is moved behind their marks. */
  private matchContainers(cursor: LineCursor): number {
    let matched = 0;
    for (const container of this.containers) {
      if (container.kind === "quote") {
        if (cursor.indent > 3 || !cursor.word.startsWith(">")) break;
        takeQuoteMark(cursor);
      } else {
        if (cursor.isBlank ? container.bare : cursor.indent < container.indent) break;
        container.bare = false;
        cursor.skipIndent(container.indent);
      }
      matched += 1;
    }
    return matched;
  }

  private readFenceLine(index: number, line: NoteLine, cursor: LineCursor, fence: OpenFence): void {
    const closing = cursor.indent <= 3 ? /^(`{3,}|~{3,})[ \t]*$/.exec(cursor.word)?.[1] : undefined;
    if (closing !== undefined && closing.length >= fence.marker.length && closing[0] === fence.marker[0]) {
      this.closeFence(index, true);
      return;
    }
    const fullyIndented = cursor.indent >= fence.indent;
    cursor.skipIndent(fence.indent);
    const { start, end, lineBreak } = line;
    fence.body.push({ start, textStart: start + cursor.offset, end, lineBreak, text: cursor.rest, padding: cursor.padding, fullyIndented });
  }

  private readOutside(index: number, cursor: LineCursor, matched: number): void {
    const continuing = this.inParagraph && matched === this.containers.length;
    const opened = this.openContainers(cursor, continuing);
    const wasInParagraph = this.inParagraph && opened.length === 0;
    this.inParagraph = false;
    if (cursor.isBlank || cursor.indent > 3) {
      // What is indented this far is code, or goes on with a paragraph.
      this.inParagraph = wasInParagraph && !cursor.isBlank;
      if (!this.inParagraph) this.containers = [...this.containers.slice(0, matched), ...opened];
      return;
    }
    const word = cursor.word;
    // A paragraph underlined is a heading (§4.3).
    if (continuing && opened.length === 0 && UNDERLINE.test(word)) return;
    const plain = !OPENING.test(word) && !HEADING.test(word) && !THEMATIC_BREAK.test(word) && htmlStart(word, wasInParagraph) === null && !isCommentStart(word);
    // A paragraph may go on without the marks of its containers (§5.1, laziness).
    const lazy = plain && wasInParagraph;
    if (!lazy) this.containers = [...this.containers.slice(0, matched), ...opened];
    this.inParagraph = plain;
    if (plain) return;

    const [, marker, info] = OPENING.exec(word) ?? [];
    if (marker !== undefined && info !== undefined) {
      const indent = cursor.indent;
      const before = cursor.text.slice(0, cursor.text.length - word.length);
      this.fence = { line: index, info, marker, indent, depth: this.containers.length, prefix: withoutListMarkers(before), body: [] };
      return;
    }
    if (isCommentStart(word)) {
      this.inComment = true;
      return;
    }
    const end = htmlStart(word, wasInParagraph);
    if (end === null || (end.kind === "text" && end.end.test(word))) return;
    this.html = { end, depth: this.containers.length };
  }

  /** Takes the quote marks and list markers that this line begins with. */
  private openContainers(cursor: LineCursor, continuing: boolean): readonly Container[] {
    const opened: Container[] = [];
    while (cursor.indent <= 3) {
      const word = cursor.word;
      if (word.startsWith(">")) {
        takeQuoteMark(cursor);
        opened.push({ kind: "quote" });
        continue;
      }
      const [marker, number] = LIST_MARKER.exec(word) ?? [];
      if (marker === undefined || THEMATIC_BREAK.test(word)) break;
      const empty = word.slice(marker.length).trim() === "";
      // Only these may break into a paragraph (§5.2).
      if (continuing && opened.length === 0 && (empty || (number !== undefined && Number(number) !== 1))) break;
      const before = cursor.indent;
      cursor.skipIndent(before);
      cursor.skip(marker.length);
      const gap = empty || cursor.indent > 4 ? 1 : cursor.indent;
      cursor.skipIndent(gap);
      opened.push({ kind: "item", indent: before + marker.length + gap, bare: empty });
    }
    return opened;
  }

  private closeFence(lineEnd: number, closed: boolean): void {
    const { fence } = this;
    this.fence = null;
    this.inParagraph = false;
    if (fence === null) return;
    const opening = this.lines[fence.line];
    if (opening === undefined || languageOf(fence.info) !== "handshake") return;
    const lineBreak = opening.lineBreak === "" ? (this.lines[0]?.lineBreak ?? "") : opening.lineBreak;
    const body = fence.body.map(({ text }) => text).join("\n");
    this.found.push({ lineStart: fence.line, lineEnd, closed, body, lines: fence.body, openingEnd: opening.end, prefix: fence.prefix, lineBreak: lineBreak === "" ? "\n" : lineBreak });
  }
}

function takeQuoteMark(cursor: LineCursor): void {
  cursor.skipIndent(3);
  cursor.skip(1);
  cursor.skipIndent(1);
}

/** The first word of an info string is the language; its case does not count. */
function languageOf(info: string): string {
  return info.trim().split(/\s/, 1)[0]?.toLowerCase() ?? "";
}

/** A comment of the app spans lines when its mark begins a line and is not closed on it. */
function isCommentStart(word: string): boolean {
  return word.startsWith("%%") && !word.slice(2).includes("%%");
}

/** The prefix of the lines that follow an opening line: its list markers become white space. */
function withoutListMarkers(prefix: string): string {
  return prefix.replace(/[-+*]|\d+[.)]/g, (marker) => " ".repeat(marker.length));
}
