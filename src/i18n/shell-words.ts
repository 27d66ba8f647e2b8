// The words of the shell: what stands around the picture in a note, in the side view, in notices and in the settings.

import type { Subject } from "../language/index.ts";

/** Every text of the shell. One table per language implements it. */
export interface ShellWords {
  readonly commands: {
    readonly insert: string;
    readonly start: string;
    readonly next: string;
    readonly previous: string;
    readonly stop: string;
  };
  readonly chooser: {
    /** Above the cards of an empty block. */
    readonly title: string;
    readonly hint: string;
    /** Instead of the hint where the block cannot be written to. */
    readonly readOnly: string;
    /** In the search field of the dialogue that inserts a diagram. */
    readonly placeholder: string;
    readonly nothingFound: string;
    /** The headings over the cards. */
    readonly chapters: Readonly<Record<"opening" | "transfer" | "closing" | "trouble" | "udp" | "flood" | "tls" | "ssh", string>>;
  };
  readonly controls: {
    readonly group: string;
    /** Sets a value back: the button's name for `RTT`, and the value that it will have. */
    reset(label: string, value: string): string;
    readonly keep: string;
    readonly keepHint: string;
    readonly discard: string;
    decrease(label: string): string;
    increase(label: string): string;
    /** Spoken after a changed value: `changed`. */
    readonly changed: string;
    readonly readOnly: string;
  };
  readonly diagnostics: {
    /** Title of the card: how many errors the block has. */
    errors(count: number): string;
    warnings(count: number): string;
    /** `Line 3` */
    line(line: number): string;
    /** The button that puts `rtt` in the place of the offending text. */
    use(suggestion: string): string;
    /** Below the list, when not all are shown. */
    more(count: number): string;
    /** Above the picture of the last text that worked. */
    readonly lastGood: string;
  };
  readonly notes: {
    readonly label: string;
    /** Name of a chip that leads to a note. */
    open(name: string): string;
    /** Name of a chip whose note does not exist yet. */
    create(name: string): string;
    /** In the card of the selected segment. */
    openFromCard(name: string): string;
    createFromCard(name: string): string;
    /** The name that a new note on the subject gets. */
    noteName(subject: Subject): string;
  };
  readonly notices: {
    readonly noDiagram: string;
    readonly noNote: string;
    readonly brokenDiagram: string;
    /** The block could not be found again, or not for sure. */
    readonly notFound: string;
    readonly ambiguous: string;
    /** The text of the block is too broken to change a value in it. */
    readonly unreadable: string;
    readonly noFile: string;
    readonly copied: string;
    readonly notCopied: string;
    failed(reason: string): string;
  };
  readonly walkthrough: {
    readonly title: string;
    readonly empty: string;
    readonly start: string;
    readonly next: string;
    readonly previous: string;
    readonly stop: string;
    /** `Step 3 of 9` */
    place(index: number, count: number): string;
    readonly analogy: string;
    readonly technical: string;
    readonly rule: string;
    readonly time: string;
    /** While the diagram's text cannot be run. */
    readonly broken: string;
    readonly keys: string;
  };
  readonly settings: {
    readonly voice: string;
    readonly voiceDescription: string;
    readonly voices: { readonly analogy: string; readonly technical: string; readonly both: string };
    readonly speed: string;
    readonly speedDescription: string;
    /** `1/10 of real time` for 0.1. */
    speedName(factor: number): string;
    readonly keep: string;
    readonly keepDescription: string;
  };
}
