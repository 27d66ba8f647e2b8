// A choice among a few words, as the platform's own drop-down.

import { ControlHead, tellWhenLeft, type Control, type ControlPlan, type ControlValue } from "./control.ts";

/** A drop-down for a word. */
export class Choice implements Control {
  readonly key: string;
  readonly element: HTMLElement;
  readonly #head: ControlHead;
  readonly #select: HTMLSelectElement;

  constructor(parent: HTMLElement, id: string, plan: ControlPlan, choices: readonly { readonly value: string; readonly text: string }[]) {
    this.key = plan.parameter.key;
    this.element = parent.createDiv({ cls: "handshake-control" });
    this.#head = new ControlHead(this.element, id, plan, false);
    this.#select = this.element.createEl("select", { cls: "dropdown", attr: { "id": id, "data-focus": `value:${this.key}` } });
    for (const { value, text } of choices) this.#select.createEl("option", { text, value });
    this.#select.addEventListener("keydown", (event) => {
      if (!event.ctrlKey && !event.metaKey && event.key !== "Tab") event.stopPropagation();
    });
    this.#select.addEventListener("change", () => {
      plan.desk.preview(this.key, this.#select.value);
      plan.desk.settle();
    });
    tellWhenLeft(this.element, plan.desk);
  }

  show(shown: ControlValue): void {
    this.#head.show(shown);
    this.#select.value = String(shown.value);
  }
}
