// The page that stands in for the app: it does what it claims, and is as harsh as the app.

import { describe, expect, it } from "vitest";
import { openHost } from "../support/browser.ts";

const NOTE = `---
aliases: [Handshake]
tags: network
---
# One

Some **bold** words, a [[Other|link]] and a [[Nowhere]].

\`\`\`probe
first
\`\`\`

Between.

\`\`\`probe
second
\`\`\`

> [!tip] In a callout
> \`\`\`probe
> inside
> \`\`\`
`;
const notes = { "Note.md": NOTE, "Other.md": "# Other\n\nWords of the other note." };

describe("reading view", () => {
  it("runs the processor once for each block and tells the truth about their places", async () => {
    const host = await openHost({ notes, note: "Note.md", plugin: "probe" });
    expect(await host.page.locator(".block-language-probe button").allTextContents()).toEqual(["first", "second", "inside"]);
    expect(await host.runs("probe")).toBe(3);
    await host.page.getByRole("button", { name: "second" }).click();
    const told: unknown = JSON.parse(await host.page.locator(".block-language-probe output").nth(1).innerText());
    expect(told).toMatchObject({ text: NOTE, lineStart: 14, lineEnd: 16, path: "Note.md" });
  });
});
