// Measures texts on a canvas, with what was measured once kept; the families come from the theme's variables.

import { makeElement } from "./playback/index.ts";
import type { Font, Measure } from "./scene/index.ts";

const FALLBACK: Families = { interface: "sans-serif", monospace: "monospace" };
const VARIABLES = { interface: "--font-interface", monospace: "--font-monospace" } as const;
const MOST_KEPT = 20_000;

export interface TextMeasurer {
  readonly measure: Measure;
  /** Reads the theme's families again and forgets all widths if they, or the fonts behind them, have changed; says whether. */
  refresh(): boolean;
}

/** Measures with the families that hold at `element`. */
export function makeMeasurer(element: HTMLElement): TextMeasurer {
  const context = makeElement(element.ownerDocument, "canvas", "").getContext("2d");
  const widths = new Map<string, number>();
  let families = familiesAt(element);
  let sample = 0;

  const measure: Measure = (text, font) => {
    const name = `${font.weight} ${font.size}px ${families[font.family]}`;
    const key = `${name}\n${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    const width = context === null ? estimate(text, font) : widthOn(context, text, name);
    if (widths.size >= MOST_KEPT) widths.clear();
    widths.set(key, width);
    return width;
  };
  const sampled = (): number =>
    context === null ? 0 : widthOn(context, "SYN+ACK 가", `600 100px ${families.interface}`) + widthOn(context, "seq=100", `400 100px ${families.monospace}`);
  sample = sampled();
  return {
    measure,
    refresh() {
      const now = familiesAt(element);
      const same = now.interface === families.interface && now.monospace === families.monospace;
      families = now;
      const width = sampled();
      if (same && width === sample) return false;
      sample = width;
      widths.clear();
      return true;
    },
  };
}

function widthOn(context: CanvasRenderingContext2D, text: string, font: string): number {
  context.font = font;
  return context.measureText(text).width;
}

type Families = Readonly<Record<Font["family"], string>>;

/** What the last element in a page had: the best guess for one that is not in the page yet, so that nothing moves when it is. */
let lastSeen: Families = FALLBACK;

function familiesAt(element: HTMLElement): Families {
  if (!element.isConnected) return lastSeen;
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  const read = (family: Font["family"]): string => {
    const value = style?.getPropertyValue(VARIABLES[family]).trim() ?? "";
    return value === "" ? FALLBACK[family] : value;
  };
  lastSeen = { interface: read("interface"), monospace: read("monospace") };
  return lastSeen;
}

/** Where there is no canvas there is no eye either: a width that is on the safe side, full for wide letters. */
function estimate(text: string, font: Font): number {
  let ems = 0;
  for (const letter of text) ems += letter > "\u1100" ? 1 : font.family === "monospace" ? 0.61 : 0.58;
  return ems * font.size;
}
