// What stands under a picture with messages: what the ribbons' colours mean, and the two layers, each to be folded away.

import { makeElement } from "./playback/index.ts";
import type { FoldedLayer, Ribbon, Scene } from "./scene/index.ts";
import type { DiagramWords } from "./words.ts";

const LAYERS: readonly FoldedLayer[] = ["messages", "segments"];

const KINDS: readonly (readonly [Ribbon["protection"], "clear" | "handshakeKeys" | "earlyKeys" | "dataKeys"])[] = [
  ["clear", "clear"], ["handshake", "handshakeKeys"], ["early", "earlyKeys"], ["data", "dataKeys"],
];

/** Which layer is folded away, and who folds another: both are never away at once, there would be nothing to see. */
export interface Folding {
  readonly folded: FoldedLayer | null;
  readonly fold: (layer: FoldedLayer | null) => void;
}

/** The entries for a picture's ribbons, and for what is folded of it; none for a picture without messages. */
export function layerEntries(doc: Document, scene: Scene, words: DiagramWords, { folded, fold }: Folding): HTMLElement[] {
  if (scene.ribbons.length === 0 && folded !== "messages") return [];
  const shown = new Set(scene.ribbons.map(({ protection }) => protection));
  const meanings = KINDS.filter(([kind]) => shown.has(kind)).map(([kind, word]) =>
    makeElement(doc, "span", "handshake-legend-entry", makeElement(doc, "span", `handshake-legend-ribbon is-${kind}`), words.layers[word]));
  const buttons = LAYERS.map((layer) => {
    const button = makeElement(doc, "button", "handshake-legend-layer", words.layers[layer]);
    button.type = "button";
    button.dataset["layer"] = layer;
    button.dataset["focus"] = `layer-${layer}`;
    button.setAttribute("aria-pressed", String(folded !== layer));
    button.addEventListener("click", () => { fold(folded === layer ? null : layer); });
    return button;
  });
  return [...meanings, makeElement(doc, "span", "handshake-legend-layers", ...buttons)];
}
