// One line of Markdown, read from the left in columns: a tab reaches to the next multiple of four (CommonMark 0.31 §2.2).

/** A line of a note: where it starts, where its text ends, and the line break behind it (empty on the last line). */
export interface NoteLine {
  readonly start: number;
  readonly end: number;
  readonly lineBreak: string;
}

/** The lines of a text. A break at the very end begins no further line. */
export function linesOfNote(text: string): readonly NoteLine[] {
  const lines: NoteLine[] = [];
  const breaks = /\r\n|\n|\r/g;
  let start = 0;
  for (let found = breaks.exec(text); found !== null; found = breaks.exec(text)) {
    lines.push({ start, end: found.index, lineBreak: found[0] });
    start = found.index + found[0].length;
  }
  if (start < text.length || lines.length === 0) lines.push({ start, end: text.length, lineBreak: "" });
  return lines;
}

/** A place in a line that knows its column, and how much of a half-taken tab is still to come. */
export class LineCursor {
  readonly text: string;
  /** Offset in the line; a half-taken tab counts as taken. */
  offset = 0;
  private column = 0;
  private pending = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** What is left, with spaces for the rest of a half-taken tab. */
  get rest(): string {
    return " ".repeat(this.pending) + this.text.slice(this.offset);
  }

  /** The spaces that stand for the rest of a half-taken tab. */
  get padding(): number {
    return this.pending;
  }

  get isBlank(): boolean {
    return /^[ \t]*$/.test(this.text.slice(this.offset));
  }

  /** The width of the white space ahead, in columns. */
  get indent(): number {
    let column = this.column;
    for (let i = this.offset; i < this.text.length; i += 1) {
      if (this.text[i] === " ") column += 1;
      else if (this.text[i] === "\t") column = nextTabStop(column);
      else break;
    }
    return this.pending + column - this.column;
  }

  /** What follows the white space ahead. */
  get word(): string {
    return this.text.slice(this.offset).trimStart();
  }

  /** Takes up to so many columns of white space. */
  skipIndent(columns: number): void {
    let left = columns;
    const fromPending = Math.min(this.pending, left);
    this.pending -= fromPending;
    left -= fromPending;
    while (left > 0 && this.pending === 0) {
      const character = this.text[this.offset];
      if (character !== " " && character !== "\t") return;
      const next = character === " " ? this.column + 1 : nextTabStop(this.column);
      const width = next - this.column;
      this.offset += 1;
      this.column = next;
      this.pending = Math.max(0, width - left);
      left -= Math.min(width, left);
    }
  }

  /** Takes so many letters, none of them white space. */
  skip(letters: number): void {
    this.offset += letters;
    this.column += letters;
    this.pending = 0;
  }
}

function nextTabStop(column: number): number {
  return column - (column % 4) + 4;
}
