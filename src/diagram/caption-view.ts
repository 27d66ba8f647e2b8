// Captions beside or below the picture: the technical sentence in a box, the analogy as a speech bubble.

import type { Caption } from "./diagram.ts";
import { makeElement } from "./playback/index.ts";

/** What is said of one event, in one voice or two, the analogy last. */
export interface CaptionGroup {
  readonly at: number;
  readonly event: number;
  /** Place in the story, from 1. */
  readonly number: number;
  readonly captions: readonly Caption[];
}

/** Captions by event, in order of time. */
export function captionGroups(captions: readonly Caption[]): CaptionGroup[] {
  const byEvent = new Map<number, Caption[]>();
  for (const caption of captions) {
    const group = byEvent.get(caption.event);
    if (group === undefined) byEvent.set(caption.event, [caption]);
    else group.push(caption);
  }
  return Array.from(byEvent, ([event, group]) => ({ event, at: group[0]?.at ?? 0, captions: [...group].sort(byVoice) }))
    .sort((a, b) => a.at - b.at)
    .map((group, index) => ({ ...group, number: index + 1 }));
}

function byVoice(a: Caption, b: Caption): number {
  return Number(a.voice === "analogy") - Number(b.voice === "analogy");
}

/** The group that holds at a moment: the latest one that has begun, or null before the first. */
export function groupAt(groups: readonly CaptionGroup[], at: number): CaptionGroup | null {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((groups[middle]?.at ?? Infinity) <= at + 1e-6) low = middle + 1;
    else high = middle;
  }
  return groups[low - 1] ?? null;
}

/** Builds the element of a caption; `speaker` is the name of its host. */
export function makeCaption(doc: Document, caption: Caption, number: number, speaker: string): HTMLElement {
  const bubble = caption.voice === "analogy";
  return makeElement(doc, "div", bubble ? "handshake-caption is-analogy" : "handshake-caption is-technical",
    makeElement(doc, "div", "handshake-caption-title", bubble ? speaker : `${number} · ${caption.title}`),
    makeElement(doc, "div", "handshake-caption-text", caption.text));
}
