// What an empty block shows: the presets as cards to choose from, chapter by chapter.

import { shieldPointer } from "../controls/pointer-shield.ts";

/** What the chooser is made from. */
export interface ChooserPlan {
  readonly chapters: readonly Chapter[];
  readonly words: { readonly title: string; readonly hint: string; readonly readOnly: string };
  readonly preset: (name: string) => { readonly title: string; readonly lesson: string };
  /** Called with the name that the reader picks; null where the note cannot be written to. */
  readonly pick: ((name: string) => void) | null;
}

/** Presets under a heading, by name. */
export interface Chapter {
  readonly title: string;
  readonly names: readonly string[];
}

/** Adds the chooser to `parent`. The first chapter stands open. */
export function drawChooser(parent: HTMLElement, plan: ChooserPlan): HTMLElement {
  const { chapters, words, pick } = plan;
  const chooser = parent.createDiv({ cls: "handshake-chooser", attr: { "role": "group", "aria-label": words.title } });
  chooser.createDiv({ cls: "handshake-chooser-title", text: words.title });
  chooser.createDiv({ cls: "handshake-chooser-hint", text: pick === null ? words.readOnly : words.hint });
  chapters.forEach((chapter, index) => {
    const section = chooser.createEl("details", { cls: "handshake-chooser-chapter" });
    section.open = index === 0;
    const summary = section.createEl("summary", { cls: "handshake-chooser-heading", text: chapter.title });
    summary.createSpan({ cls: "handshake-chooser-count", text: String(chapter.names.length) });
    const cards = section.createDiv({ cls: "handshake-chooser-cards" });
    for (const name of chapter.names) drawCard(cards, name, plan);
  });
  shieldPointer(chooser);
  return chooser;
}

function drawCard(cards: HTMLElement, name: string, { preset, pick }: ChooserPlan): void {
  const { title, lesson } = preset(name);
  const card = cards.createEl("button", { cls: "handshake-chooser-card", attr: { "type": "button", "data-focus": `preset:${name}`, "data-preset": name } });
  card.createSpan({ cls: "handshake-chooser-name", text: title });
  card.createSpan({ cls: "handshake-chooser-lesson", text: lesson });
  card.disabled = pick === null;
  if (pick !== null) card.addEventListener("click", () => { pick(name); });
}
