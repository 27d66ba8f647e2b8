// A note's properties as the app shows them above the text.

import { setIcon } from "./icons.ts";

/** Draws the table of properties; nothing when there are none. */
export function drawProperties(parent: HTMLElement, frontmatter: Readonly<Record<string, unknown>> | null): void {
  const entries = Object.entries(frontmatter ?? {});
  if (entries.length === 0) return;
  const container = parent.createDiv("metadata-container");
  for (const [key, value] of entries) {
    const row = container.createDiv({ cls: "metadata-property", attr: { "data-property-key": key } });
    const name = row.createDiv("metadata-property-key");
    setIcon(name.createSpan("metadata-property-icon"), key === "tags" ? "tags" : key === "aliases" ? "forward" : Array.isArray(value) ? "list" : "text");
    name.createSpan({ text: key });
    const shown = row.createDiv("metadata-property-value");
    for (const one of Array.isArray(value) ? value : [value]) shown.createSpan({ cls: Array.isArray(value) ? "multi-select-pill" : "metadata-text", text: String(one) });
  }
}
