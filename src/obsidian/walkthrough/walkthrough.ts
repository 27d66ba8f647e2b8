// The walkthrough: which block is walked through, and at which of its stops the reader is.

import type { ViewState } from "../../diagram/index.ts";
import type { Step } from "../../narration/index.ts";
import type { BlockRun } from "../block/block-run.ts";
import type { BlockRecord } from "../block/view-store.ts";

/** A walkthrough under way. */
export interface Walk {
  readonly record: BlockRecord;
  /** The last run of the block that could be told. */
  readonly run: BlockRun;
  readonly stops: readonly Step[];
  /** The place in `stops`, from 0. */
  readonly index: number;
  /** True while the block's text cannot be run; `run` is an older one then. */
  readonly broken: boolean;
}

/** At most one walkthrough is under way. Whoever shows it listens to its changes. */
export class Walkthrough {
  readonly #show: (record: BlockRecord, step: Step) => void;
  readonly #listeners = new Set<() => void>();
  #walk: Walk | null = null;

  /** `show` brings the block's picture to a step. */
  constructor(show: (record: BlockRecord, step: Step) => void) {
    this.#show = show;
  }

  get walk(): Walk | null {
    return this.#walk;
  }

  /** Calls `listener` after each change. Gives the function that ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => { this.#listeners.delete(listener); };
  }

  /** Starts at the first stop of `run`; false when there is nothing to tell. */
  start(record: BlockRecord, run: BlockRun): boolean {
    const stops = run.picture?.stops ?? [];
    if (stops.length === 0) return false;
    this.#set({ record, run, stops, index: 0, broken: false });
    this.showStep();
    return true;
  }

  stop(): void {
    this.#set(null);
  }

  /** One stop on or back; at the ends nothing happens. */
  move(by: 1 | -1): void {
    const walk = this.#walk;
    if (walk === null || walk.stops[walk.index + by] === undefined) return;
    this.#set({ ...walk, index: walk.index + by });
    this.showStep();
  }

  /** Brings the picture to the present stop (again). */
  showStep(): void {
    const walk = this.#walk;
    const step = walk?.stops[walk.index];
    if (walk !== null && step !== undefined) this.#show(walk.record, step);
  }

  /** The reader has moved the picture of `record`: the walkthrough goes along. */
  viewed(record: BlockRecord, view: ViewState): void {
    const walk = this.#walk;
    if (walk === null || walk.record !== record) return;
    const index = stopFor(walk.stops, view, walk.index);
    if (index !== walk.index) this.#set({ ...walk, index });
  }

  /** The block of `record` is shown anew from another text. */
  changed(record: BlockRecord, run: BlockRun): void {
    const walk = this.#walk;
    if (walk === null || walk.record !== record || walk.run === run) return;
    const stops = run.picture?.stops ?? [];
    if (stops.length === 0) {
      if (!walk.broken) this.#set({ ...walk, broken: true });
      return;
    }
    this.#set({ record, run, stops, index: sameStop(walk.stops[walk.index], stops, walk.index), broken: false });
  }

  #set(walk: Walk | null): void {
    this.#walk = walk;
    for (const listener of [...this.#listeners]) listener();
  }
}

/**
 * The stop that fits what the picture shows: the present one as long as it does; else one that speaks of the selected
 * packet; else the last one that has come about by then, and of several at the same moment the first.
 */
export function stopFor(stops: readonly Step[], view: Pick<ViewState, "at" | "selected">, present: number): number {
  const here = stops[present];
  if (here !== undefined && here.at === view.at && (view.selected === null || view.selected === here.packet)) return present;
  if (view.selected !== null) {
    const about = stops.flatMap((stop, index) => (stop.packet === view.selected ? [index] : []));
    const nearest = about.filter((index) => (stops[index]?.at ?? Infinity) <= view.at).at(-1) ?? about[0];
    if (nearest !== undefined) return nearest;
  }
  const past = stops.filter((stop) => stop.at <= view.at).at(-1);
  return past === undefined ? 0 : stops.findIndex((stop) => stop.at === past.at);
}

/** Where a stop of one run is found in another: the same sentence, the nearest to the same place. */
function sameStop(stop: Step | undefined, stops: readonly Step[], index: number): number {
  const alike = stops.flatMap((each, place) => (stop !== undefined && each.key === stop.key && each.host === stop.host ? [place] : []));
  const fallback = Math.min(index, stops.length - 1);
  return alike.reduce((best, place) => (Math.abs(place - index) < Math.abs(best - index) ? place : best), alike[0] ?? fallback);
}
