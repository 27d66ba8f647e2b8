// The blocks that stand in the page right now, and which of them a command means.

import type { BlockRecord } from "./view-store.ts";

/** A block in the page. */
export interface LiveBlock {
  readonly record: BlockRecord;
  readonly containerEl: HTMLElement;
}

/** All blocks in the page. */
export class LiveBlocks<Block extends LiveBlock> {
  readonly #blocks = new Set<Block>();

  add(block: Block): void {
    this.#blocks.add(block);
  }

  delete(block: Block): void {
    this.#blocks.delete(block);
  }

  [Symbol.iterator](): Iterator<Block> {
    return [...this.#blocks][Symbol.iterator]();
  }

  /**
   * The block of the note at `path` that the reader most likely means: the one last used, else the first that is in
   * view, else the first. Where `within` is given and holds any, only those count.
   */
  pick(path: string, within: HTMLElement | null): Block | null {
    const all = [...this.#blocks].filter((block) => block.record.path === path && block.containerEl.isConnected);
    const inside = within === null ? [] : all.filter((block) => within.contains(block.containerEl));
    const candidates = (inside.length > 0 ? inside : all).sort(byPlace);
    const used = candidates.reduce<Block | null>((best, block) => (block.record.used > (best?.record.used ?? 0) ? block : best), null);
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
