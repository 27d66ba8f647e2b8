// What can be typed next: keys, values and the words of script and faults, told from the lines so far, since a text being typed
// is seldom whole.

import { parseFault } from "./grammar/fault.ts";
import type { Line } from "./grammar/phrase.ts";
import { parseStatement } from "./grammar/statement.ts";
import { HOSTS, KEYS, PARAMETERS, formatValue, isControllable, keysOfSection, parameter } from "./parameters/parameters.ts";
import type { Parameter } from "./text/block.ts";
import { LANGUAGES, SUBJECTS } from "./text/block.ts";
import { Findings } from "./text/findings.ts";
import { lineStartOf } from "./text/place.ts";

/** Words that may stand in place of the text from `from` to the cursor. */
export interface Completion {
  readonly from: number;
  readonly options: readonly string[];
}

/** What may be typed at an offset; null where nothing is known to fit. `scenarios` are the presets' names. */
export function complete(text: string, offset: number, scenarios: Iterable<string>): Completion | null {
  const lineStart = lineStartOf(text, offset);
  const before = text.slice(lineStart, offset);
  if (/(?:^|\s)#/.test(before)) return null;
  const { key, rest, top } = topKey(text, lineStart, before);
  if (key === null) return offer(offset, before.trimStart(), KEYS.filter((each) => !hasKey(text, each)).map((each) => `${each}: `));
  switch (key) {
    case "scenario":
      return top ? offer(offset, rest, Array.from(scenarios)) : null;
    case "lang":
      return top ? offer(offset, rest, LANGUAGES) : null;
    case "script":
    case "faults":
      return completeLine(offset, listItem(rest), key);
    case "controls":
      return offer(offset, listItem(rest), PARAMETERS.filter(isControllable).map((row) => row.key));
    case "links":
      return completeEntry(offset, rest, SUBJECTS, () => []);
    case "stack":
    case "beside":
      return top ? offer(offset, rest, valuesOf(parameter(key))) : null;
    default:
      return completeEntry(offset, rest, keysOfSection(key), (name) => valuesOf(parameter(`${key}.${name}`)));
  }
}

/** The top-level key that the line belongs to, and what of the line stands behind it. */
function topKey(text: string, lineStart: number, before: string): { readonly key: string | null; readonly rest: string; readonly top: boolean } {
  const own = /^([\w-]+):(?:[ \t]+|$)/.exec(before);
  if (own !== null) return { key: own[1] ?? null, rest: before.slice(own[0].length), top: true };
  if (!/^(?:[ \t]|- )/.test(before)) return { key: null, rest: before, top: true };
  const above = text.slice(0, lineStart).split(/\r?\n/).findLast((line) => /^[\w-]+:/.test(line));
  return { key: /^[\w-]+/.exec(above ?? "")?.[0] ?? null, rest: before, top: false };
}

/** A key of a section, or the value of one, in a line of its own or between braces. */
function completeEntry(offset: number, rest: string, keys: readonly string[], values: (key: string) => readonly string[]): Completion | null {
  const entry = rest.slice(Math.max(rest.lastIndexOf("{"), rest.lastIndexOf(",")) + 1).trimStart();
  const [whole, name] = /^([\w-]+):[ \t]+/.exec(entry) ?? [];
  if (whole !== undefined && name !== undefined) return offer(offset, entry.slice(whole.length), values(name));
  return offer(offset, entry, keys.map((key) => `${key}: `));
}

/** The next word of a statement or fault: what the grammar would have allowed where the line ends too early, or may follow where it is whole. */
function completeLine(offset: number, line: string, key: "script" | "faults"): Completion | null {
  const typed = /\S*$/.exec(line)?.[0] ?? "";
  const findings = new Findings("");
  const sofar: Line = { text: line.slice(0, line.length - typed.length), place: () => ({ span: { start: 0, end: 0 }, exact: false }) };
  (key === "script" ? parseStatement : parseFault)(sofar, findings);
  const [finding] = findings.list();
  if (finding === undefined) return offer(offset, typed, findings.mayFollow);
  if (finding.values["found"] !== "") return null;
  const allowed = finding.code === "unknown-host" ? HOSTS : String(finding.values["allowed"]).split(", ");
  return offer(offset, typed, allowed.filter((word) => word !== ""));
}

/** What stands behind the dash, bracket or comma of a list's item. */
function listItem(rest: string): string {
  return rest.slice(Math.max(rest.lastIndexOf("["), rest.lastIndexOf(",")) + 1).replace(/^\s*(?:-\s+)?/, "");
}

function valuesOf(row: Parameter | undefined): readonly string[] {
  if (row === undefined || row.default === "") return [];
  return Array.from(new Set([...(row.choices ?? []), formatValue(row, row.default), ...(row.words ?? [])]));
}

function hasKey(text: string, key: string): boolean {
  return new RegExp(`^${key}:`, "m").test(text);
}

/** The options that begin with what is typed; null when none is left, or the only one stands there already. */
function offer(offset: number, typed: string, options: readonly string[]): Completion | null {
  const fitting = options.filter((option) => option.toLowerCase().startsWith(typed.toLowerCase()));
  if (fitting.length === 0 || (fitting.length === 1 && fitting[0] === typed)) return null;
  return { from: offset - typed.length, options: fitting };
}
