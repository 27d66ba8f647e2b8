// Writing a text as a YAML scalar on one line, in the quotes that it had if they can hold it (YAML 1.2.2 §7.3).

import type { TextNode } from "./tree.ts";

/** The scalar for a text. Inside braces or brackets (`flow`) a plain one may hold less. */
export function writeScalar(text: string, style: TextNode["style"], flow: boolean): string {
  const oneLine = !/[\p{Cc}\u2028\u2029\uFEFF]/u.test(text);
  if (style === "single" && oneLine) return `'${text.replaceAll("'", "''")}'`;
  if (style !== "double" && oneLine && isPlain(text, flow)) return text;
  return `"${Array.from(text, escaped).join("")}"`;
}

/** Plain enough that no reader of YAML takes it for anything else; cautious rather than complete. */
function isPlain(text: string, flow: boolean): boolean {
  if (!/^[\p{L}\p{N}(./_]/u.test(text) || /[\s:]$/u.test(text)) return false;
  if (/: | #|^\.\.\.|[\t]/.test(text)) return false;
  return !flow || !/[,[\]{}:]/.test(text);
}

function escaped(character: string): string {
  switch (character) {
    case '"':
      return '\\"';
    case "\\":
      return "\\\\";
    case "\n":
      return "\\n";
    case "\t":
      return "\\t";
    default: {
      if (!/[\p{Cc}\u2028\u2029\uFEFF]/u.test(character)) return character;
      return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
    }
  }
}
