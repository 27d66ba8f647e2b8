// What an empty block shows: the presets as cards to choose from.

import { shieldPointer } from "./pointer-shield.ts";

/** What the chooser is made from. */
export interface ChooserPlan {
  readonly names: readonly string[];
  readonly words: { readonly title: string; readonly hint: string; readonly readOnly: string };
  readonly preset: (name: string) => { readonly title: string; readonly lesson: string };
  /** Called with the name that the reader picks; null where the note cannot be written to. */
  readonly pick: ((name: string) => void) | null;
}

/** Adds the chooser to `parent`. */
export function drawChooser(parent: HTMLElement, plan: ChooserPlan): HTMLElement {
  const { names, words, preset, pick } = plan;
  const chooser = parent.createDiv({ cls: "handshake-chooser", attr: { "role": "group", "aria-label": words.title } });
  chooser.createDiv({ cls: "handshake-chooser-title", text: words.title });
  chooser.createDiv({ cls: "handshake-chooser-hint", text: pick === null ? words.readOnly : words.hint });
  const cards = chooser.createDiv({ cls: "handshake-chooser-cards" });
  for (const name of names) {
    const { title, lesson } = preset(name);
    const card = cards.createEl("button", { cls: "handshake-chooser-card", attr: { "type": "button", "data-focus": `preset:${name}`, "data-preset": name } });
    card.createSpan({ cls: "handshake-chooser-name", text: title });
    card.createSpan({ cls: "handshake-chooser-lesson", text: lesson });
    card.disabled = pick === null;
    if (pick !== null) card.addEventListener("click", () => { pick(name); });
  }
  shieldPointer(chooser);
  return chooser;
}
