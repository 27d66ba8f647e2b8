// The row of controls under a picture, one for each value that the block offers.

import type { Parameter } from "../../language/index.ts";
import { Choice } from "./choice.ts";
import type { Control, ControlDesk, ControlPlan, ControlValue, ControlWords } from "./control.ts";
import { shieldPointer } from "./pointer-shield.ts";
import { Slider } from "./slider.ts";
import { Stepper } from "./stepper.ts";
import { scaleOf } from "./value-scale.ts";

/** What the row is made from. */
export interface ControlsPlan {
  readonly parameters: readonly Parameter[];
  /** Makes the ids of fields unique in the page. */
  readonly prefix: string;
  readonly desk: ControlDesk;
  readonly words: ControlsWords;
  label(key: string): string;
  description(key: string): string;
  choice(key: string, word: string): string;
}

/** The words of the row. */
export interface ControlsWords extends ControlWords {
  readonly group: string;
  readonly keep: string;
  readonly keepHint: string;
  readonly discard: string;
  readonly readOnly: string;
}

/** What stands below the controls: nothing, an offer to keep the changes, or that they cannot be kept. */
export type Keeping =
  | { readonly kind: "automatic" }
  | { readonly kind: "offer"; keep(): void; discard(): void }
  | { readonly kind: "impossible" };

/** The row of controls. */
export class Controls {
  readonly element: HTMLElement;
  readonly #plan: ControlsPlan;
  readonly #controls: readonly Control[];
  readonly #foot: HTMLElement;
  #keeping: Keeping["kind"] = "automatic";

  constructor(parent: HTMLElement, plan: ControlsPlan) {
    this.#plan = plan;
    this.element = parent.createDiv({ cls: "handshake-controls", attr: { "role": "group", "aria-label": plan.words.group } });
    const row = this.element.createDiv({ cls: "handshake-controls-row" });
    this.#controls = plan.parameters.flatMap((parameter) => {
      const control = makeControl(row, parameter, plan);
      return control === null ? [] : [control];
    });
    this.#foot = this.element.createDiv({ cls: "handshake-keep is-hidden" });
    shieldPointer(this.element);
  }

  /** Keys of the values that have a control. */
  get keys(): readonly string[] {
    return this.#controls.map((control) => control.key);
  }

  show(valueOf: (key: string) => ControlValue | null): void {
    for (const control of this.#controls) {
      const value = valueOf(control.key);
      if (value !== null) control.show(value);
    }
  }

  /** Offers to keep the changes, or says that it cannot be done. */
  showKeeping(keeping: Keeping): void {
    if (keeping.kind === this.#keeping) return;
    this.#keeping = keeping.kind;
    const foot = this.#foot;
    foot.empty();
    foot.toggleClass("is-hidden", keeping.kind === "automatic");
    const { words } = this.#plan;
    if (keeping.kind === "impossible") foot.createSpan({ cls: "handshake-keep-hint", text: words.readOnly });
    if (keeping.kind !== "offer") return;
    foot.createSpan({ cls: "handshake-keep-hint", text: words.keepHint });
    const discard = foot.createEl("button", { text: words.discard, attr: { "type": "button", "data-focus": "discard" } });
    discard.addEventListener("click", () => { keeping.discard(); });
    const keep = foot.createEl("button", { cls: "handshake-primary", text: words.keep, attr: { "type": "button", "data-focus": "keep" } });
    keep.addEventListener("click", () => { keeping.keep(); });
  }
}

function makeControl(row: HTMLElement, parameter: Parameter, plan: ControlsPlan): Control | null {
  const scale = scaleOf(parameter);
  if (scale === null) return null;
  const one: ControlPlan = {
    parameter, label: plan.label(parameter.key), description: plan.description(parameter.key), words: plan.words, desk: plan.desk,
  };
  const id = `${plan.prefix}-${parameter.key.replaceAll(".", "-")}`;
  switch (scale.kind) {
    case "slider":
      return new Slider(row, id, one, scale);
    case "stepper":
      return new Stepper(row, id, one, scale);
    case "choice":
      return new Choice(row, id, one, scale.choices.map((value) => ({ value, text: plan.choice(parameter.key, value) })));
  }
}
