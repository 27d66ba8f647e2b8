// What an editor extension can learn of the view that it runs in.

import { StateField, type Extension } from "@codemirror/state";
import type { MarkdownView } from "./markdown-view.ts";

/** The view that the editor belongs to. */
export const editorInfoField = StateField.define<MarkdownView | null>({ create: () => null, update: (value) => value });

/** Whether the editor shows Live Preview; here it always does. */
export const editorLivePreviewField = StateField.define<boolean>({ create: () => true, update: (value) => value });

export function editorFields(view: MarkdownView): Extension {
  return [editorInfoField.init(() => view), editorLivePreviewField];
}
