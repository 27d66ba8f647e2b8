// Every word that a reader sees, behind one function: the language in, its messages out.

import type { Language } from "../language/index.ts";
import { en } from "./en/index.ts";
import { ko } from "./ko/index.ts";
import type { Messages } from "./language-words.ts";

const MESSAGES: Readonly<Record<Language, Messages>> = { en, ko };

/** The messages in a language. */
export function messages(language: Language): Messages {
  return MESSAGES[language];
}
