// The list of keys, and how to read the time axis: opened by `?` or its button.

import { makeElement } from "./playback/index.ts";
import type { DiagramWords } from "./words.ts";

/** Builds the panel that lists the keys and the signs of the time axis. */
export function makeHelp(doc: Document, words: DiagramWords): HTMLElement {
  const { title, keys, axisTitle, axis } = words.help;
  const panel = makeElement(doc, "section", "handshake-help",
    titleOf(doc, title), listOf(doc, "handshake-help-keys", "kbd", keys), titleOf(doc, axisTitle), listOf(doc, "handshake-help-axis", "span", axis));
  panel.setAttribute("aria-label", title);
  return panel;
}

function titleOf(doc: Document, text: string): HTMLElement {
  return makeElement(doc, "div", "handshake-help-title", text);
}

function listOf(doc: Document, name: string, sign: "kbd" | "span", rows: readonly (readonly [string, string])[]): HTMLElement {
  const entries = rows.map(([what, meaning]) => makeElement(doc, "div", "", makeElement(doc, "dt", "", makeElement(doc, sign, "", what)), makeElement(doc, "dd", "", meaning)));
  return makeElement(doc, "dl", name, ...entries);
}
