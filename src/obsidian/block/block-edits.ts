// What a reader changes in a block: values by its controls, mistakes by their remedy, a preset by choosing it.

import type { Span } from "../../language/index.ts";
import type { ControlDesk } from "../controls/control.ts";
import type { Keeping } from "../controls/controls.ts";
import type { Studio } from "../studio.ts";
import type { BlockRecord } from "./view-store.ts";

/** What the edits of a block need from it. */
export interface EditsDesk {
  readonly studio: Studio;
  /** The block's record; null when another element shows the block by now, and this one must keep its hands off. */
  record(): BlockRecord | null;
  /** Whether changes can go into a note. */
  writable(): boolean;
  /** Shows the block's text with its unsaved values, at the next frame. */
  showSoon(): void;
}

/** The edits of one element. */
export class BlockEdits implements ControlDesk {
  readonly #desk: EditsDesk;

  constructor(desk: EditsDesk) {
    this.#desk = desk;
  }

  /** Whether a changed value goes into the note by itself. */
  get automatic(): boolean {
    return this.#desk.studio.settings.keep && this.#desk.writable();
  }

  /** What is to be said below the controls. */
  get keeping(): Keeping {
    const draft = this.#desk.record()?.draft;
    if (draft === undefined || draft.pending.size === 0 || this.automatic) return { kind: "automatic" };
    if (!this.#desk.writable()) return { kind: "impossible" };
    return { kind: "offer", keep: () => { void draft.commit(); }, discard: () => { draft.discard(); } };
  }

  preview(key: string, value: number | string): void {
    const draft = this.#desk.record()?.draft;
    if (draft === undefined) return;
    if (this.#desk.studio.run(draft.body).study.parameters.get(key)?.value === value) draft.drop(key);
    else draft.put(key, value);
    this.#desk.showSoon();
  }

  release(): void {
    if (this.automatic) void this.#desk.record()?.draft.commit();
  }

  settle(): void {
    if (this.automatic) this.#desk.record()?.draft.settle();
  }

  leave(): void {
    this.#desk.record()?.draft.flush();
  }

  /** Sets a value back to what the preset says. */
  reset(key: string): void {
    const { studio } = this.#desk;
    const record = this.#desk.record();
    const base = record === null ? null : studio.base(studio.run(record.draft.text), key);
    if (base === null) return;
    this.preview(key, base);
    this.release();
  }

  /** Puts `replacement` in the place of `span` in the block's text. */
  fix(span: Span, replacement: string): void {
    this.#rewrite((body) => body.slice(0, span.start) + replacement + body.slice(span.end));
  }

  /** Chooses a preset for an empty block; comments in it stay. */
  pick(preset: string): void {
    this.#rewrite((body) => (body.trim() === "" ? `scenario: ${preset}` : `${body.trimEnd()}\nscenario: ${preset}`));
  }

  #rewrite(change: (body: string) => string): void {
    const record = this.#desk.record();
    if (record !== null) void this.#desk.studio.rewrite(record, change(record.draft.body));
  }
}
