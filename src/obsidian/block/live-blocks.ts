// The blocks that stand in the page right now, and which of them a command means.

import type { Section } from "../note/section-check.ts";
import type { BlockRun } from "./block-run.ts";
import type { BlockRecord, Holder } from "./view-store.ts";

/** A block in the page, and what others may ask of it. */
export interface LiveBlock extends Holder {
  readonly record: BlockRecord;
  readonly containerEl: HTMLElement;
  /** What is shown at the moment. */
  readonly run: BlockRun | null;
  /** Shows the block's text with the reader's unsaved values in it. */
  show(): void;
  /** Shows the block by new elements. */
  redraw(): void;
  /** Looks again for the record of the element that this one stands in place of. */
  reclaim(): void;
  /** Brings the picture to a moment and a packet. */
  goTo(at: number, packet: number | null): void;
  /** Puts what the picture shows into the record. */
  rememberView(): void;
  /** Ends the block, though its element may stand: the plugin goes. */
  unload(): void;
  /** Where the block's fence stands in the note right now, as far as that is known. */
  section(): Section | null;
}

/** All blocks in the page. */
export class LiveBlocks {
  readonly #blocks = new Set<LiveBlock>();

  add(block: LiveBlock): void {
    this.#blocks.add(block);
  }

  delete(block: LiveBlock): void {
    this.#blocks.delete(block);
  }

  /** The one that shows `record`, or null. */
  holding(record: BlockRecord): LiveBlock | null {
    return [...this.#blocks].find((block) => block.record === record && record.holder === block) ?? null;
  }

  [Symbol.iterator](): Iterator<LiveBlock> {
    return [...this.#blocks][Symbol.iterator]();
  }

  /**
   * The block of the note at `path` that the reader most likely means: the one last used, else the first that is in
   * view, else the first. Where `within` is given and holds any, only those count.
   */
  pick(path: string, within: HTMLElement | null): LiveBlock | null {
    const all = [...this.#blocks].filter((block) => block.record.path === path && block.containerEl.isConnected);
    const inside = within === null ? [] : all.filter((block) => within.contains(block.containerEl));
    const candidates = (inside.length > 0 ? inside : all).sort(byPlace);
    const used = candidates.reduce<LiveBlock | null>((best, block) => (block.record.used > (best?.record.used ?? 0) ? block : best), null);
    return used ?? candidates.find(inView) ?? candidates[0] ?? null;
  }
}

function byPlace(a: LiveBlock, b: LiveBlock): number {
  const order = a.containerEl.compareDocumentPosition(b.containerEl);
  return (order & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1;
}

function inView({ containerEl }: LiveBlock): boolean {
  const { top, bottom, height } = containerEl.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < containerEl.win.innerHeight;
}
