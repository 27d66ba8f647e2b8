// What stands around the picture: the legend below it, the table of all packets, and the list of keys.

import type { Trace } from "../simulation/index.ts";
import { firstByteRows } from "./first-byte-view.ts";
import { makeHelp } from "./help-view.ts";
import { layerEntries, type Folding } from "./layers-view.ts";
import { legendOf } from "./legend-view.ts";
import type { Numbering, Scene } from "./scene/index.ts";
import type { Skeleton } from "./skeleton.ts";
import { makeTable } from "./table-view.ts";
import type { DiagramWords } from "./words.ts";

/** The run that the panels tell. */
export interface PanelRun {
  readonly trace: Trace;
  readonly scene: Scene;
  readonly numbering: Numbering;
  readonly words: DiagramWords;
}

/** Fills the panels of a skeleton, and opens and closes them. */
export class Panels {
  readonly #skeleton: Skeleton;
  #table = false;

  constructor(skeleton: Skeleton) {
    this.#skeleton = skeleton;
  }

  /** Whether the table is open. */
  get table(): boolean {
    return this.#table;
  }

  /** Whether the list of keys is open. */
  get help(): boolean {
    return this.#skeleton.drawer.childElementCount > 0;
  }

  /** Names the buttons in the reader's language. */
  name(words: DiagramWords): void {
    const { helpButton, tableButton } = this.#skeleton;
    helpButton.setAttribute("aria-label", words.help.open);
    tableButton.setAttribute("aria-label", this.#table ? words.table.hide : words.table.show);
  }

  /** `open`: every packet of a stretch of a flood is drawn; `toggle` changes that. */
  showLegend({ trace, scene, words }: PanelRun, folding: Folding, open: boolean, toggle: () => void): void {
    const { legend, root } = this.#skeleton;
    const active = root.ownerDocument.activeElement;
    const focus = active !== null && legend.contains(active) ? active.getAttribute("data-focus") : null;
    const waits = firstByteRows(root.ownerDocument, trace, words);
    const layers = layerEntries(root.ownerDocument, scene, words, folding);
    legend.replaceChildren(...waits, ...layers, ...legendOf(root.ownerDocument, trace, scene, words, open, toggle));
    if (focus !== null) legend.querySelector<HTMLElement>(`[data-focus="${focus}"]`)?.focus({ preventScroll: true });
  }

  showTable(open: boolean, { trace, scene, numbering, words }: PanelRun): void {
    const { table, tableButton, root } = this.#skeleton;
    this.#table = open;
    table.replaceChildren(...(open ? [makeTable(root.ownerDocument, trace, scene, numbering, words)] : []));
    tableButton.setAttribute("aria-expanded", String(open));
    tableButton.setAttribute("aria-label", open ? words.table.hide : words.table.show);
  }

  showHelp(open: boolean, words: DiagramWords): void {
    const { drawer, helpButton, root } = this.#skeleton;
    drawer.replaceChildren(...(open ? [makeHelp(root.ownerDocument, words)] : []));
    helpButton.setAttribute("aria-expanded", String(open));
  }
}
