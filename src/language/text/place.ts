// Where an offset of the text lies for a reader: its line and column, and the line as written.

/** A place as editors show it: both from 1, the column in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Line and column of an offset. CR LF, LF and a lone CR end a line, as in YAML 1.2 §5.4. */
export function placeOf(text: string, offset: number): Place {
  let line = 1;
  let lineStart = 0;
  for (let i = 0; i < offset && i < text.length; i += 1) {
    const after = afterLineBreak(text, i);
    if (after === null || after > offset) continue;
    line += 1;
    lineStart = after;
    i = after - 1;
  }
  return { line, column: offset - lineStart + 1 };
}

/** The offset behind the line break that starts at `offset`, or null when none does. */
export function afterLineBreak(text: string, offset: number): number | null {
  const character = text[offset];
  if (character === "\n") return offset + 1;
  if (character === "\r") return text[offset + 1] === "\n" ? offset + 2 : offset + 1;
  return null;
}

/** The offset at which the line around `offset` begins. */
export function lineStartOf(text: string, offset: number): number {
  let i = offset;
  while (i > 0 && text[i - 1] !== "\n" && !(text[i - 1] === "\r" && text[i] !== "\n")) i -= 1;
  return i;
}

/** The offset at which the line around `offset` ends, before its line break. */
export function lineEndOf(text: string, offset: number): number {
  let i = offset;
  while (i < text.length && text[i] !== "\n" && text[i] !== "\r") i += 1;
  return i;
}

/** The line break that this text uses first, or LF when it has none. */
export function lineBreakOf(text: string): string {
  const found = /\r\n|\n|\r/.exec(text);
  return found === null ? "\n" : found[0];
}
