// The sentences about a run, as each language must supply them: a key that is missing does not compile.

import type { CaptionKey, CaptionValues, Step } from "../narration/index.ts";

/** One step in words: a heading, the analogy of the telephone call and the couriers, and the technical sentence. */
export interface CaptionText {
  readonly title: string;
  readonly analogy: string;
  readonly technical: string;
}

/** How one key is put into words. */
export interface CaptionTemplate<Values> {
  title(values: Values): string;
  analogy(values: Values): string;
  technical(values: Values): string;
}

/** One template for every key of the narration. */
export type CaptionWords = { readonly [K in CaptionKey]: CaptionTemplate<CaptionValues[K]> };

/** Puts a step into words. */
export function captionOf<K extends CaptionKey>(words: CaptionWords, step: { readonly key: K; readonly values: CaptionValues[K] }): CaptionText {
  const template: CaptionTemplate<CaptionValues[K]> = words[step.key];
  return { title: template.title(step.values), analogy: template.analogy(step.values), technical: template.technical(step.values) };
}

/** As `captionOf`, for a step whose key is not known beforehand. */
export function captionOfStep(words: CaptionWords, step: Step): CaptionText {
  return captionOf(words, step);
}
