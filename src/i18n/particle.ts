// Korean particles chosen by the sound before them, so that one sentence serves every name and number.

import { endingOf, type Ending } from "./reading.ts";

/** Each pair as it is written in sentences: first the form after a final consonant, then the one after a vowel. */
export const PARTICLES = [
  "은/는", "이/가", "을/를", "과/와", "으로/로", "이라는/라는", "이라고/라고", "이에요/예요", "이었/였", "이어야/여야", "이나/나", "이며/며", "아/야",
] as const;
export type Particle = (typeof PARTICLES)[number];

/** The form of `particle` that follows `text`; where the reading is unknown, both: `은(는)`, `(으)로`. */
export function particleAfter(text: string, particle: Particle): string {
  return form(endingOf(text), particle);
}

/** `text` with the right form of `particle` behind it. */
export function withParticle(text: string, particle: Particle): string {
  return text + particleAfter(text, particle);
}

/**
 * Template tag for Korean sentences. A pair that stands right behind an inserted value, or behind the quote or bracket that
 * closes it, becomes the form that fits: josa`${"서버"}은/는` is `서버는`. Elsewhere the text is left as it is written.
 */
export function josa(strings: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  let sentence = strings[0] ?? "";
  values.forEach((value, index) => {
    const literal = strings[index + 1] ?? "";
    const closing = /^[”’"')\]」』》〉]*/u.exec(literal)?.[0] ?? "";
    const rest = literal.slice(closing.length);
    const particle = PARTICLES.find((pair) => rest.startsWith(pair));
    sentence += String(value) + closing;
    sentence += particle === undefined ? rest : particleAfter(sentence, particle) + rest.slice(particle.length);
  });
  return sentence;
}

function form(ending: Ending, particle: Particle): string {
  const cut = particle.indexOf("/");
  const closed = particle.slice(0, cut);
  const open = particle.slice(cut + 1);
  switch (ending) {
    case "vowel":
      return open;
    case "consonant":
      return closed;
    case "rieul":
      return particle === "으로/로" ? open : closed;
    case "unknown":
      return closed.endsWith(open) ? `(${closed.slice(0, closed.length - open.length)})${open}` : `${closed}(${open})`;
  }
}
