// The chips below a picture: links to the notes of its subjects, with the app's hover preview.

import { Keymap, Menu, setIcon, type App, type HoverParent } from "obsidian";
import { SUBJECTS, type Subject } from "../../language/index.ts";
import { shieldPointer } from "../controls/pointer-shield.ts";
import type { NoteIndex, NoteLink } from "../note/note-index.ts";

/** The name under which hover previews are asked for. */
export const HOVER_SOURCE = "handshake";

/** What chips are made from. */
export interface ChipsPlan {
  readonly app: App;
  readonly notes: NoteIndex;
  readonly hoverParent: HoverParent;
  readonly sourcePath: string;
  /** Links that the block itself gives. */
  readonly links: Readonly<Partial<Record<Subject, string>>>;
  readonly words: ChipWords;
  /** What a subject is called on its chip. */
  subject(subject: Subject): string;
  /** How to use the picture; stands at the end of the row. Empty where there is no picture. */
  readonly hint: string;
}

/** The words of chips. */
export interface ChipWords {
  readonly label: string;
  open(name: string): string;
  create(name: string): string;
  noteName(subject: Subject): string;
}

/** The row of chips. `refresh` looks the notes up again. */
export class Chips {
  readonly element: HTMLElement;
  readonly #plan: ChipsPlan;
  readonly #list: HTMLElement;

  constructor(parent: HTMLElement, plan: ChipsPlan) {
    this.#plan = plan;
    this.element = parent.createDiv({ cls: "handshake-notes" });
    this.element.createSpan({ cls: "handshake-notes-label", text: plan.words.label });
    this.#list = this.element.createDiv({ cls: "handshake-chips" });
    if (plan.hint !== "") this.element.createSpan({ cls: "handshake-hint", text: plan.hint, attr: { "aria-hidden": "true" } });
    this.refresh();
  }

  /** A chip that leads to the note it stands in would lead nowhere, and is left out. */
  refresh(): void {
    const focused = this.#focused();
    this.#list.empty();
    for (const subject of SUBJECTS) {
      const link = linkTo(subject, this.#plan);
      if (link.path !== null && link.path === this.#plan.sourcePath) continue;
      const chip = this.#list.createEl("a", { cls: "handshake-chip", attr: { "data-focus": `note:${subject}`, "data-subject": subject } });
      setIcon(chip.createSpan({ cls: "handshake-chip-icon" }), link.path === null ? "file-plus" : "file-text");
      const name = link.label ?? this.#plan.subject(subject);
      chip.createSpan({ text: name });
      chip.setAttr("aria-label", link.path === null ? this.#plan.words.create(name) : this.#plan.words.open(name));
      leadTo(chip, link, this.#plan);
      if (subject === focused) chip.focus({ preventScroll: true });
    }
  }

  #focused(): string | null {
    const active = this.element.doc.activeElement;
    return active !== null && this.#list.contains(active) ? active.getAttribute("data-subject") : null;
  }
}

/** Where the chip of `subject` leads. */
export function linkTo(subject: Subject, plan: Pick<ChipsPlan, "notes" | "links" | "sourcePath" | "words">): NoteLink {
  return plan.notes.link(subject, plan.links[subject], plan.sourcePath, plan.words.noteName(subject));
}

/** Makes `element` a link to a note, as the app's own links are: preview, click, middle click, menu. */
export function leadTo(element: HTMLAnchorElement, link: NoteLink, plan: Pick<ChipsPlan, "app" | "hoverParent" | "sourcePath">): void {
  const { app, hoverParent, sourcePath } = plan;
  const { linktext } = link;
  element.setAttrs({ "href": linktext, "data-href": linktext });
  element.toggleClass("is-unresolved", link.path === null);
  shieldPointer(element);
  const open = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    void app.workspace.openLinkText(linktext, sourcePath, Keymap.isModEvent(event));
  };
  element.addEventListener("click", open);
  element.addEventListener("auxclick", (event) => { if (event.button === 1) open(event); });
  element.addEventListener("mouseover", (event) => {
    app.workspace.trigger("hover-link", { event, source: HOVER_SOURCE, hoverParent, targetEl: element, linktext, sourcePath });
  });
  element.addEventListener("contextmenu", (event) => {
    const menu = new Menu();
    if (!app.workspace.handleLinkContextMenu(menu, linktext, sourcePath)) return;
    event.preventDefault();
    event.stopPropagation();
    menu.showAtMouseEvent(event);
  });
}
