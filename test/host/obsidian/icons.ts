// Icons by their Lucide name, as the app draws them, and those that a plugin adds.

import lucide from "@iconify-json/lucide/icons.json";

const added = new Map<string, string>();
const aliases: Readonly<Record<string, { parent: string }>> = lucide.aliases;
const bodies: Readonly<Record<string, { body: string }>> = lucide.icons;

/** Names that were asked for and do not exist: in the app the place would stay empty. */
export const missingIcons = new Set<string>();

export function addIcon(id: string, content: string): void { added.set(id, content); }
export function removeIcon(id: string): void { added.delete(id); }
export function getIconIds(): string[] { return [...Object.keys(bodies).map((name) => `lucide-${name}`), ...added.keys()]; }

/** A fresh drawing of the icon, or null when there is none of that name. */
export function getIcon(id: string): SVGSVGElement | null {
  const own = added.get(id);
  const name = id.replace(/^lucide-/, "");
  const body = own ?? (bodies[name] ?? bodies[aliases[name]?.parent ?? ""])?.body;
  if (body === undefined) return null;
  const box = own === undefined ? "0 0 24 24" : "0 0 100 100";
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${body}</svg>`;
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement as unknown as SVGSVGElement;
  svg.classList.add("svg-icon", own === undefined ? `lucide-${name}` : id);
  return svg;
}

/** Puts the icon in place of what the element holds. */
export function setIcon(parent: HTMLElement, id: string): void {
  parent.empty();
  const svg = getIcon(id);
  if (svg === null) {
    if (id !== "") missingIcons.add(id);
    return;
  }
  parent.append(parent.doc.importNode(svg, true));
}
