// One splice of a text: the only way in which the language room changes what a reader wrote.

/** The stretch from `start` to `end` gives way to `insert`. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** The text after the splice. */
export function applyChange(text: string, { start, end, insert }: Change): string {
  return text.slice(0, start) + insert + text.slice(end);
}

/** A splice that only adds. */
export function insertAt(at: number, insert: string): Change {
  return { start: at, end: at, insert };
}
