// A block's text made into everything that is shown of it: the study, the run, its steps and the picture's words.

import type { Caption } from "../../diagram/index.ts";
import { messages, type Messages } from "../../i18n/index.ts";
import { LANGUAGES, compile, type Diagnostic, type Language, type Study } from "../../language/index.ts";
import { facts, narrate, walkthrough, type Step } from "../../narration/index.ts";
import { PRESETS } from "../../presets/index.ts";
import { simulate, type Trace } from "../../simulation/index.ts";
import type { Voice } from "../settings.ts";

/** What a text comes to. */
export interface BlockRun {
  readonly text: string;
  readonly language: Language;
  readonly words: Messages;
  readonly study: Study;
  readonly errors: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
  /** Null when there is nothing to run, or an error forbids it. */
  readonly picture: Picture | null;
}

/** A run and what is said about it. */
export interface Picture {
  readonly trace: Trace;
  readonly title: string;
  readonly subtitle: string;
  /** The stops of the walkthrough. */
  readonly stops: readonly Step[];
  /** Every step that a caption can speak of. */
  readonly steps: readonly Step[];
}

/** The app's language as one that the plugin speaks. */
export function languageOf(app: string): Language {
  const code = app.toLowerCase().split(/[-_]/u)[0];
  return LANGUAGES.find((language) => language === code) ?? "en";
}

/** Runs a block's text, in `language` unless the block asks for another. */
export function runBlock(text: string, language: Language): BlockRun {
  const first = compile(text, PRESETS, messages(language).hostNames);
  const own = first.language ?? language;
  const words = messages(own);
  const study = own === language ? first : compile(text, PRESETS, words.hostNames);
  const errors = study.diagnostics.filter((each) => each.severity === "error");
  return {
    text, language: own, words, study, errors,
    warnings: study.diagnostics.filter((each) => each.severity === "warning"),
    picture: study.scenario === null || errors.length > 0 ? null : picture(study, words),
  };
}

/** The sentences beside the picture, in the voice that the reader has chosen. */
export function captionsOf({ steps }: Picture, words: Messages, voice: Voice): readonly Caption[] {
  const voices = voice === "both" ? ["analogy", "technical"] as const : [voice];
  return steps.flatMap((step) => {
    const caption = words.caption(step);
    return voices.map((each): Caption => ({
      event: step.event, at: step.at, packet: step.packet, host: step.host, title: caption.title, text: caption[each], voice: each,
    }));
  });
}

function picture(study: Study, words: Messages): Picture | null {
  if (study.scenario === null) return null;
  const trace = simulate(study.scenario);
  const title = study.title ?? (study.preset === null ? words.untitled : words.preset(study.preset).title);
  const steps = narrate(trace);
  return { trace, title, subtitle: words.subtitle(facts(trace, study.scenario)), stops: walkthrough(trace, steps), steps };
}
