// The app's editor interface on top of CodeMirror.

import { history, redo, undo, defaultKeymap, historyKeymap, indentMore, indentLess, cursorCharLeft, cursorCharRight, cursorLineUp, cursorLineDown, cursorLineStart, cursorLineEnd, cursorDocStart, cursorDocEnd } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { Compartment, EditorState, EditorSelection, type Extension } from "@codemirror/state";
import { EditorView, drawSelection, keymap } from "@codemirror/view";

export interface EditorPosition { line: number; ch: number }
interface EditorChange { text: string; from: EditorPosition; to?: EditorPosition }
interface EditorRange { from: EditorPosition; to?: EditorPosition }

/** Told which transactions came from the reader or a plugin, not from the disk. */
export const FROM_DISK = "from-disk";

const COMMANDS: Readonly<Record<string, (view: EditorView) => boolean>> = {
  goLeft: cursorCharLeft, goRight: cursorCharRight, goUp: cursorLineUp, goDown: cursorLineDown, goLineStart: cursorLineStart, goLineEnd: cursorLineEnd,
  goStart: cursorDocStart, goEnd: cursorDocEnd, indentMore, indentLess,
};

export class Editor {
  readonly cm: EditorView;
  readonly #plugins = new Compartment();

  constructor(parent: HTMLElement, extensions: Extension, onChange: (fromDisk: boolean) => void) {
    this.cm = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          history(), drawSelection(), EditorView.lineWrapping, markdown({ base: markdownLanguage, addKeymap: false }), extensions,
          keymap.of([...defaultKeymap, ...historyKeymap]),
          this.#plugins.of([]),
          EditorView.contentAttributes.of({ "aria-label": "Note", spellcheck: "false" }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) onChange(update.transactions.every((one) => one.isUserEvent(FROM_DISK)));
          }),
        ],
      }),
    });
  }

  /** Puts in what plugins have registered. */
  setPluginExtensions(extensions: Extension): void { this.cm.dispatch({ effects: this.#plugins.reconfigure(extensions) }); }

  /** Takes over a text from the disk with the smallest single change, so that the rest of the view stays. */
  setFromDisk(text: string): void {
    const old = this.getValue();
    const next = text.replaceAll("\r\n", "\n");
    if (old === next) return;
    let front = 0;
    while (front < old.length && front < next.length && old[front] === next[front]) front += 1;
    let back = 0;
    while (back < old.length - front && back < next.length - front && old.at(-1 - back) === next.at(-1 - back)) back += 1;
    this.cm.dispatch({ changes: { from: front, to: old.length - back, insert: next.slice(front, next.length - back) }, userEvent: FROM_DISK });
  }

  getDoc(): this { return this; }
  refresh(): void { this.cm.requestMeasure(); }
  getValue(): string { return this.cm.state.doc.toString(); }
  setValue(text: string): void { this.cm.dispatch({ changes: { from: 0, to: this.cm.state.doc.length, insert: text } }); }
  getLine(line: number): string { return this.cm.state.doc.line(line + 1).text; }
  setLine(line: number, text: string): void { this.replaceRange(text, { line, ch: 0 }, { line, ch: this.getLine(line).length }); }
  lineCount(): number { return this.cm.state.doc.lines; }
  lastLine(): number { return this.lineCount() - 1; }
  getSelection(): string { const { from, to } = this.cm.state.selection.main; return this.cm.state.sliceDoc(from, to); }
  somethingSelected(): boolean { return !this.cm.state.selection.main.empty; }
  getRange(from: EditorPosition, to: EditorPosition): string { return this.cm.state.sliceDoc(this.posToOffset(from), this.posToOffset(to)); }
  replaceSelection(text: string): void { this.cm.dispatch(this.cm.state.replaceSelection(text)); }

  replaceRange(text: string, from: EditorPosition, to: EditorPosition = from): void {
    this.cm.dispatch({ changes: { from: this.posToOffset(from), to: this.posToOffset(to), insert: text } });
  }

  getCursor(side: "from" | "to" | "head" | "anchor" = "head"): EditorPosition { return this.offsetToPos(this.cm.state.selection.main[side]); }

  listSelections(): { anchor: EditorPosition; head: EditorPosition }[] {
    return this.cm.state.selection.ranges.map(({ anchor, head }) => ({ anchor: this.offsetToPos(anchor), head: this.offsetToPos(head) }));
  }

  setCursor(position: EditorPosition | number, ch = 0): void { this.setSelection(typeof position === "number" ? { line: position, ch } : position); }

  setSelection(anchor: EditorPosition, head: EditorPosition = anchor): void {
    this.cm.dispatch({ selection: { anchor: this.posToOffset(anchor), head: this.posToOffset(head) } });
  }

  setSelections(ranges: { anchor: EditorPosition; head?: EditorPosition }[], main = 0): void {
    const selection = ranges.map(({ anchor, head }) => EditorSelection.range(this.posToOffset(anchor), this.posToOffset(head ?? anchor)));
    this.cm.dispatch({ selection: EditorSelection.create(selection, main) });
  }

  focus(): void { this.cm.focus(); }
  blur(): void { this.cm.contentDOM.blur(); }
  hasFocus(): boolean { return this.cm.hasFocus; }
  getScrollInfo(): { top: number; left: number } { return { top: this.cm.scrollDOM.scrollTop, left: this.cm.scrollDOM.scrollLeft }; }
  scrollTo(x?: number | null, y?: number | null): void { this.cm.scrollDOM.scrollTo({ left: x ?? undefined, top: y ?? undefined } as ScrollToOptions); }

  scrollIntoView(range: EditorRange, center = false): void {
    this.cm.dispatch({ effects: EditorView.scrollIntoView(this.posToOffset(range.from), { y: center ? "center" : "nearest" }) });
  }

  undo(): void { undo(this.cm); }
  redo(): void { redo(this.cm); }
  exec(command: string): void { COMMANDS[command]?.(this.cm); }

  /** Several changes and a selection as one step of undo. */
  transaction(change: { replaceSelection?: string; changes?: EditorChange[]; selection?: EditorRange; selections?: EditorRange[] }): void {
    const edits = (change.changes ?? []).map(({ text, from, to }) => ({ from: this.posToOffset(from), to: this.posToOffset(to ?? from), insert: text }));
    const changes = this.cm.state.changes(edits);
    const after = changes.apply(this.cm.state.doc);
    const at = ({ line, ch }: EditorPosition): number => { const found = after.line(Math.min(line + 1, after.lines)); return Math.min(found.from + ch, found.to); };
    const wanted = change.selections ?? (change.selection === undefined ? [] : [change.selection]);
    const ranges = wanted.map(({ from, to }) => EditorSelection.range(at(from), at(to ?? from)));
    this.cm.dispatch({ changes, ...(ranges.length === 0 ? {} : { selection: EditorSelection.create(ranges) }) });
    if (change.replaceSelection !== undefined) this.replaceSelection(change.replaceSelection);
  }

  processLines<T>(read: (line: number, text: string) => T | null, write: (line: number, text: string, value: T | null) => EditorChange | undefined): void {
    const changes: EditorChange[] = [];
    for (let line = 0; line < this.lineCount(); line += 1) {
      const change = write(line, this.getLine(line), read(line, this.getLine(line)));
      if (change !== undefined) changes.push(change);
    }
    this.transaction({ changes });
  }

  wordAt(position: EditorPosition): EditorRange | null {
    const word = this.cm.state.wordAt(this.posToOffset(position));
    return word === null ? null : { from: this.offsetToPos(word.from), to: this.offsetToPos(word.to) };
  }

  posToOffset({ line, ch }: EditorPosition): number {
    const { doc } = this.cm.state;
    const found = doc.line(Math.max(1, Math.min(line + 1, doc.lines)));
    return Math.max(found.from, Math.min(found.from + ch, found.to));
  }

  offsetToPos(offset: number): EditorPosition {
    const line = this.cm.state.doc.lineAt(Math.max(0, Math.min(offset, this.cm.state.doc.length)));
    return { line: line.number - 1, ch: offset - line.from };
  }
}
