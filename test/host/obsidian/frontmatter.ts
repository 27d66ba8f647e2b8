// The properties at a note's top and the small YAML functions of the app.

import { parse, stringify } from "yaml";

export type FrontMatter = Record<string, unknown>;

export interface FrontMatterInfo {
  readonly exists: boolean;
  readonly frontmatter: string;
  readonly from: number;
  readonly to: number;
  readonly contentStart: number;
}

/** Where the properties stand, in offsets of the note's text. */
export function getFrontMatterInfo(text: string): FrontMatterInfo {
  const match = /^---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(text);
  if (match === null) return { exists: false, frontmatter: "", from: 0, to: 0, contentStart: 0 };
  const from = text.indexOf("\n") + 1;
  const frontmatter = match[1] ?? "";
  return { exists: true, frontmatter, from, to: from + frontmatter.length, contentStart: match[0].length };
}

export function parseYaml(text: string): unknown { return parse(text) as unknown; }
export function stringifyYaml(value: unknown): string { return stringify(value); }

/** The properties of a note; null when there are none or they cannot be read. */
export function readFrontMatter(text: string): FrontMatter | null {
  const info = getFrontMatterInfo(text);
  if (!info.exists) return null;
  try {
    const value = parseYaml(info.frontmatter);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as FrontMatter) : null;
  } catch {
    return null;
  }
}

export function parseFrontMatterEntry(frontmatter: FrontMatter | null, key: string | RegExp): unknown {
  if (frontmatter === null) return null;
  const name = Object.keys(frontmatter).find((one) => (typeof key === "string" ? one === key : key.test(one)));
  return name === undefined ? null : frontmatter[name];
}

export function parseFrontMatterStringArray(frontmatter: FrontMatter | null, key: string | RegExp): string[] | null {
  const value = parseFrontMatterEntry(frontmatter, key);
  if (value === null || value === undefined) return null;
  const list: unknown[] = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [value];
  return list.map((one) => String(one).trim()).filter((one) => one !== "");
}

export function parseFrontMatterAliases(frontmatter: FrontMatter | null): string[] | null {
  return parseFrontMatterStringArray(frontmatter, /^aliases?$/i);
}

export function parseFrontMatterTags(frontmatter: FrontMatter | null): string[] | null {
  return parseFrontMatterStringArray(frontmatter, /^tags?$/i)?.map((tag) => (tag.startsWith("#") ? tag : `#${tag}`)) ?? null;
}
