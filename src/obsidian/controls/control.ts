// What the means of setting a value have in common: a label, the value in mono, a reset, and what they tell their owner.

import { setIcon } from "obsidian";
import type { Parameter } from "../../language/index.ts";

/** Told by a control as the reader moves it. */
export interface ControlDesk {
  /** The value is being changed: show it, do not write it yet. */
  preview(key: string, value: number | string): void;
  /** The reader has let go: write it. */
  release(): void;
  /** The reader may go on (keyboard, repeated presses): write when nothing more comes. */
  settle(): void;
  /** The focus has left. */
  leave(): void;
  reset(key: string): void;
}

/** What a control shows. */
export interface ControlValue {
  readonly value: number | string;
  /** The value as a reader likes it, with its unit. */
  readonly text: string;
  readonly changed: boolean;
  /** What a reset would bring back, as text; null when there is nothing to reset. */
  readonly base: string | null;
}

/** The words that controls need. */
export interface ControlWords {
  readonly changed: string;
  reset(label: string, value: string): string;
  decrease(label: string): string;
  increase(label: string): string;
}

/** One means of setting one value. */
export interface Control {
  readonly key: string;
  readonly element: HTMLElement;
  show(value: ControlValue): void;
}

/** What a control is made from. */
export interface ControlPlan {
  readonly parameter: Parameter;
  readonly label: string;
  /** What the value does, in a sentence; may be empty. */
  readonly description: string;
  readonly words: ControlWords;
  readonly desk: ControlDesk;
}

/** Tells the desk when the focus leaves `element` for something outside of it. */
export function tellWhenLeft(element: HTMLElement, desk: ControlDesk): void {
  element.addEventListener("focusout", ({ relatedTarget }) => {
    const stays = relatedTarget !== null && "nodeType" in relatedTarget && element.contains(relatedTarget as Node);
    if (!stays) desk.leave();
  });
}

/** The upper row of a control: its label, the button that resets it, and its value unless a field below shows that. */
export class ControlHead {
  readonly element: HTMLElement;
  readonly #control: HTMLElement;
  readonly #value: HTMLElement | null;
  readonly #reset: HTMLButtonElement;
  readonly #plan: ControlPlan;

  constructor(control: HTMLElement, id: string, plan: ControlPlan, withValue: boolean) {
    this.#plan = plan;
    this.#control = control;
    this.element = control.createDiv({ cls: "handshake-control-head" });
    const label = this.element.createEl("label", { cls: "handshake-control-label", text: plan.label, attr: { for: id } });
    if (plan.description !== "") label.setAttr("title", plan.description);
    this.#reset = this.element.createEl("button", { cls: "handshake-reset clickable-icon", attr: { "type": "button", "data-focus": `reset:${plan.parameter.key}` } });
    setIcon(this.#reset, "undo-2");
    this.#reset.addEventListener("click", () => { plan.desk.reset(plan.parameter.key); });
    this.#value = withValue ? this.element.createSpan({ cls: "handshake-value", attr: { "aria-hidden": "true" } }) : null;
  }

  show({ text, changed, base }: ControlValue): void {
    const { label, words } = this.#plan;
    this.#value?.setText(text);
    this.#control.toggleClass("is-changed", changed);
    this.#reset.toggleClass("is-hidden", base === null);
    this.#reset.setAttr("aria-label", base === null ? null : words.reset(label, base));
    this.#reset.disabled = base === null;
  }
}
