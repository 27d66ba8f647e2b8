// What stands under a picture with messages: what the ribbons' colours mean, and the two layers, each to be folded away.

import { makeElement } from "./playback/index.ts";
import type { Ribbon, Scene } from "./scene/index.ts";
import type { DiagramWords } from "./words.ts";

/** The layers that can be folded, and the class by which the picture knows. */
const LAYERS = { messages: "is-without-messages", segments: "is-without-segments" } as const;
type FoldedLayer = keyof typeof LAYERS;

const KINDS: readonly (readonly [Ribbon["protection"], "clear" | "handshakeKeys" | "earlyKeys" | "dataKeys"])[] = [
  ["clear", "clear"], ["handshake", "handshakeKeys"], ["early", "earlyKeys"], ["data", "dataKeys"],
];

/** The entries for a picture's ribbons; none for a picture without messages. `root` bears the classes of what is folded. */
export function layerEntries(doc: Document, root: HTMLElement, scene: Scene, words: DiagramWords): HTMLElement[] {
  if (scene.ribbons.length === 0) {
    root.classList.remove(...Object.values(LAYERS));
    return [];
  }
  const shown = new Set(scene.ribbons.map(({ protection }) => protection));
  const meanings = KINDS.filter(([kind]) => shown.has(kind)).map(([kind, word]) =>
    makeElement(doc, "span", "handshake-legend-entry", makeElement(doc, "span", `handshake-legend-ribbon is-${kind}`), words.layers[word]));
  const buttons = (["messages", "segments"] as const).map((layer) => foldButton(doc, root, layer, words));
  return [...meanings, makeElement(doc, "span", "handshake-legend-layers", ...buttons)];
}

/** Folds a layer away, or out again. Both are never away at once: there would be nothing to see. */
function foldButton(doc: Document, root: HTMLElement, layer: FoldedLayer, words: DiagramWords): HTMLButtonElement {
  const button = makeElement(doc, "button", "handshake-legend-layer", words.layers[layer]);
  button.type = "button";
  button.dataset["layer"] = layer;
  const show = (): void => {
    for (const each of root.querySelectorAll<HTMLElement>(".handshake-legend-layer")) {
      const name = each.dataset["layer"] === "messages" ? "messages" : "segments";
      each.setAttribute("aria-pressed", String(!root.classList.contains(LAYERS[name])));
    }
  };
  button.setAttribute("aria-pressed", String(!root.classList.contains(LAYERS[layer])));
  button.addEventListener("click", () => {
    const folded = root.classList.toggle(LAYERS[layer]);
    if (folded) root.classList.remove(LAYERS[layer === "messages" ? "segments" : "messages"]);
    show();
  });
  return button;
}
