// A native range input that shows a value while it is dragged and lets it be written when it is let go.

import { ControlHead, tellWhenLeft, type Control, type ControlPlan, type ControlValue } from "./control.ts";
import { positionOf } from "./value-scale.ts";

/** Keys by which a range input changes its value. */
const KEYS: ReadonlySet<string> = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"]);

/** A slider for a number. */
export class Slider implements Control {
  readonly key: string;
  readonly element: HTMLElement;
  readonly #plan: ControlPlan;
  readonly #scale: { readonly min: number; readonly max: number; readonly step: number };
  readonly #head: ControlHead;
  readonly #input: HTMLInputElement;
  #byKeyboard = false;
  /** True while a pointer holds the thumb. */
  #held = false;

  constructor(parent: HTMLElement, id: string, plan: ControlPlan, scale: { readonly min: number; readonly max: number; readonly step: number }) {
    this.key = plan.parameter.key;
    this.#plan = plan;
    this.#scale = scale;
    this.element = parent.createDiv({ cls: "handshake-control" });
    this.#head = new ControlHead(this.element, id, plan, true);
    this.#input = this.element.createEl("input", {
      cls: "handshake-slider",
      attr: { "id": id, "type": "range", "min": scale.min, "max": scale.max, "step": scale.step, "data-focus": `value:${this.key}` },
    });
    this.#listen();
  }

  show(shown: ControlValue): void {
    this.#head.show(shown);
    const position = positionOf(shown.value, this.#scale);
    this.#input.value = String(position);
    this.#input.setAttr("aria-valuetext", shown.changed ? `${shown.text}, ${this.#plan.words.changed}` : shown.text);
    this.#fill();
  }

  #listen(): void {
    const input = this.#input;
    const { desk } = this.#plan;
    input.addEventListener("keydown", (event) => {
      if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      this.#byKeyboard = true;
      event.stopPropagation();
    });
    input.addEventListener("pointerdown", () => {
      this.#byKeyboard = false;
      this.#held = true;
    });
    for (const name of ["pointerup", "pointercancel"] as const) input.addEventListener(name, () => { this.#held = false; });
    input.addEventListener("input", () => {
      this.#fill();
      desk.preview(this.key, input.valueAsNumber);
      if (this.#byKeyboard) desk.settle();
    });
    // A range input says "change" on release, after every single press of a key, and when the app removes it while it is
    // held: then the block's next element goes on with the value.
    input.addEventListener("change", () => {
      if (this.#held) desk.settle();
      else if (!this.#byKeyboard) desk.release();
    });
    tellWhenLeft(this.element, desk);
  }

  /** The part of the track before the thumb is drawn by the style sheet from this share. */
  #fill(): void {
    const { min, max } = this.#scale;
    const share = max === min ? 0 : (this.#input.valueAsNumber - min) / (max - min);
    this.#input.setCssProps({ "--handshake-share": String(share) });
  }
}
