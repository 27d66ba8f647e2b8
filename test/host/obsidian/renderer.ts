// Renders Markdown into an element: links marked as resolved or not, embeds filled in, processors run.

import type { App } from "./app.ts";
import type { Component } from "./component.ts";
import { setIcon } from "./icons.ts";
import { cutHeading, parseSections, toElements } from "./markdown.ts";
import { parseLinktext } from "./paths.ts";
import { MarkdownRenderChild, makeContext, postProcess, type PostProcessorContext } from "./processors.ts";

const DEEPEST_EMBED = 4;
const CALLOUT_ICONS: Readonly<Record<string, string>> = {
  note: "pencil", info: "info", tip: "flame", hint: "flame", warning: "triangle-alert", caution: "triangle-alert", danger: "zap",
  question: "circle-help", help: "circle-help", faq: "circle-help", success: "check", example: "list", quote: "quote", abstract: "clipboard-list",
  summary: "clipboard-list", todo: "circle-check-big", failure: "x", bug: "bug", important: "flame",
};

/** What is done to every rendered section, wherever it is shown; resolves when all processors' promises are done. */
export async function finishSection(app: App, el: HTMLElement, context: PostProcessorContext, owner: Component, depth = 0): Promise<void> {
  for (const icon of el.querySelectorAll<HTMLElement>(".callout-icon")) {
    const kind = icon.closest(".callout")?.getAttribute("data-callout") ?? "note";
    setIcon(icon, CALLOUT_ICONS[kind] ?? "pencil");
  }
  for (const link of el.querySelectorAll<HTMLElement>("a.internal-link")) {
    const { path } = parseLinktext(link.getAttribute("data-href") ?? "");
    link.toggleClass("is-unresolved", path !== "" && app.metadataCache.getFirstLinkpathDest(path, context.sourcePath) === null);
  }
  const processed = postProcess(el, context);
  const embeds = [...el.querySelectorAll<HTMLElement>(".internal-embed")].map((embed) => fillEmbed(app, embed, context.sourcePath, owner, depth));
  await Promise.all([processed, ...embeds]);
}

async function fillEmbed(app: App, embed: HTMLElement, sourcePath: string, owner: Component, depth: number): Promise<void> {
  const { path, subpath } = parseLinktext(embed.getAttribute("src") ?? "");
  const file = app.metadataCache.getFirstLinkpathDest(path, sourcePath);
  embed.addClass("markdown-embed", "is-loaded");
  if (file === null || depth >= DEEPEST_EMBED) {
    embed.addClass("mod-empty");
    embed.setText(file === null ? `“${path}” is not created yet.` : "…");
    return;
  }
  embed.createDiv({ cls: "markdown-embed-title", text: file.basename });
  const content = embed.createDiv("markdown-embed-content").createDiv("markdown-preview-view markdown-rendered");
  const text = app.vault.peek(file.path) ?? "";
  await renderInto(app, subpath === "" ? text : cutHeading(text, subpath), content, file.path, owner, depth + 1);
}

/** Renders a whole text. Nobody knows where its sections stand, so `getSectionInfo` answers null. */
export async function renderInto(app: App, text: string, el: HTMLElement, sourcePath: string, owner: Component, depth = 0): Promise<void> {
  const context = makeContext(sourcePath, text, owner, () => null);
  const sections = parseSections(text).map((section) => {
    const wrapper = el.createDiv(`el-${section.kind}`);
    wrapper.append(toElements(section.html, el.doc));
    return wrapper;
  });
  await Promise.all(sections.map((wrapper) => finishSection(app, wrapper, context, owner, depth)));
}

export abstract class MarkdownRenderer extends MarkdownRenderChild {
  static render(app: App, text: string, el: HTMLElement, sourcePath: string, component: Component): Promise<void> {
    return renderInto(app, text, el, sourcePath, component);
  }
}
