// Adding and removing scripted faults in a block's text, as a click on a segment asks for: one splice of the `faults` list.

import type { FaultSpec } from "../../simulation/index.ts";
import { formatFault, parseFault } from "../grammar/fault.ts";
import { KEYS } from "../parameters/parameters.ts";
import { parseBlock, presetOf } from "../study/compile.ts";
import type { Edit, EditRefusal, PresetTexts } from "../text/block.ts";
import { contentEnd } from "../text/extent.ts";
import { Findings } from "../text/findings.ts";
import { afterLineBreak, lineBreakOf, lineEndOf, lineStartOf } from "../text/place.ts";
import type { BlockNode, Entry, ListNode, MapNode } from "../text/tree.ts";
import { placeOfNode } from "../text/tree.ts";
import type { Change } from "./change.ts";
import { applyChange, insertAt } from "./change.ts";
import { edited, refused } from "./edit.ts";
import { fillGap, indentOf, insertEntry } from "./insertion.ts";

/** A block's own list, the preset's faults that hold where it has none, and the map to put a list into. */
interface Place {
  readonly text: string;
  readonly root: MapNode;
  readonly own: Entry | undefined;
  readonly ownFaults: readonly FaultSpec[];
  readonly presetFaults: readonly FaultSpec[];
}

/** Adds a line such as `drop client SYN 1` behind the faults that hold; those of the preset are written out, since lists replace. */
export function addFault(text: string, line: string, presets: PresetTexts): Edit {
  const fault = readLine(line);
  if (fault === null) return refused("bad-value");
  const place = placeOfFaults(text, presets);
  if (typeof place === "string") return refused(place);
  const { own, ownFaults, presetFaults } = place;
  if (own === undefined || own.value === null) return finish(place, writeList(place, [...presetFaults, fault]), [...presetFaults, fault]);
  return finish(place, appended(place, own.value, line.trim(), fault), [...ownFaults, fault]);
}

/** Removes the fault at an index of `scenario.faults`. When a preset's faults would come back, an empty list keeps them away. */
export function removeFault(text: string, index: number, presets: PresetTexts): Edit {
  const place = placeOfFaults(text, presets);
  if (typeof place === "string") return refused(place);
  const { own, ownFaults, presetFaults } = place;
  const list = own?.value ?? null;
  const faults = list === null ? presetFaults : ownFaults;
  const left = faults.filter((_, i) => i !== index);
  if (left.length === faults.length) return refused("unknown-key");
  const inPlace = left.length > 0 && list?.kind === "list" && list.alias === null;
  return finish(place, inPlace ? removed(text, list, index) : writeList(place, left), left);
}

function placeOfFaults(text: string, presets: PresetTexts): Place | EditRefusal {
  const { root, settings } = parseBlock(text);
  if (root === null) return "unparsable";
  if (root.kind !== "map") return "not-a-mapping";
  const own = root.written.find(({ key }) => key === "faults");
  const ownFaults = settings.faults ?? [];
  const { value = null } = own ?? {};
  // A line that is no fault has no index: the list must be whole before it is changed.
  const written = value === null ? 0 : value.kind === "list" ? value.items.length : 1;
  if (written !== ownFaults.length) return "unparsable";
  return { text, root, own, ownFaults, presetFaults: presetOf(settings, presets, new Findings(text))?.settings.faults ?? [] };
}

function finish({ text, presetFaults }: Place, change: Change, wanted: readonly FaultSpec[]): Edit {
  const changed = applyChange(text, change);
  const before = parseBlock(text).settings;
  const { root, settings } = parseBlock(changed);
  const sameFaults = JSON.stringify(settings.faults ?? presetFaults) === JSON.stringify(wanted);
  const sameRest = JSON.stringify([...settings.parameters].map(([key, { value }]) => [key, value])) === JSON.stringify([...before.parameters].map(([key, { value }]) => [key, value]));
  return root !== null && sameFaults && sameRest ? edited(changed, change) : refused("unparsable");
}

/** The whole list anew, where there is none, or none that can be changed in place. */
function writeList({ text, root, own, presetFaults }: Place, faults: readonly FaultSpec[]): Change {
  const lines = faults.map(formatFault);
  const flowList = `[${lines.join(", ")}]`;
  const write = (flow: boolean, indent: string): string => flow || lines.length === 0 ? flowList : lines.map((line) => `${lineBreakOf(text)}${indent}  - ${line}`).join("");
  if (own === undefined) return insertEntry(text, root, KEYS, { key: "faults", value: write });
  if (own.value === null) {
    const list = write(root.flow, root.flow ? "" : indentOf(text, own));
    return /^\r?\n/.test(list) ? insertAt(own.gap.at, own.gap.colon ? list : `:${list}`) : fillGap(text, own, list);
  }
  if (lines.length === 0 && presetFaults.length === 0 && !root.flow && root.written.length > 1) return withoutEntry(text, own, own.value);
  const { start } = placeOfNode(own.value);
  const end = contentEnd(own.value);
  const gap = text.slice(own.keySpan.end, start);
  // A block list stands on lines of its own; one in brackets goes behind the colon.
  const from = /^[ \t]*:[ \t]*\r?\n[ \t]*$/.test(gap) ? own.keySpan.end : start;
  return { start: from, end, insert: from === start ? flowList : `: ${flowList}` };
}

/** The list with one line more, in its own style. */
function appended({ text }: Place, list: BlockNode, line: string, fault: FaultSpec): Change {
  const { start } = placeOfNode(list);
  const end = contentEnd(list);
  const source = text.slice(start, end);
  if (list.kind !== "list" || list.alias !== null) {
    const held = list.kind === "list" ? list.items.map((item) => text.slice(item.span.start, item.span.end)) : [source];
    return { start, end, insert: `[${[...held, formatFault(fault)].join(", ")}]` };
  }
  const last = list.items.at(-1);
  if (list.flow) return last === undefined ? insertAt(start + 1, line) : insertAt(contentEnd(last), `, ${line}`);
  const indent = text.slice(lineStartOf(text, start), start).replace(/[^ \t]/g, " ");
  const dash = /^-[ \t]+(?=\S)/.exec(source)?.[0] ?? "- ";
  return insertAt(lineEndOf(text, end), `${lineBreakOf(text)}${indent}${dash}${line}`);
}

/** The list without one of several lines. */
function removed(text: string, list: ListNode, index: number): Change {
  const item = list.items[index];
  const next = list.items[index + 1];
  const previous = list.items[index - 1];
  if (item === undefined) return insertAt(0, "");
  if (list.flow) {
    const [start, end] = previous === undefined ? [placeOfNode(item).start, next === undefined ? contentEnd(item) : placeOfNode(next).start] : [contentEnd(previous), contentEnd(item)];
    return { start, end, insert: "" };
  }
  return withoutLines(text, index === 0 ? list.span.start : lineStartOf(text, placeOfNode(item).start), contentEnd(item));
}

function withoutEntry(text: string, entry: Entry, value: BlockNode): Change {
  return withoutLines(text, entry.keySpan.start, contentEnd(value));
}

/** The text without the lines that a stretch lies on; the last line of a text takes the break before it along. */
function withoutLines(text: string, from: number, to: number): Change {
  const start = lineStartOf(text, from);
  const lineEnd = lineEndOf(text, to);
  const end = afterLineBreak(text, lineEnd);
  if (end !== null) return { start, end, insert: "" };
  const before = text.slice(0, start).replace(/\r?\n$/, "").length;
  return { start: before, end: lineEnd, insert: "" };
}

function readLine(line: string): FaultSpec | null {
  const findings = new Findings(line);
  const fault = parseFault({ text: line, place: (start, end) => ({ span: { start, end }, exact: true }) }, findings);
  return findings.hasErrors() || /[\r\n]/.test(line) ? null : fault;
}
