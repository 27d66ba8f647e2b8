// The captions of one run: those of the moment are shown; where room is kept for them, it is kept for the longest.

import type { Trace } from "../simulation/index.ts";
import { captionGroups, groupAt, makeCaption, type CaptionGroup } from "./caption-view.ts";
import type { Caption } from "./diagram.ts";
import { makeElement } from "./playback/index.ts";

/** More groups than this are made when their moment comes; room is kept for these. */
const MADE_AHEAD = 60;

export interface ShownCaption {
  readonly caption: Caption;
  readonly element: HTMLElement;
}

/** Holds the captions of a run in an element of its owner's choice. */
export class Captions {
  readonly #trace: Trace;
  readonly #place: HTMLElement;
  readonly #groups: readonly CaptionGroup[];
  readonly #made = new Map<CaptionGroup, readonly ShownCaption[]>();
  #open: CaptionGroup | null = null;

  constructor(trace: Trace, captions: readonly Caption[], place: HTMLElement) {
    this.#trace = trace;
    this.#place = place;
    this.#groups = captionGroups(captions);
    for (const group of this.#groups.slice(0, MADE_AHEAD)) this.#make(group);
  }

  get isEmpty(): boolean {
    return this.#groups.length === 0;
  }

  /** Opens what holds at a moment; says whether that is something else than before. */
  show(at: number): boolean {
    const group = groupAt(this.#groups, at);
    if (group === this.#open) return false;
    this.#toggle(false);
    this.#open = group;
    this.#toggle(true);
    return true;
  }

  /** What is open, the technical voice first. */
  get open(): readonly ShownCaption[] {
    return this.#open === null ? [] : this.#make(this.#open);
  }

  /** The height that the tallest group takes when its captions stand one below the other with a gap. */
  tallest(gap: number): number {
    let most = 0;
    for (const shown of this.#made.values()) {
      most = Math.max(most, shown.reduce((sum, { element }) => sum + element.offsetHeight + gap, 0));
    }
    return most;
  }

  #toggle(open: boolean): void {
    for (const { element } of this.open) element.classList.toggle("is-open", open);
  }

  #make(group: CaptionGroup): readonly ShownCaption[] {
    const known = this.#made.get(group);
    if (known !== undefined) return known;
    const doc = this.#place.ownerDocument;
    const shown = group.captions.map((caption) => {
      const speaker = this.#trace.hosts.find(({ id }) => id === caption.host)?.name ?? caption.host;
      return { caption, element: makeCaption(doc, caption, group.number, speaker) };
    });
    this.#place.append(makeElement(doc, "div", "handshake-caption-group", ...shown.map(({ element }) => element)));
    this.#made.set(group, shown);
    return shown;
  }
}
