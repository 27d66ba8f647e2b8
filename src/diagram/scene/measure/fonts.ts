// The kinds of lettering in the picture, and the measuring of texts, which comes in as a function.

/** A lettering as the measurer needs it; sizes in CSS pixels. */
export interface Font {
  readonly family: "interface" | "monospace";
  readonly size: number;
  readonly weight: 400 | 500 | 600;
}

/** The width of a text in CSS pixels. */
export type Measure = (text: string, font: Font) => number;

export const FONTS = {
  flags: { family: "interface", size: 13, weight: 600 },
  fields: { family: "monospace", size: 12, weight: 400 },
  message: { family: "interface", size: 12, weight: 600 },
  again: { family: "interface", size: 12, weight: 600 },
  state: { family: "interface", size: 11.5, weight: 600 },
  tick: { family: "monospace", size: 11, weight: 400 },
  name: { family: "interface", size: 14, weight: 600 },
  address: { family: "monospace", size: 11, weight: 400 },
  silence: { family: "interface", size: 12, weight: 400 },
  note: { family: "interface", size: 11, weight: 400 },
  lost: { family: "interface", size: 12, weight: 600 },
  bracket: { family: "interface", size: 11.5, weight: 600 },
  tally: { family: "interface", size: 11.5, weight: 500 },
} as const satisfies Record<string, Font>;

/** Shortens a text with an ellipsis so that it fits a width; gives the empty string where not even one letter fits. */
export function fit(text: string, font: Font, width: number, measure: Measure): string {
  if (measure(text, font) <= width) return text;
  const letters = Array.from(text);
  let low = 0;
  let high = letters.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${letters.slice(0, middle).join("").trimEnd()}…`, font) <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? "" : `${letters.slice(0, low).join("").trimEnd()}…`;
}
