// A number with a button on each side, for counts, where every single value matters.

import { setIcon } from "obsidian";
import { ControlHead, tellWhenLeft, type Control, type ControlPlan, type ControlValue } from "./control.ts";
import { positionOf, stepFrom } from "./value-scale.ts";

/** Keys that are for the field, and not for whatever the note lies in. */
const EDITING_KEYS: ReadonlySet<string> = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "Backspace", "Delete", "Enter"]);

/** Less, the number, more. */
export class Stepper implements Control {
  readonly key: string;
  readonly element: HTMLElement;
  readonly #plan: ControlPlan;
  readonly #scale: { readonly min: number; readonly max: number; readonly step: number };
  readonly #head: ControlHead;
  readonly #input: HTMLInputElement;
  readonly #less: HTMLButtonElement;
  readonly #more: HTMLButtonElement;
  #value: number | string = 0;
  #text = "";

  constructor(parent: HTMLElement, id: string, plan: ControlPlan, scale: { readonly min: number; readonly max: number; readonly step: number }) {
    this.key = plan.parameter.key;
    this.#plan = plan;
    this.#scale = scale;
    this.element = parent.createDiv({ cls: "handshake-control" });
    this.#head = new ControlHead(this.element, id, plan, false);
    const row = this.element.createDiv({ cls: "handshake-stepper" });
    this.#less = this.#button(row, "minus", plan.words.decrease(plan.label), -1);
    this.#input = row.createEl("input", {
      attr: {
        "id": id, "type": "text", "inputmode": "numeric", "autocomplete": "off", "spellcheck": "false",
        "role": "spinbutton", "aria-valuemin": scale.min, "aria-valuemax": scale.max, "data-focus": `value:${this.key}`,
      },
    });
    this.#more = this.#button(row, "plus", plan.words.increase(plan.label), 1);
    this.#listen();
  }

  show(shown: ControlValue): void {
    this.#value = shown.value;
    this.#head.show(shown);
    const position = positionOf(shown.value, this.#scale);
    this.#text = typeof shown.value === "string" ? shown.text : String(shown.value);
    if (numberIn(this.#input.value) !== shown.value) this.#input.value = this.#text;
    this.#input.setAttrs({ "aria-valuenow": position, "aria-valuetext": shown.text });
    this.#less.disabled = shown.value === this.#scale.min;
    this.#more.disabled = shown.value === this.#scale.max;
  }

  #button(row: HTMLElement, icon: string, name: string, direction: 1 | -1): HTMLButtonElement {
    const button = row.createEl("button", { attr: { "type": "button", "aria-label": name, "data-focus": `${icon}:${this.key}` } });
    setIcon(button, icon);
    button.addEventListener("click", () => { this.#set(stepFrom(this.#value, direction, this.#scale)); });
    return button;
  }

  #listen(): void {
    const input = this.#input;
    input.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        event.preventDefault();
        this.#set(stepFrom(this.#value, event.key === "ArrowUp" ? 1 : -1, this.#scale));
      } else if (event.key === "Enter") this.#plan.desk.leave();
      if (event.key.length === 1 || EDITING_KEYS.has(event.key)) event.stopPropagation();
    });
    input.addEventListener("input", () => {
      const value = numberIn(input.value);
      if (value !== null && value >= this.#scale.min && value <= this.#scale.max) this.#set(value);
    });
    input.addEventListener("blur", () => { input.value = this.#text; });
    tellWhenLeft(this.element, this.#plan.desk);
  }

  #set(value: number): void {
    this.#plan.desk.preview(this.key, value);
    this.#plan.desk.settle();
  }
}

function numberIn(text: string): number | null {
  return /^\s*\d{1,15}\s*$/u.test(text) ? Number(text) : null;
}
