// The block as a tree of texts, lists and maps, each with its place: YAML's aliases, merge keys and quoting resolved.

import type { Node as YamlNode, Pair } from "yaml";
import { isAlias, isMap, isScalar, isSeq } from "yaml";

import type { Span } from "./block.ts";
import { excerpt } from "./findings.ts";
import type { Findings } from "./findings.ts";
import { isBlank } from "./yaml-text.ts";
import type { YamlDocument } from "./yaml-text.ts";

export type BlockNode = TextNode | ListNode | MapNode;

interface Placed {
  /** Where it is written, without anchor and tag; for an alias, where that which it names is written. */
  readonly span: Span;
  /** Where the alias stands, when it is given by one. */
  readonly alias: Span | null;
}

/** A scalar: every one is a text here, whatever YAML would make of it. */
export interface TextNode extends Placed {
  readonly kind: "text";
  readonly text: string;
  readonly style: "plain" | "single" | "double" | "block";
  /** Where `text` stands in the source letter by letter, or null when quoting or folding lies between. */
  readonly verbatimAt: number | null;
}

export interface ListNode extends Placed {
  readonly kind: "list";
  readonly items: readonly BlockNode[];
  /** True when it is written in brackets. */
  readonly flow: boolean;
}

export interface MapNode extends Placed {
  readonly kind: "map";
  /** Each key once: those written here, then those that a merge key (`<<`) brings in. */
  readonly entries: readonly Entry[];
  /** What is written here, in order of place, merge keys and repeated keys among it. */
  readonly written: readonly Entry[];
  /** True when it is written in braces. */
  readonly flow: boolean;
}

/** A key and its value. */
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  /** Null when nothing is written after the key. */
  readonly value: BlockNode | null;
  /** Where a value would be written when there is none, and whether the colon is there. */
  readonly gap: { readonly at: number; readonly colon: boolean };
}

/** The place that a reader sees: the alias where there is one. */
export function placeOfNode(node: BlockNode): Span {
  return node.alias ?? node.span;
}

/** The tree of a document; a blank one is an empty map. Unknown aliases and strange keys are reported. */
export function buildTree(document: YamlDocument, findings: Findings): BlockNode {
  const end = document.contents?.range[2] ?? document.range[1];
  if (document.contents === null || isBlank(document)) {
    return { kind: "map", entries: [], written: [], span: { start: end, end }, alias: null, flow: false };
  }
  return new TreeBuilder(findings).node(document.contents) ?? emptyText(end);
}

class TreeBuilder {
  private readonly anchors = new Map<string, BlockNode | null>();
  private readonly findings: Findings;

  constructor(findings: Findings) {
    this.findings = findings;
  }

  /** Null for an empty node. Each anchored node is built once and shared, so aliases cannot multiply work. */
  node(yaml: unknown): BlockNode | null {
    if (isAlias(yaml)) {
      const span = spanOf(yaml);
      const target = this.anchors.get(yaml.source);
      if (target !== undefined) return target === null ? null : { ...target, alias: span };
      this.findings.error("yaml-syntax", span, { found: this.source(span), reason: "alias" });
      return null;
    }
    const built = this.build(yaml);
    if ((isScalar(yaml) || isMap(yaml) || isSeq(yaml)) && yaml.anchor !== undefined) this.anchors.set(yaml.anchor, built);
    return built;
  }

  private build(yaml: unknown): BlockNode | null {
    if (isMap(yaml)) {
      return { kind: "map", ...this.entries(yaml.items), span: spanOf(yaml), alias: null, flow: yaml.flow === true };
    }
    if (isSeq(yaml)) {
      const span = spanOf(yaml);
      const items = yaml.items.map((item) => this.node(item) ?? emptyText(isScalar(item) ? spanOf(item).start : span.end));
      return { kind: "list", items, span, alias: null, flow: yaml.flow === true };
    }
    if (isScalar(yaml)) return this.text(String(yaml.value), yaml.type, spanOf(yaml));
    return null;
  }

  private text(text: string, type: string | undefined, span: Span): TextNode | null {
    if (span.start === span.end) return null;
    const style = type === "QUOTE_DOUBLE" ? "double" : type === "QUOTE_SINGLE" ? "single" : type === "PLAIN" ? "plain" : "block";
    const start = style === "plain" ? span.start : span.start + 1;
    const verbatim = style !== "block" && this.findings.text.startsWith(text, start) && start + text.length + (style === "plain" ? 0 : 1) === span.end;
    return { kind: "text", text, style, verbatimAt: verbatim ? start : null, span, alias: null };
  }

  private entries(pairs: readonly Pair[]): Pick<MapNode, "entries" | "written"> {
    const written: Entry[] = [];
    const merged: Entry[] = [];
    for (const pair of pairs) {
      const key = this.key(pair.key);
      const value = this.node(pair.value);
      if (key === null) continue;
      const gap = isScalar(pair.value) ? { at: spanOf(pair.value).start, colon: true } : { at: key.span.end, colon: false };
      written.push({ key: key.text, keySpan: key.span, value, gap });
      if (key.text === "<<" && value !== null) merged.push(...this.mergeable(value));
    }
    const entries = new Map<string, Entry>();
    for (const entry of written) {
      if (entry.key === "<<" && entry.value !== null) continue;
      if (entries.has(entry.key)) this.findings.error("duplicate-key", entry.keySpan, { found: excerpt(entry.key) });
      else entries.set(entry.key, entry);
    }
    for (const entry of merged) if (!entries.has(entry.key)) entries.set(entry.key, entry);
    return { entries: Array.from(entries.values()), written };
  }

  /** The entries that a merge key brings in: those of a map, or of each map of a list. */
  private mergeable(value: BlockNode): readonly Entry[] {
    if (value.kind === "map") return value.entries;
    if (value.kind === "list") return value.items.flatMap((item) => (item.kind === "map" ? item.entries : []));
    this.findings.error("not-a-mapping", placeOfNode(value), { found: excerpt(value.text) });
    return [];
  }

  private key(yaml: unknown): { readonly text: string; readonly span: Span } | null {
    if (isScalar(yaml)) {
      const span = spanOf(yaml);
      if (yaml.anchor !== undefined) this.node(yaml);
      return { text: String(yaml.value), span };
    }
    const span = isMap(yaml) || isSeq(yaml) || isAlias(yaml) ? spanOf(yaml) : { start: 0, end: 0 };
    this.findings.error("yaml-syntax", span, { found: this.source(span), reason: "key" });
    return null;
  }

  private source(span: Span): string {
    return excerpt(this.findings.text.slice(span.start, span.end));
  }
}

function emptyText(at: number): TextNode {
  return { kind: "text", text: "", style: "plain", verbatimAt: at, span: { start: at, end: at }, alias: null };
}

/** The place of a node; a block scalar or collection reaches up to the line break that ends it. */
function spanOf(yaml: YamlNode): Span {
  const [start, end] = yaml.range ?? [0, 0];
  return { start, end };
}
