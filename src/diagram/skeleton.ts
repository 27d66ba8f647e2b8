// The elements that every diagram has, from the header down to the live region.

import { type IconName, makeElement, makeIcon } from "./playback/index.ts";

export interface Skeleton {
  readonly root: HTMLElement;
  readonly title: HTMLElement;
  readonly subtitle: HTMLElement;
  readonly tableButton: HTMLButtonElement;
  readonly helpButton: HTMLButtonElement;
  /** Holds what opens under the header: the list of keys. */
  readonly drawer: HTMLElement;
  /** Scrolls; the one tab stop of the picture. */
  readonly stage: HTMLElement;
  /** As tall as the picture; everything in it is placed by the picture's coordinates. */
  readonly canvas: HTMLElement;
  /** Lies over what is yet to come. */
  readonly veil: HTMLElement;
  /** Clips the veil. */
  readonly veilFrame: HTMLElement;
  readonly playhead: HTMLElement;
  readonly badge: HTMLElement;
  /** Room beside the picture, in its coordinates. */
  readonly side: HTMLElement;
  /** What stands below the picture where there is no room beside it. */
  readonly below: HTMLElement;
  /** What the colours of a flood mean; empty without one. */
  readonly legend: HTMLElement;
  readonly notice: HTMLElement;
  readonly table: HTMLElement;
  readonly live: HTMLElement;
  readonly hint: HTMLElement;
}

const SEPARATOR = " · ";

/** Makes the elements, not yet filled. `prefix` starts the ids by which they refer to one another. */
export function makeSkeleton(doc: Document, prefix: string): Skeleton {
  const title = makeElement(doc, "div", "handshake-title");
  const subtitle = makeElement(doc, "div", "handshake-subtitle");
  const tableButton = toolButton(doc, "table");
  const helpButton = toolButton(doc, "help");
  const header = makeElement(doc, "div", "handshake-header",
    makeElement(doc, "div", "handshake-titles", title, subtitle),
    makeElement(doc, "div", "handshake-tools", tableButton, helpButton));
  const drawer = makeElement(doc, "div", "handshake-drawer");
  const veil = makeElement(doc, "div", "handshake-veil");
  const badge = makeElement(doc, "div", "handshake-badge");
  const veilFrame = makeElement(doc, "div", "handshake-veil-frame", veil);
  const playhead = makeElement(doc, "div", "handshake-playhead", badge);
  const side = makeElement(doc, "div", "handshake-side");
  const canvas = makeElement(doc, "div", "handshake-canvas");
  const stage = makeElement(doc, "div", "handshake-stage");
  stage.tabIndex = 0;
  stage.dataset["focus"] = "picture";
  stage.setAttribute("role", "application");
  const hint = makeElement(doc, "div", "handshake-hidden");
  hint.id = `${prefix}-hint`;
  stage.setAttribute("aria-describedby", hint.id);
  for (const element of [veilFrame, playhead]) element.setAttribute("aria-hidden", "true");
  const below = makeElement(doc, "div", "handshake-below");
  const legend = makeElement(doc, "div", "handshake-legend");
  const notice = makeElement(doc, "div", "handshake-notice");
  const table = makeElement(doc, "div", "handshake-table-place");
  table.id = `${prefix}-table`;
  tableButton.setAttribute("aria-controls", table.id);
  const live = makeElement(doc, "div", "handshake-hidden");
  live.setAttribute("aria-live", "polite");
  const root = makeElement(doc, "div", "handshake-diagram", header, drawer, stage, legend, notice, below);
  return { root, title, subtitle, tableButton, helpButton, drawer, stage, canvas, veil, veilFrame, playhead, badge, side, below, legend, notice, table, live, hint };
}

/** Writes the facts of a subtitle, each whole on its line. */
export function writeSubtitle(subtitle: HTMLElement, text: string): void {
  const parts = text.split(SEPARATOR).map((part) => makeElement(subtitle.ownerDocument, "span", "handshake-subtitle-part", part));
  subtitle.replaceChildren(...parts.flatMap((part, index) => (index === 0 ? [part] : [SEPARATOR, part])));
}

function toolButton(doc: Document, icon: IconName): HTMLButtonElement {
  const button = makeElement(doc, "button", "handshake-button handshake-tool", makeIcon(doc, icon));
  button.type = "button";
  button.dataset["focus"] = icon;
  button.setAttribute("aria-expanded", "false");
  return button;
}
