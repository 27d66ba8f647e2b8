// Where a new block goes when it is inserted at the cursor: on lines of its own, inside the list or callout it stands in.

import { fenceBlock, findFences } from "../../language/index.ts";

/** Line and column from 0, as the editor counts. */
export interface Place {
  readonly line: number;
  readonly ch: number;
}

/** One replacement in the editor, and where the cursor belongs afterwards. */
export interface Insertion {
  readonly from: Place;
  readonly to: Place;
  readonly text: string;
  readonly cursor: Place;
}

/**
 * The edit that puts a `handshake` block with `body` at `cursor` into the note made of `lines`. Text before and after the
 * cursor stays, each on lines of its own; a cursor in another block, a table or the properties puts the new one below.
 */
export function insertionAt(lines: readonly string[], cursor: Place, body: string): Insertion {
  const below = endOfEnclosing(lines, cursor.line);
  const line = below ?? cursor.line;
  const text = lines[line] ?? "";
  const { head, rest } = container(text);
  const at = below === null ? Math.max(Math.min(cursor.ch, text.length), head.length) : text.length;
  const before = text.slice(head.length, at).trimEnd();
  const after = text.slice(at).trimStart();

  const insertions = prefixes(rest).map((prefix): Insertion => {
    const block = fenceBlock(body, prefix).split("\n");
    const first = before !== "" || head !== rest ? [below === null ? head + before : text] : [];
    const needsLine = after !== "" || line === lines.length - 1;
    const last = needsLine ? [after === "" && rest.trim() === "" ? "" : rest + after] : [];
    const column = needsLine ? (last[0] ?? "").length - after.length : container(lines[line + 1] ?? "").head.length;
    return {
      from: { line, ch: 0 },
      to: { line, ch: text.length },
      text: [...first, ...block, ...last].join("\n"),
      cursor: { line: line + first.length + block.length, ch: column },
    };
  });
  const [fallback] = insertions.slice(-1);
  const good = insertions.find((insertion) => isBlock(lines, insertion, body)) ?? fallback;
  if (good === undefined) throw new Error("there is no way to insert a block");
  return good;
}

/** What the block's lines may begin with: as the line before, or less, where that much would make it indented code. */
function prefixes(rest: string): readonly string[] {
  const shallow = rest.replace(/[ \t]+$/u, "");
  return [rest, shallow.endsWith(">") ? `${shallow} ` : shallow, ""];
}

/** Whether the note would have the block just before the cursor. */
function isBlock(lines: readonly string[], { from, text, cursor }: Insertion, body: string): boolean {
  const note = [...lines.slice(0, from.line), text, ...lines.slice(from.line + 1)].join("\n");
  return findFences(note).some((fence) => fence.lineEnd === cursor.line - 1 && fence.body === body.replace(/\r?\n$/u, ""));
}

/**
 * What stands before the content of a line (`> - `): `head` as it is, `rest` as the following lines of the same list
 * item or quote need it (`>   `).
 */
export function container(line: string): { readonly head: string; readonly rest: string } {
  let head = "";
  let rest = "";
  for (;;) {
    const tail = line.slice(head.length);
    const quote = /^[ \t]*>[ \t]?/u.exec(tail);
    if (quote !== null) {
      head += quote[0];
      rest += quote[0].endsWith(">") ? `${quote[0]} ` : quote[0];
      continue;
    }
    const item = /^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)/u.exec(tail);
    if (item !== null && !isRule(tail)) {
      const [all, indent = "", marker = "", gap = ""] = item;
      head += all;
      rest += indent + " ".repeat(marker.length + (gap === "" || gap.length > 4 ? 1 : gap.replaceAll("\t", "    ").length));
      const task = /^\[.\][ \t]+/u.exec(line.slice(head.length));
      if (task !== null) head += task[0];
      continue;
    }
    const indent = /^[ \t]*/u.exec(tail)?.[0] ?? "";
    return { head: head + indent, rest: rest + indent };
  }
}

/** The last line of the code block, table or properties that line `line` is in; null in plain text. */
function endOfEnclosing(lines: readonly string[], line: number): number | null {
  if (lines[0]?.trimEnd() === "---") {
    const end = lines.findIndex((each, index) => index > 0 && each.trimEnd() === "---");
    if (end > 0 && line <= end) return end;
  }
  const fenced = endOfFence(lines, line);
  if (fenced !== null) return fenced;
  if (!isTableRow(lines[line] ?? "")) return null;
  let end = line;
  while (isTableRow(lines[end + 1] ?? "")) end += 1;
  return end;
}

function endOfFence(lines: readonly string[], line: number): number | null {
  let open: { readonly mark: string; readonly length: number } | null = null;
  for (const [index, each] of lines.entries()) {
    if (open === null && index > line) return null;
    const found = /^(`{3,}|~{3,})(.*)$/u.exec(each.slice(container(each).head.length));
    const run = found?.[1] ?? "";
    const info = found?.[2] ?? "";
    if (run === "") continue;
    if (open === null) {
      if (!(run.startsWith("`") && info.includes("`"))) open = { mark: run.charAt(0), length: run.length };
    } else if (run.startsWith(open.mark) && run.length >= open.length && info.trim() === "") {
      open = null;
      if (index >= line) return index;
    }
  }
  return open === null ? null : lines.length - 1;
}

function isTableRow(line: string): boolean {
  return line.slice(container(line).head.length).startsWith("|");
}

/** `- - -` and `***` are rules, not list items. */
function isRule(line: string): boolean {
  return /^[ \t]*([-*_])[ \t]*(?:\1[ \t]*){2,}$/u.test(line);
}
