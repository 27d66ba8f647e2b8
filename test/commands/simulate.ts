// The command that runs a block from a file: a block's body, or a note whose first handshake block is meant.

import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";

import { messages } from "../../src/i18n/index.ts";
import { compile, findFences, offsetInNote, placeOf } from "../../src/language/index.ts";
import type { Diagnostic, Fence, Language } from "../../src/language/index.ts";
import { PRESETS } from "../../src/presets/index.ts";
import { formatSegments, formatText, pcapng, simulate } from "../../src/simulation/index.ts";
import type { HostId, Trace } from "../../src/simulation/index.ts";

/** Where the command writes. */
export interface Streams {
  readonly out: (output: string | Uint8Array) => void;
  readonly err: (text: string) => void;
}

const FORMATS = {
  text: formatText,
  json: (trace: Trace) => `${JSON.stringify(trace)}\n`,
  segments: (trace: Trace) => `[\n${formatSegments(trace).map((row) => `  ${JSON.stringify(row)}`).join(",\n")}\n]\n`,
  pcapng,
} as const satisfies Record<string, (trace: Trace, at: HostId) => string | Uint8Array>;

type Format = keyof typeof FORMATS;

const USAGE = `Usage: npm run --silent simulate -- FILE|- [--format ${Object.keys(FORMATS).join("|")}] [--at HOST]

FILE holds a block's body, or is a Markdown note whose first handshake block is meant; - reads standard input.

  text      one event a line (the default)
  json      the whole trace
  segments  every packet, as an array of rows
  pcapng    a capture file for packet analysers, as taken on HOST (client unless --at names another)

Exit status: 0 when it ran, 2 when the block has errors, 1 when the file cannot be read or the command is misused.
`;

/** Runs the command and returns its exit status. */
export async function simulateCommand(words: readonly string[], streams: Streams): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    streams.out(USAGE);
    return 0;
  }
  const request = readWords(words);
  if (typeof request === "string") {
    streams.err(`${request}\n\n${USAGE}`);
    return 1;
  }
  const { file, format, at } = request;
  const name = file === "-" ? "<stdin>" : file;
  const text = await readText(file);
  if (text instanceof Error) {
    streams.err(`${name}: ${text.message}\n`);
    return 1;
  }
  const [fence] = findFences(text);
  if (fence === undefined && /\.(?:md|markdown)$/i.test(file)) {
    streams.err(`${name}: there is no handshake block in this note\n`);
    return 1;
  }
  const study = compile(fence === undefined ? text : fence.body, PRESETS);
  for (const diagnostic of study.diagnostics) streams.err(report(name, text, fence, diagnostic, study.language ?? "en"));
  if (study.scenario === null) return 2;
  if (!study.scenario.hosts.some(({ id }) => id === at)) {
    streams.err(`There is no host ${at}.\n\n${USAGE}`);
    return 1;
  }
  streams.out(FORMATS[format](simulate(study.scenario), at));
  return 0;
}

interface Request {
  readonly file: string;
  readonly format: Format;
  /** The host whose view a capture shows. */
  readonly at: HostId;
}

function readWords(words: readonly string[]): Request | string {
  const files: string[] = [];
  let format: Format = "text";
  let at: HostId = "client";
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? "";
    const [option, given] = /^(--[a-z]+)(?:=(.*))?$/s.exec(word)?.slice(1) ?? [];
    if (option === undefined && (word === "-" || !word.startsWith("-"))) {
      files.push(word);
      continue;
    }
    if (option !== "--format" && option !== "--at") return `There is no option ${word}.`;
    const value = given ?? words[(i += 1)];
    if (value === undefined) return `${option} needs a value.`;
    if (option === "--at") {
      at = value;
    } else if (isFormat(value)) {
      format = value;
    } else {
      return `There is no format ${value}.`;
    }
  }
  const [file] = files;
  if (file === undefined || files.length > 1) return file === undefined ? "No file is given." : "More than one file is given.";
  return { file, format, at };
}

function isFormat(word: string): word is Format {
  return Object.hasOwn(FORMATS, word);
}

/** The file's text, its byte order mark kept, so that columns are those of the file; an error says why there is none. */
async function readText(file: string): Promise<string | Error> {
  try {
    const bytes = file === "-" ? await buffer(process.stdin) : await readFile(file);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A diagnostic as compilers write it, with the line as it stands in the file, a caret below the place, and the remedy. */
function report(name: string, text: string, fence: Fence | undefined, diagnostic: Diagnostic, language: Language): string {
  const { span, severity } = diagnostic;
  const start = fence === undefined ? span.start : offsetInNote(fence, span.start);
  const end = fence === undefined ? span.end : offsetInNote(fence, span.end);
  const { line, column } = placeOf(text, start);
  const { message, remedy } = messages(language).diagnostic(diagnostic);
  const lineStart = start - (column - 1);
  const source = /^[^\r\n]*/.exec(text.slice(lineStart))?.[0] ?? "";
  const before = source.slice(0, column - 1);
  const marked = text.slice(start, Math.min(end, lineStart + source.length));
  return [
    `${name}:${String(line)}:${String(column)}: ${severity === "warning" ? "warning: " : ""}${message}`,
    `  ${source.replace(/^\uFEFF/, "")}`,
    `  ${blank(before.replace(/^\uFEFF/, ""))}${"^".repeat(Math.max(1, blank(marked).length))}`,
    ...(remedy === "" ? [] : [`  ${remedy}`]),
    "",
  ].join("\n");
}

/** White space as wide as a text is in a terminal: tabs stay, letters of East Asia and pictures take two columns. */
function blank(text: string): string {
  const wide = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFF60\p{Emoji_Presentation}]/u;
  return Array.from(text, (character) => (character === "\t" ? "\t" : wide.test(character) ? "  " : " ")).join("");
}
