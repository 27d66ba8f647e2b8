// The list of keys, opened by `?` or its button.

import { makeElement } from "./playback/index.ts";
import type { DiagramWords } from "./words.ts";

/** Builds the panel that lists the keys. */
export function makeHelp(doc: Document, words: DiagramWords): HTMLElement {
  const list = makeElement(doc, "dl", "handshake-help-keys");
  for (const [keys, what] of words.help.keys) {
    list.append(makeElement(doc, "div", "", makeElement(doc, "dt", "", makeElement(doc, "kbd", "", keys)), makeElement(doc, "dd", "", what)));
  }
  const panel = makeElement(doc, "section", "handshake-help", makeElement(doc, "div", "handshake-help-title", words.help.title), list);
  panel.setAttribute("aria-label", words.help.title);
  return panel;
}
