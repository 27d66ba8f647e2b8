// The speed menu: how much simulated time passes in a second.

import { makeElement } from "./element.ts";
import { SPEEDS } from "./playback.ts";

export interface SpeedMenu {
  readonly element: HTMLSelectElement;
  /** Shows a speed, also one that is not on the list. */
  show(speed: number): void;
}

export function makeSpeedMenu(doc: Document, onChange: (speed: number) => void): SpeedMenu {
  const element = makeElement(doc, "select", "handshake-speed dropdown", ...SPEEDS.map((speed) => makeOption(doc, speed)));
  element.dataset["focus"] = "speed";
  element.addEventListener("change", () => { onChange(Number(element.value)); });
  return {
    element,
    show(speed) {
      const value = String(speed);
      if (!Array.from(element.options).some((option) => option.value === value)) element.append(makeOption(doc, speed));
      element.value = value;
    },
  };
}

function makeOption(doc: Document, speed: number): HTMLOptionElement {
  const option = makeElement(doc, "option", "", speedText(speed));
  option.value = String(speed);
  return option;
}

/** `1/10×` for slow ones, `2×` for fast ones. */
export function speedText(speed: number): string {
  return speed >= 1 ? `${String(speed)}×` : `1/${String(Math.round(1 / speed))}×`;
}
