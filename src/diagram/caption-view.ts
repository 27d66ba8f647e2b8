// Captions beside or below the picture: the technical sentence in a box, the analogy as a speech bubble.

import type { Caption } from "./diagram.ts";
import { makeElement } from "./element.ts";

/** A caption's element, and the number that it bears in the story. */
export interface CaptionView {
  readonly caption: Caption;
  readonly element: HTMLElement;
}

/** The captions that belong to a moment: those of the latest event that has a caption, one per voice. */
export function captionsAt(captions: readonly Caption[], at: number): readonly Caption[] {
  let latest: Caption | null = null;
  for (const caption of captions) {
    if (caption.at <= at + 1e-6 && (latest === null || caption.at >= latest.at)) latest = caption;
  }
  return latest === null ? [] : captions.filter((caption) => caption.event === latest.event);
}

/** The place in the story of each captioned event, from 1. */
export function numbersOf(captions: readonly Caption[]): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  for (const { event } of captions) if (!numbers.has(event)) numbers.set(event, numbers.size + 1);
  return numbers;
}

/** Builds the element of a caption; `speaker` is the name of its host. */
export function makeCaption(doc: Document, caption: Caption, number: number, speaker: string): HTMLElement {
  const bubble = caption.voice === "analogy";
  const title = bubble ? speaker : `${number} · ${caption.title}`;
  const element = makeElement(doc, "div", bubble ? "handshake-caption is-analogy" : "handshake-caption is-technical",
    makeElement(doc, "div", "handshake-caption-title", title),
    makeElement(doc, "div", "handshake-caption-text", caption.text));
  return element;
}
