// What a reader has done to each block, kept while the app destroys and makes the block's element anew.

import type { ViewState } from "../../diagram/index.ts";
import type { Draft } from "../note/draft.ts";

/** The element that shows a block at the moment. */
export interface Holder {
  /** The text that it was made from. */
  readonly source: string;
  /** False once the element has been in the page and is no longer. */
  readonly alive: boolean;
}

/** One block of one note, from its first element to its last. */
export interface BlockRecord {
  path: string;
  readonly draft: Draft;
  /** The document that it was last shown in. */
  docId: string;
  /** Where its fence began when it was last shown, or null when the app could not say. */
  line: number | null;
  view: ViewState | null;
  /** Name of the part that has the focus, or null. */
  focus: string | null;
  /** The text of the last run that worked. */
  lastGood: string | null;
  /** Width that the picture was last laid out for, in pixels. */
  width: number | null;
  /** Rises with each use, over all blocks: the highest was used last. */
  used: number;
  holder: Holder | null;
}

/** What is known of an element that asks for its block. */
export interface Claim {
  readonly path: string;
  readonly body: string;
  readonly docId: string;
  readonly line: number | null;
}

/** How many blocks without an element are remembered. */
const MEMORY = 200;

/** The blocks of all notes that have been shown since the app started. */
export class ViewStore {
  readonly #records = new Set<BlockRecord>();
  /** Those that were made because no earlier one was found, until one is found or the reader begins to use them. */
  readonly #fresh = new WeakSet<BlockRecord>();
  readonly #makeDraft: (body: string, record: () => BlockRecord) => Draft;
  #uses = 0;

  constructor(makeDraft: (body: string, record: () => BlockRecord) => Draft) {
    this.#makeDraft = makeDraft;
  }

  /** The record of the block that `holder` is about to show; a new one when it has not been seen before. */
  claim(claim: Claim, holder: Holder | null): BlockRecord {
    return this.#give(this.#best(claim, null) ?? this.#create(claim), claim, holder);
  }

  /**
   * Asks again when more is known than at first: the record that `record` turns out to be, if it was new and an earlier
   * element has gone since; else `record` itself. A `standing` element gets only the record of one at its own line, for
   * a neighbour may be about to be made anew; so does a new one that has several equals to choose from.
   */
  reclaim(record: BlockRecord, claim: Claim, holder: Holder, standing: boolean): BlockRecord {
    if (!this.#fresh.has(record) || record.holder !== holder) return record;
    const earlier = this.#best(claim, record);
    if (earlier === null || (earlier.holder?.alive ?? false)) return record;
    const sameLine = claim.line !== null && earlier.line === claim.line;
    if (!sameLine && (standing || this.#gone(claim) !== 1)) return record;
    this.#fresh.delete(record);
    this.#records.delete(record);
    return this.#give(earlier, claim, holder);
  }

  /** The element is gone. The record stays, unless another element has taken it over already. */
  release(record: BlockRecord, holder: Holder): void {
    if (record.holder !== holder) return;
    record.holder = null;
    const idle = [...this.#records].filter((each) => each.holder === null);
    for (const each of idle.slice(0, Math.max(0, idle.length - MEMORY))) this.#records.delete(each);
  }

  /** The block was touched by the reader. */
  use(record: BlockRecord): void {
    this.#uses += 1;
    record.used = this.#uses;
    this.#fresh.delete(record);
    this.#records.delete(record);
    this.#records.add(record);
  }

  /** The text of `record`'s block is about to become `after`: what shows the same block in other panes is told. */
  wrote(record: BlockRecord, after: string): void {
    const before = record.draft.body;
    for (const other of this.#records) {
      const same = other !== record && other.path === record.path && other.draft.body === before && other.docId !== record.docId;
      if (same && other.line !== null && other.line === record.line) other.draft.adopt(after);
    }
  }

  /** Follows a note to its new path. */
  rename(from: string, to: string): void {
    for (const record of this.#records) if (record.path === from) record.path = to;
  }

  #give(record: BlockRecord, claim: Claim, holder: Holder | null): BlockRecord {
    record.docId = claim.docId;
    record.line = claim.line ?? record.line;
    record.draft.adopt(claim.body);
    record.holder = holder;
    return record;
  }

  /** How many blocks of this text and document have no element in the page. */
  #gone(claim: Claim): number {
    const equals = [...this.#records].filter(({ path, docId, draft }) => path === claim.path && docId === claim.docId && draft.body === claim.body);
    return equals.filter(({ holder }) => holder === null || !holder.alive).length;
  }

  #best(claim: Claim, except: BlockRecord | null): BlockRecord | null {
    let best: BlockRecord | null = null;
    let most = 0;
    for (const record of this.#records) {
      const score = record === except ? 0 : fit(record, claim);
      if (score === 0 || score < most) continue;
      if (best !== null && score === most && distance(record, claim) >= distance(best, claim)) continue;
      best = record;
      most = score;
    }
    return best;
  }

  #create(claim: Claim): BlockRecord {
    const made: { record?: BlockRecord } = {};
    const draft = this.#makeDraft(claim.body, () => {
      if (made.record === undefined) throw new Error("the draft asked for its block before there was one");
      return made.record;
    });
    const record: BlockRecord = {
      path: claim.path, draft, docId: claim.docId, line: claim.line,
      view: null, focus: null, lastGood: null, width: null, used: 0, holder: null,
    };
    made.record = record;
    this.#records.add(record);
    this.#fresh.add(record);
    return record;
  }
}

/**
 * How sure it is that `record` is the block that `claim` asks for; 0: it is not. An element in the page keeps its block,
 * unless our own write has changed the block's text: then the element shows an old text and is about to go.
 */
function fit(record: BlockRecord, claim: Claim): number {
  if (record.path !== claim.path) return 0;
  const { draft, holder } = record;
  const sameDocument = record.docId === claim.docId;
  const sameLine = claim.line !== null && record.line === claim.line;
  const near = (sameDocument ? 4 : 0) + (sameLine ? 2 : 0);
  const sameBody = draft.body === claim.body;
  if (holder !== null && holder.alive) {
    return sameBody && holder.source !== claim.body ? (sameDocument ? 30 : 12) + near : 0;
  }
  // Out of the page, but not ended: perhaps only on its way to another place in it.
  if (holder !== null && !sameDocument) return 0;
  if (sameBody) return 20 + near;
  if (draft.past.includes(claim.body)) return 10 + near;
  return sameLine ? 1 + near : 0;
}

/** Between blocks that fit equally well, the nearest decides; when the claim's line is not known, the uppermost. */
function distance(record: BlockRecord, claim: Claim): number {
  return record.line === null ? Infinity : Math.abs(record.line - (claim.line ?? 0));
}
