// The words of one line of a script or fault list, each with its place in the line.

/** A word, a quoted text (its `text` without the quotes), a comma, or a quoted text that is not closed. */
export interface Token {
  readonly kind: "word" | "quoted" | "comma" | "unclosed";
  readonly text: string;
  /** Place in the line, quotes included. */
  readonly start: number;
  readonly end: number;
}

const CLOSING_QUOTE: Readonly<Record<string, string>> = { '"': '"', "'": "'", "“": "”", "‘": "’" };

/** Splits a line into tokens. A quoted text runs to the next quote of its kind; there is no escape inside. */
export function tokenize(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let i = 0;
  while (i < line.length) {
    const character = line.charAt(i);
    if (/\s/.test(character)) {
      i += 1;
      continue;
    }
    const closing = CLOSING_QUOTE[character];
    if (closing !== undefined) {
      const close = line.indexOf(closing, i + 1);
      const end = close === -1 ? line.length : close + 1;
      tokens.push({ kind: close === -1 ? "unclosed" : "quoted", text: line.slice(i + 1, close === -1 ? end : close), start: i, end });
      i = end;
      continue;
    }
    if (character === ",") {
      tokens.push({ kind: "comma", text: ",", start: i, end: i + 1 });
      i += 1;
      continue;
    }
    let end = i + 1;
    while (end < line.length && !/[\s,"“]/.test(line.charAt(end))) end += 1;
    tokens.push({ kind: "word", text: line.slice(i, end), start: i, end });
    i = end;
  }
  return tokens;
}
