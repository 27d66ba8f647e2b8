// The values that the reader has changed and that are not in the note yet, and their way into it: once, and none is lost.

import type { Edit } from "../../language/index.ts";

/** Why a body was not written. `reason`: what the vault said, where it said anything. */
export interface Refusal {
  readonly why: "not-found" | "ambiguous" | "no-file" | "unreadable" | "failed";
  readonly reason: string;
}

/** How writing a body into the note ended. */
export type WriteOutcome = "written" | Refusal;

/** What a draft needs from outside. */
export interface DraftDesk {
  edit(text: string, key: string, value: number | string): Edit;
  /**
   * Puts `body` in the place of `rendered` in the note. `decided` must be called when it is certain that it will be
   * written, before anyone can see the note's new text. Never rejects.
   */
  write(rendered: string, body: string, decided: () => void): Promise<WriteOutcome>;
  /** Values were not written and are put back: the reader must be told. */
  refused(refusal: Refusal): void;
  /** `pending`, `body` or both have changed other than by `put` and `drop`. */
  changed(): void;
  setTimer(run: () => void, time: number): number;
  clearTimer(timer: number): void;
}

/** How long the keyboard must rest before a value is written, in milliseconds. */
export const PAUSE = 700;

/** How many of the block's earlier texts are remembered. */
const MEMORY = 12;

/** The text of one block as the note has it, and the reader's unsaved values over it. */
export class Draft {
  #body: string;
  #past: string[] = [];
  readonly #pending = new Map<string, number | string>();
  readonly #desk: DraftDesk;
  #timer: number | null = null;
  #writing = false;
  #again = false;

  constructor(body: string, desk: DraftDesk) {
    this.#body = body;
    this.#desk = desk;
  }

  /** The block's text in the note, as far as is known. */
  get body(): string {
    return this.#body;
  }

  /** Texts that the block had before, oldest first. */
  get past(): readonly string[] {
    return this.#past;
  }

  /** The unsaved values by key. */
  get pending(): ReadonlyMap<string, number | string> {
    return this.#pending;
  }

  /** True from the start of a write until it has ended. */
  get writing(): boolean {
    return this.#writing;
  }

  /** The block's text with the unsaved values in it. */
  get text(): string {
    return this.#edited(this.#pending)?.text ?? this.#body;
  }

  /** The note's text of this block is now `body`, by whatever hand. */
  adopt(body: string): void {
    if (body === this.#body) return;
    this.#past = [...this.#past.filter((each) => each !== body), this.#body].slice(-MEMORY);
    this.#body = body;
  }

  put(key: string, value: number | string): void {
    this.#pending.set(key, value);
  }

  drop(key: string): void {
    this.#pending.delete(key);
  }

  /** Forgets all unsaved values. */
  discard(): void {
    this.#stopTimer();
    this.#pending.clear();
    this.#desk.changed();
  }

  /** Writes when nothing more has come for a while. */
  settle(): void {
    this.#stopTimer();
    this.#timer = this.#desk.setTimer(() => {
      this.#timer = null;
      void this.commit();
    }, PAUSE);
  }

  /** Writes now what waits for its pause to end. */
  flush(): void {
    if (this.#timer === null) return;
    this.#stopTimer();
    void this.commit();
  }

  /** Writes all unsaved values now; during a write, right after it. */
  async commit(): Promise<void> {
    this.#stopTimer();
    if (this.#writing) {
      this.#again = true;
      return;
    }
    this.#writing = true;
    try {
      do await this.#writeOnce();
      while (this.#askedAgain());
    } finally {
      this.#writing = false;
    }
  }

  /** Whether another write was asked for meanwhile; asking takes it down. */
  #askedAgain(): boolean {
    const again = this.#again;
    this.#again = false;
    return again;
  }

  async #writeOnce(): Promise<void> {
    const sent = new Map(this.#pending);
    if (sent.size === 0) return;
    const outcome = await this.#write(sent);
    if (outcome === "later") {
      this.#again = true;
      return;
    }
    this.#forget(sent);
    if (outcome !== "written") this.#desk.refused(outcome);
    this.#desk.changed();
  }

  /** `later`: the note's text of this block has changed and is known by now, so that it can be tried again. */
  async #write(sent: ReadonlyMap<string, number | string>): Promise<WriteOutcome | "later"> {
    const edited = this.#edited(sent);
    if (edited === null) return { why: "unreadable", reason: "" };
    if (edited.text === this.#body) return "written";
    const before = this.#body;
    const outcome = await this.#desk.write(before, edited.text, () => { this.adopt(edited.text); });
    if (outcome === "written") return outcome;
    if (this.#body === edited.text) this.adopt(before);
    if (outcome.why !== "not-found") return outcome;
    // Another hand has changed the block; the app is about to show its new text, and with that the value may be written.
    if (this.#body === before) await new Promise<void>((resolve) => { this.#desk.setTimer(resolve, PAUSE); });
    return this.#body === before ? outcome : "later";
  }

  /** What was written or refused is no longer pending, unless the reader has changed it again meanwhile. */
  #forget(sent: ReadonlyMap<string, number | string>): void {
    for (const [key, value] of sent) if (this.#pending.get(key) === value) this.#pending.delete(key);
  }

  #edited(values: ReadonlyMap<string, number | string>): { readonly text: string } | null {
    let text = this.#body;
    for (const [key, value] of values) {
      const edit = this.#desk.edit(text, key, value);
      if (edit.kind === "refused") return null;
      text = edit.text;
    }
    return { text };
  }

  #stopTimer(): void {
    if (this.#timer === null) return;
    this.#desk.clearTimer(this.#timer);
    this.#timer = null;
  }
}
