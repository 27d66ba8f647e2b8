// The handler of `handshake` blocks, in reading view and in Live Preview alike.

import type { MarkdownPostProcessorContext } from "obsidian";
import { BlockChild } from "./block/block-child.ts";
import type { Studio } from "./studio.ts";

/** The language of the fence. */
export const FENCE = "handshake";

/** Fills `container` for the block with `source`. Everything is drawn when this returns, as exporting needs it. */
export function processBlock(source: string, container: HTMLElement, context: MarkdownPostProcessorContext, studio: Studio): void {
  const child = new BlockChild(container, source, context, studio);
  child.draw();
  context.addChild(child);
}
