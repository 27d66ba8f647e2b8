// The side view of the walkthrough: one stop at a time, as in daily life and in technical terms, with its clause.

import { ItemView, setIcon, type WorkspaceLeaf } from "obsidian";
import type { ShellWords } from "../../i18n/index.ts";
import { formatCitation } from "../../simulation/index.ts";
import type { Walk, Walkthrough } from "./walkthrough.ts";

export const WALKTHROUGH_VIEW = "handshake-walkthrough";

/** What the view needs from the plugin. */
export interface WalkthroughDesk {
  readonly walkthrough: Walkthrough;
  /** In the app's language. */
  readonly words: ShellWords;
  start(): void;
  stop(): void;
}

/** Holds no state: it shows the walkthrough as it is, and closing it ends the walkthrough. */
export class WalkthroughView extends ItemView {
  override icon = "footprints";
  override navigation = false;
  readonly #desk: WalkthroughDesk;

  constructor(leaf: WorkspaceLeaf, desk: WalkthroughDesk) {
    super(leaf);
    this.#desk = desk;
  }

  getViewType(): string {
    return WALKTHROUGH_VIEW;
  }

  getDisplayText(): string {
    return this.#desk.words.walkthrough.title;
  }

  protected override onOpen(): Promise<void> {
    this.contentEl.addClass("handshake-walkthrough");
    this.register(this.#desk.walkthrough.onChange(() => { this.#draw(); }));
    this.registerDomEvent(this.contentEl, "keydown", (event) => { this.#press(event); });
    this.#draw();
    return Promise.resolve();
  }

  protected override onClose(): Promise<void> {
    this.#desk.walkthrough.stop();
    return Promise.resolve();
  }

  #press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || this.#desk.walkthrough.walk === null) return;
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : null;
    if (by === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.#desk.walkthrough.move(by);
  }

  /** Draws the whole view anew; the focus stays on the button that has it. */
  #draw(): void {
    const { contentEl } = this;
    const active = contentEl.doc.activeElement;
    const focused = active !== null && contentEl.contains(active) ? active.getAttribute("data-focus") : null;
    const { walk } = this.#desk.walkthrough;
    const live = contentEl.querySelector<HTMLElement>(".handshake-walk-step");
    if (walk === null) {
      contentEl.empty();
      this.#drawEmpty();
    } else if (live === null) {
      contentEl.empty();
      this.#drawWalk(walk, contentEl.createDiv({ cls: "handshake-walk-step", attr: { "aria-live": "polite" } }));
    } else {
      live.empty();
      contentEl.querySelector(".handshake-walk-buttons")?.remove();
      this.#drawWalk(walk, live);
    }
    if (focused !== null) contentEl.findAll("[data-focus]").find((part) => part.getAttribute("data-focus") === focused)?.focus();
  }

  #drawEmpty(): void {
    const { walkthrough: words } = this.#desk.words;
    const empty = this.contentEl.createDiv({ cls: "handshake-walk-empty" });
    empty.createEl("p", { text: words.empty });
    this.#button(empty, "start", "footprints", words.start, () => { this.#desk.start(); }).addClass("handshake-primary");
  }

  #drawWalk(walk: Walk, live: HTMLElement): void {
    const step = walk.stops[walk.index];
    if (step === undefined) return;
    const { words, picture } = walk.run;
    const shell = words.shell.walkthrough;
    live.setAttr("lang", walk.run.language);
    live.createDiv({ cls: "handshake-walk-title", text: picture?.title ?? shell.title });
    live.createDiv({ cls: "handshake-walk-place", text: shell.place(walk.index + 1, walk.stops.length) });
    const bar = live.createDiv({ cls: "handshake-walk-bar", attr: { "aria-hidden": "true" } });
    bar.setCssProps({ "--handshake-share": String((walk.index + 1) / walk.stops.length) });

    const caption = words.caption(step);
    live.createDiv({ cls: "handshake-walk-heading", text: caption.title });
    this.#voice(live, "analogy", "message-circle", shell.analogy, caption.analogy);
    this.#voice(live, "technical", "binary", shell.technical, caption.technical);
    const facts = live.createEl("dl");
    facts.createEl("dt", { text: shell.time });
    facts.createEl("dd", { text: words.diagram.time(step.at) });
    const citation = picture?.trace.rules[step.rule];
    if (citation !== undefined) {
      facts.createEl("dt", { text: shell.rule });
      facts.createEl("dd", { text: formatCitation(citation) });
    }
    if (walk.broken) live.createDiv({ cls: "handshake-walk-broken", text: shell.broken });
    this.#drawButtons(walk);
  }

  #voice(parent: HTMLElement, voice: "analogy" | "technical", icon: string, name: string, text: string): void {
    const part = parent.createDiv({ cls: `handshake-walk-voice mod-${voice}` });
    const head = part.createDiv({ cls: "handshake-walk-voice-name" });
    setIcon(head.createSpan(), icon);
    head.createSpan({ text: name });
    part.createEl("p", { text });
  }

  #drawButtons(walk: Walk): void {
    const { walkthrough: words } = walk.run.words.shell;
    const { walkthrough } = this.#desk;
    const row = this.contentEl.createDiv({ cls: "handshake-walk-buttons" });
    const back = this.#button(row, "previous", "arrow-left", words.previous, () => { walkthrough.move(-1); });
    const on = this.#button(row, "next", "arrow-right", words.next, () => { walkthrough.move(1); });
    on.addClass("handshake-primary");
    // A disabled button would lose the focus, and with it the arrow keys.
    back.setAttr("aria-disabled", walk.index === 0 ? "true" : null);
    on.setAttr("aria-disabled", walk.index === walk.stops.length - 1 ? "true" : null);
    this.#button(row, "stop", "x", words.stop, () => { this.#desk.stop(); });
    row.createSpan({ cls: "handshake-hint", text: words.keys, attr: { "aria-hidden": "true" } });
  }

  #button(parent: HTMLElement, name: string, icon: string, text: string, press: () => void): HTMLButtonElement {
    const button = parent.createEl("button", { attr: { "type": "button", "data-focus": name } });
    setIcon(button.createSpan(), icon);
    button.createSpan({ text });
    button.addEventListener("click", press);
    return button;
  }
}
