// Starting and stopping the walkthrough: which block it means, and the side view that shows it.

import { MarkdownView, Notice, type App } from "obsidian";
import { findFences } from "../../language/index.ts";
import type { BlockRun } from "../block/block-run.ts";
import type { BlockRecord } from "../block/view-store.ts";
import type { Studio } from "../studio.ts";
import { WALKTHROUGH_VIEW } from "./walkthrough-view.ts";

/** Starts the walkthrough of the note that the reader is in. What stands in the way is told. */
export async function startWalkthrough(studio: Studio): Promise<void> {
  const { app, words } = studio;
  const file = app.workspace.getActiveFile();
  if (file === null) {
    new Notice(words.notices.noNote);
    return;
  }
  const view = app.workspace.getActiveViewOfType(MarkdownView);
  const live = studio.blocks.pick(file.path, view?.file === file ? view.containerEl : null);
  const found = live === null ? firstInText(await app.vault.cachedRead(file), studio) : { record: live.record, run: live.run ?? studio.run(live.source), line: null };
  if (found === null) {
    new Notice(words.notices.noDiagram);
    return;
  }
  const record = "body" in found ? studio.views.claim({ path: file.path, body: found.body, docId: "", line: found.line }, null) : found.record;
  if (found.run.picture === null) {
    new Notice(words.notices.brokenDiagram);
    return;
  }
  if ("body" in found) view?.setEphemeralState({ line: found.line });
  await begin(studio, record, found.run);
}

/** Ends the walkthrough and closes its view. */
export function stopWalkthrough(app: App, studio: Studio): void {
  studio.walkthrough.stop();
  for (const leaf of app.workspace.getLeavesOfType(WALKTHROUGH_VIEW)) leaf.detach();
}

async function begin(studio: Studio, record: BlockRecord, run: BlockRun): Promise<void> {
  const leaf = await studio.app.workspace.ensureSideLeaf(WALKTHROUGH_VIEW, "right", { active: true, reveal: true });
  studio.walkthrough.start(record, run);
  studio.blocks.holding(record)?.containerEl.scrollIntoView({ block: "nearest" });
  leaf.view.containerEl.querySelector<HTMLElement>("[data-focus='next']")?.focus();
}

/** A note's first block that says something, when none of them is in the page: editors draw only what is near the view. */
function firstInText(note: string, studio: Studio): { readonly body: string; readonly run: BlockRun; readonly line: number } | null {
  for (const { body, lineStart } of findFences(note)) {
    const run = studio.run(body);
    if (!run.study.empty) return { body, run, line: lineStart };
  }
  return null;
}
