// Changing one value of a block's text: one splice, and every other byte stays as it was.

import { KEYS, formatValue, keysOfSection, parameter } from "../parameters/parameters.ts";
import { formatQuantityLike, snap } from "../parameters/quantity.ts";
import type { Block } from "../study/compile.ts";
import { parseBlock } from "../study/compile.ts";
import type { Settings } from "../study/settings.ts";
import type { Edit, EditRefusal, Parameter, Span } from "../text/block.ts";
import { contentEnd } from "../text/extent.ts";
import { writeScalar } from "../text/scalar.ts";
import type { BlockNode, MapNode } from "../text/tree.ts";
import { placeOfNode } from "../text/tree.ts";
import type { Change } from "./change.ts";
import { applyChange } from "./change.ts";
import { fillGap, insertEntry } from "./insertion.ts";

/** Keys that hold a text of the block itself rather than a parameter of the run. */
const TEXT_KEYS = ["scenario", "title", "lang"] as const;

/** Writes a value: `old` is the text in whose place it comes, or null; `flow` is true between braces. */
type Writer = (old: BlockNode | null, flow: boolean) => string;

/**
 * Sets a key of the parameter table (or `scenario`, `title`, `lang`) to a value in the parameter's own unit. The old value's
 * unit, spacing and quotes stay where they can; a missing key gets one line, or one entry between braces. What is given by
 * an alias is replaced where the alias stands. Refuses rather than change anything else.
 */
export function edit(text: string, key: string, value: number | string): Edit {
  const row = parameter(key);
  const isText = TEXT_KEYS.some((each) => each === key);
  if (row === undefined && !isText) return refused("unknown-key");
  const block = parseBlock(text);
  if (block.root === null) return refused("unparsable");
  if (block.root.kind !== "map") return refused("not-a-mapping");

  const wanted = wantedValue(row, value);
  const current = valueOf(block, key);
  if (current?.value === wanted) return { kind: "edited", text, span: current.span };
  const write = row === undefined ? textWriter(String(wanted)) : writerOf(row, wanted);
  if (!isReadBack(key, write, wanted)) return refused("bad-value");
  const change = setKey(text, block.root, key.split("."), write);
  if (typeof change === "string") return refused(change);
  const changed = applyChange(text, change);
  const after = parseBlock(changed);
  if (after.root === null || valueOf(after, key)?.value !== wanted) return refused("unparsable");
  return sameBesides(block.settings, after.settings, key) ? edited(changed, change) : refused("unparsable");
}

/** The result of a splice that has been found good. */
export function edited(text: string, { start, insert }: Change): Edit {
  return { kind: "edited", text, span: { start, end: start + insert.length } };
}

export function refused(why: EditRefusal): Edit {
  return { kind: "refused", why };
}

/** True when the value is one that the key may have: alone in a block, it is read as itself. */
function isReadBack(key: string, write: Writer, wanted: number | string): boolean {
  const [name = "", inner] = key.split(".");
  const text = inner === undefined ? `${name}: ${write(null, false)}` : `${name}: { ${inner}: ${write(null, true)} }`;
  return valueOf(parseBlock(text), key)?.value === wanted;
}

function setKey(text: string, root: MapNode, path: readonly string[], write: Writer): Change | EditRefusal {
  const [name = "", inner] = path;
  if (inner === undefined) return setEntry(text, root, KEYS, name, write);
  const entry = root.written.find(({ key }) => key === name);
  const alone = (): string => `{ ${inner}: ${write(null, true)} }`;
  if (entry === undefined) return insertEntry(text, root, KEYS, { key: name, value: alone });
  if (entry.value === null) return fillGap(text, entry, alone());
  const section = entry.value;
  if (section.kind !== "map") return "not-a-mapping";
  if (section.alias === null) return setEntry(text, section, keysOfSection(name), inner, write);
  const alias = text.slice(section.alias.start, section.alias.end);
  return { ...section.alias, insert: `{ <<: ${alias}, ${inner}: ${write(null, true)} }` };
}

function setEntry(text: string, map: MapNode, order: readonly string[], key: string, write: Writer): Change | EditRefusal {
  const entry = map.written.find((each) => each.key === key);
  if (entry === undefined) return insertEntry(text, map, order, { key, value: (flow) => write(null, flow) });
  const { value } = entry;
  if (value === null) return fillGap(text, entry, write(null, map.flow));
  if (value.kind !== "text") return "unparsable";
  const { start } = placeOfNode(value);
  const end = contentEnd(value);
  // A block scalar ends with the line break that the next line needs.
  const kept = text.slice(start, end).replace(/[\r\n]+$/, "").length;
  return { start, end: start + kept, insert: write(value, map.flow) };
}

function writerOf(row: Parameter, value: number | string): Writer {
  const { kind } = row;
  if (kind === "text" || kind === "address" || kind === "names") return textWriter(String(value));
  const fresh = formatValue(row, value);
  return (old, flow) => {
    if (old?.kind !== "text" || old.alias !== null || old.style === "block") return fresh;
    const like = kind === "choice" || typeof value === "string" ? fresh : formatQuantityLike(old.text.trim(), kind, value);
    return writeScalar(like, old.style, flow);
  };
}

function textWriter(value: string): Writer {
  return (old, flow) => writeScalar(value, old?.kind === "text" && old.alias === null ? old.style : "plain", flow);
}

function wantedValue(row: Parameter | undefined, value: number | string): number | string {
  if (typeof value === "string") return value.trim();
  if (row === undefined || row.kind === "text" || row.kind === "address" || row.kind === "names" || row.kind === "choice") return String(value);
  return snap(row.kind, value);
}

/** What the text itself says for a key, and where; of a text alone, the beginning stands for the place. */
function valueOf({ settings }: Block, key: string): { readonly value: number | string; readonly span: Span } | null {
  const row = settings.parameters.get(key);
  if (row !== undefined) return row;
  const value = key === "scenario" ? settings.scenario?.text.trim() : key === "title" ? settings.title : key === "lang" ? settings.language : null;
  return value === null || value === undefined ? null : { value, span: { start: 0, end: 0 } };
}

/** True when nothing but one key says something else; those that take the same anchored value along may follow it. */
function sameBesides(before: Settings, after: Settings, key: string): boolean {
  const source = before.parameters.get(key)?.source;
  for (const each of new Set([...before.parameters.keys(), ...after.parameters.keys()])) {
    const was = before.parameters.get(each);
    const follows = was !== undefined && source !== undefined && was.source.start === source.start;
    if (each !== key && !follows && was?.value !== after.parameters.get(each)?.value) return false;
  }
  const rest = ({ title, language, scenario, ...others }: Settings): string =>
    JSON.stringify([key === "title" || title, key === "lang" || language, key === "scenario" || scenario?.text, others.script, others.faults, others.controls, others.links]);
  return rest(before) === rest(after);
}
