// The page preview: a small window over a link, answering the workspace's `hover-link` event.

import type { App } from "./app.ts";
import { Component } from "./component.ts";
import { cutHeading } from "./markdown.ts";
import { parseLinktext } from "./paths.ts";
import { renderInto } from "./renderer.ts";

export interface HoverParent { hoverPopover: Component | null }

interface HoverLink {
  readonly event: MouseEvent;
  readonly source: string;
  readonly hoverParent: HoverParent;
  readonly targetEl: HTMLElement | null;
  readonly linktext: string;
  readonly sourcePath?: string;
}

const DELAY = 300;

export class HoverPopover extends Component {
  readonly hoverEl: HTMLElement;
  readonly #parent: HoverParent;
  readonly #target: HTMLElement | null;
  #timer = 0;

  constructor(parent: HoverParent, target: HTMLElement | null, delay = DELAY) {
    super();
    this.#parent = parent;
    this.#target = target;
    const doc = target?.doc ?? activeDocument;
    this.hoverEl = doc.createElement("div");
    this.hoverEl.className = "popover hover-popover";
    parent.hoverPopover?.unload();
    parent.hoverPopover = this;
    this.load();
    this.#timer = window.setTimeout(() => { this.#show(doc); }, delay);
    const leave = (event: MouseEvent): void => {
      const to = event.relatedTarget as Node | null;
      if (to !== null && (this.hoverEl.contains(to) || target?.contains(to) === true)) return;
      this.unload();
    };
    if (target !== null) this.registerDomEvent(target, "mouseleave", leave);
    this.registerDomEvent(this.hoverEl, "mouseleave", leave);
  }

  override onunload(): void {
    window.clearTimeout(this.#timer);
    this.hoverEl.remove();
    if (this.#parent.hoverPopover === this) this.#parent.hoverPopover = null;
  }

  #show(doc: Document): void {
    if (this.#target?.isConnected === false) {
      this.unload();
      return;
    }
    doc.body.append(this.hoverEl);
    const box = this.#target?.getBoundingClientRect() ?? new DOMRect();
    const view = doc.defaultView ?? window;
    const own = this.hoverEl.getBoundingClientRect();
    const below = box.bottom + own.height + 8 <= view.innerHeight;
    this.hoverEl.setCssProps({
      left: `${String(Math.max(8, Math.min(box.left, view.innerWidth - own.width - 8)))}px`,
      top: `${String(below ? box.bottom + 2 : Math.max(8, box.top - own.height - 2))}px`,
    });
  }
}

/** Makes `hover-link` show a preview of the note, and keeps a record of what was asked. */
export function installPagePreview(app: App): HoverLink[] {
  const asked: HoverLink[] = [];
  app.workspace.on("hover-link", (link: HoverLink) => {
    asked.push(link);
    const { path, subpath } = parseLinktext(link.linktext);
    const file = app.metadataCache.getFirstLinkpathDest(path, link.sourcePath ?? "");
    if (file === null) return;
    const popover = new HoverPopover(link.hoverParent, link.targetEl);
    const content = popover.hoverEl.createDiv("markdown-embed is-loaded").createDiv("markdown-preview-view markdown-rendered");
    content.createDiv({ cls: "inline-title", text: file.basename });
    const text = app.vault.peek(file.path) ?? "";
    void renderInto(app, subpath === "" ? text : cutHeading(text, subpath), content, file.path, popover);
  });
  return asked;
}
