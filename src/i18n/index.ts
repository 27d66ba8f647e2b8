// The i18n room: every word that a reader sees, in English and Korean.

export type { CaptionText } from "./caption-words.ts";
export type { DiagnosticText } from "./diagnostic-words.ts";
export type { Messages } from "./language-words.ts";
export { messages } from "./messages.ts";
export { josa, particleAfter, withParticle, type Particle } from "./particle.ts";
export type { PresetName, PresetText } from "./preset-words.ts";
export type { ShellWords } from "./shell-words.ts";
