// Markdown to elements, in the shapes that the app gives them: sections, links between notes, callouts, embeds, task lists.

import MarkdownIt from "markdown-it";
import { getFrontMatterInfo } from "./frontmatter.ts";

/** A top-level piece of a note. Lines count from 0 in the note's whole text, both ends included. */
export interface Section {
  readonly kind: string;
  readonly source: string;
  readonly lineStart: number;
  readonly lineEnd: number;
  readonly html: string;
}

const md = new MarkdownIt({ html: true, linkify: true, breaks: true });

md.inline.ruler.before("link", "wikilink", (state, silent) => {
  const match = /^(!?)\[\[([^[\]|\n]+)(?:\|([^[\]\n]*))?\]\]/.exec(state.src.slice(state.pos));
  if (match === null) return false;
  if (!silent) {
    const token = state.push(match[1] === "!" ? "embed" : "wikilink", "a", 0);
    token.content = match[2] ?? "";
    token.info = match[3] ?? (match[2] ?? "").replace(/#/g, " > ").replace(/^ > /, "");
  }
  state.pos += match[0].length;
  return true;
});
md.inline.ruler.before("emphasis", "highlight", (state, silent) => {
  const match = /^==([^=\n]+)==/.exec(state.src.slice(state.pos));
  if (match === null) return false;
  if (!silent) state.push("highlight", "mark", 0).content = match[1] ?? "";
  state.pos += match[0].length;
  return true;
});

const escape = (text: string): string => md.utils.escapeHtml(text);

md.renderer.rules["wikilink"] = (tokens, index) => {
  const { content = "", info = "" } = tokens[index] ?? {};
  return `<a data-href="${escape(content)}" href="${escape(content)}" class="internal-link" target="_blank" rel="noopener nofollow">${escape(info)}</a>`;
};
md.renderer.rules["embed"] = (tokens, index) => {
  const { content = "" } = tokens[index] ?? {};
  return `<span class="internal-embed" src="${escape(content)}" alt="${escape(content)}"></span>`;
};
md.renderer.rules["highlight"] = (tokens, index) => `<mark>${escape(tokens[index]?.content ?? "")}</mark>`;
md.renderer.rules.fence = (tokens, index) => {
  const token = tokens[index];
  const language = (token?.info ?? "").trim().split(/\s+/)[0] ?? "";
  const name = language === "" ? "" : ` class="language-${escape(language)}"`;
  return `<pre${name}><code${name}>${escape(token?.content ?? "")}</code></pre>`;
};

/** Cuts a note into its top-level sections. The properties at its top are no section. */
export function parseSections(text: string): Section[] {
  const { contentStart } = getFrontMatterInfo(text);
  const skipped = text.slice(0, contentStart).split("\n").length - 1;
  const lines = text.split("\n");
  const env = {};
  const tokens = md.parse(text.slice(contentStart), env);
  const sections: Section[] = [];
  let group: typeof tokens = [];
  for (const token of tokens) {
    group.push(token);
    if (token.level !== 0 || token.nesting === 1) continue;
    const map = group[0]?.map;
    if (map === null || map === undefined) {
      group = [];
      continue;
    }
    let last = skipped + map[1] - 1;
    while (last > skipped + map[0] && (lines[last] ?? "").trim() === "") last -= 1;
    sections.push({
      kind: group[0]?.tag === "code" ? "pre" : (group[0]?.tag ?? "div"),
      source: lines.slice(skipped + map[0], last + 1).join("\n"),
      lineStart: skipped + map[0],
      lineEnd: last,
      html: md.renderer.render(group, md.options, env),
    });
    group = [];
  }
  return sections;
}

/** A section's elements, ready to be handed to the post-processors. */
export function toElements(html: string, doc: Document): DocumentFragment {
  const template = doc.createElement("template");
  template.innerHTML = html;
  const fragment = doc.importNode(template.content, true);
  for (const quote of [...fragment.querySelectorAll("blockquote")]) asCallout(quote);
  for (const item of fragment.querySelectorAll("li")) asTask(item);
  for (const heading of fragment.querySelectorAll("h1, h2, h3, h4, h5, h6")) heading.setAttribute("data-heading", heading.textContent);
  for (const link of fragment.querySelectorAll("a:not(.internal-link)")) {
    link.classList.add("external-link");
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener nofollow");
  }
  return fragment;
}

function asCallout(quote: HTMLQuoteElement): void {
  const first = quote.firstElementChild;
  const match = first?.tagName === "P" ? /^\[!([\w-]+)\]([+-]?)[ \t]*/.exec(first.textContent) : null;
  const start = first?.firstChild;
  if (match === null || first === null || start === null || start === undefined) return;
  const kind = (match[1] ?? "note").toLowerCase();
  start.textContent = (start.textContent ?? "").slice(match[0].length);
  const callout = quote.doc.createElement("div");
  callout.className = "callout";
  callout.setAttrs({ "data-callout": kind, "data-callout-fold": match[2] ?? "" });
  const title = callout.createDiv("callout-title");
  title.createDiv("callout-icon");
  const inner = title.createDiv("callout-title-inner");
  const breakAt = [...first.childNodes].findIndex((node) => node.nodeName === "BR");
  const titleNodes = [...first.childNodes].slice(0, breakAt < 0 ? undefined : breakAt);
  inner.append(...titleNodes);
  if (inner.textContent === "") inner.setText(kind.charAt(0).toUpperCase() + kind.slice(1));
  if (breakAt >= 0) first.querySelector("br")?.remove();
  else first.remove();
  const content = callout.createDiv("callout-content");
  content.append(...quote.childNodes);
  if (first.textContent === "" && first.children.length === 0) first.remove();
  if (content.childNodes.length === 0) content.remove();
  if (match[2] !== "") {
    callout.classList.add("is-collapsible");
    callout.classList.toggle("is-collapsed", match[2] === "-");
    title.addEventListener("click", () => { callout.classList.toggle("is-collapsed"); });
  }
  quote.replaceWith(callout);
}

function asTask(item: HTMLLIElement): void {
  const start = item.firstChild;
  const text = start?.nodeName === "P" ? start.firstChild : start;
  if (text?.nodeType !== Node.TEXT_NODE) return;
  const match = /^\[([ xX])\] /.exec(text.textContent ?? "");
  if (match === null) return;
  text.textContent = (text.textContent ?? "").slice(match[0].length);
  item.classList.add("task-list-item");
  const box = item.doc.createElement("input");
  box.type = "checkbox";
  box.className = "task-list-item-checkbox";
  box.checked = match[1] !== " ";
  text.parentNode?.insertBefore(box, text);
}

/** The part of a note below one heading, or the whole note when there is no such heading. */
export function cutHeading(text: string, heading: string): string {
  const lines = text.split("\n");
  const wanted = heading.replace(/^#+/, "").trim().toLowerCase();
  const start = lines.findIndex((line) => /^#{1,6}\s/.test(line) && line.replace(/^#+\s*/, "").trim().toLowerCase() === wanted);
  if (start < 0) return text;
  const level = /^#+/.exec(lines[start] ?? "")?.[0].length ?? 1;
  const end = lines.findIndex((line, index) => index > start && (/^(#{1,6})\s/.exec(line)?.[1]?.length ?? 7) <= level);
  return lines.slice(start, end < 0 ? undefined : end).join("\n");
}
