// What one text sets, read off its tree: the parameters by key, the script, the faults, and what the note wants around them.

import type { FaultSpec } from "../../simulation/index.ts";
import { mayConnect, needsConnection } from "../grammar/connection.ts";
import { parseFault } from "../grammar/fault.ts";
import { linesOf } from "../grammar/lines.ts";
import type { Line } from "../grammar/phrase.ts";
import { deedsOf } from "../grammar/repetition.ts";
import type { ScriptLine } from "../grammar/statement.ts";
import { parseStatement } from "../grammar/statement.ts";
import type { Key } from "../parameters/parameters.ts";
import { DEFAULT_CONTROLS, KEYS, PARAMETERS, isControllable, keysOfSection, parameter } from "../parameters/parameters.ts";
import { readChoice, readValue } from "../parameters/value.ts";
import type { Language, Span, Subject } from "../text/block.ts";
import { BOUNDS, LANGUAGES, SUBJECTS } from "../text/block.ts";
import type { Findings } from "../text/findings.ts";
import { excerpt, notAllowed } from "../text/findings.ts";
import { readLink } from "../text/link.ts";
import type { BlockNode, Entry, MapNode, TextNode } from "../text/tree.ts";
import { placeOfNode } from "../text/tree.ts";

/** A value in its parameter's own unit, and where it stands. */
export interface Setting {
  readonly value: number | string;
  readonly span: Span;
  /** Where the value itself is written; elsewhere than `span` when that is an alias. */
  readonly source: Span;
}

/** What a text says; null and absent keys are what it is silent about. */
export interface Settings {
  readonly empty: boolean;
  readonly scenario: TextNode | null;
  readonly title: string | null;
  readonly language: Language | null;
  readonly parameters: ReadonlyMap<string, Setting>;
  readonly script: readonly ScriptLine[] | null;
  readonly faults: readonly FaultSpec[] | null;
  readonly controls: readonly string[] | null;
  readonly links: Readonly<Partial<Record<Subject, string>>>;
}

/** The settings of a text that says nothing, or could not be read. */
export const NO_SETTINGS: Settings = {
  empty: true, scenario: null, title: null, language: null, parameters: new Map(), script: null, faults: null, controls: null, links: {},
};

/** Reads the whole tree; whatever makes no sense is among the findings and counts as not said. */
export function readSettings(root: BlockNode, findings: Findings): Settings {
  if (root.kind !== "map") {
    findings.error("not-a-mapping", placeOfNode(root), { found: excerpt(findings.text.slice(root.span.start, root.span.end)) });
    return { ...NO_SETTINGS, empty: false };
  }
  return new SettingsReader(findings).read(root);
}

class SettingsReader {
  private readonly findings: Findings;
  private readonly parameters = new Map<string, Setting>();

  constructor(findings: Findings) {
    this.findings = findings;
  }

  read(root: MapNode): Settings {
    const said: { -readonly [K in keyof Settings]: Settings[K] } = { ...NO_SETTINGS, empty: root.entries.length === 0, parameters: this.parameters };
    for (const { key, keySpan, value } of root.entries) {
      const known = KEYS.find((each) => each === key);
      if (known === undefined) {
        this.unknownKey("error", key, keySpan, "", KEYS);
      } else if (value === null) {
        this.findings.warning("empty-value", keySpan, { key });
      } else {
        this.readKey(known, value, said);
      }
    }
    return said;
  }

  private readKey(key: Key, node: BlockNode, said: { -readonly [K in keyof Settings]: Settings[K] }): void {
    switch (key) {
      case "scenario":
        said.scenario = this.text(key, node, "error");
        break;
      case "title":
        said.title = this.text(key, node, "warning")?.text.trim() ?? null;
        break;
      case "lang": {
        const text = this.text(key, node, "warning");
        said.language = text === null ? null : readChoice(key, LANGUAGES, text, "unknown-choice", this.findings, "warning");
        break;
      }
      case "stack":
      case "beside":
        this.parameter(key, node);
        break;
      case "client":
      case "server":
      case "network":
        this.section(key, node);
        break;
      case "faults":
        said.faults = this.list(key, node, BOUNDS.faults, (line) => parseFault(line, this.findings));
        break;
      case "script":
        said.script = this.script(node);
        break;
      case "controls":
        said.controls = this.controls(node);
        break;
      case "links":
        said.links = this.links(node);
        break;
    }
  }

  private section(section: "client" | "server" | "network", node: BlockNode): void {
    const keys = keysOfSection(section);
    for (const { key, keySpan, value } of this.entries(section, node, "error")) {
      if (!keys.includes(key)) this.unknownKey("error", key, keySpan, section, keys);
      else if (value === null) this.findings.warning("empty-value", keySpan, { key: `${section}.${key}` });
      else this.parameter(`${section}.${key}`, value);
    }
  }

  private parameter(key: string, node: BlockNode): void {
    const row = parameter(key);
    const value = row === undefined ? null : readValue(row, node, this.findings);
    if (value !== null) this.parameters.set(key, { value, span: placeOfNode(node), source: node.span });
  }

  private list<T>(key: string, node: BlockNode, max: number, read: (line: Line) => T | null): readonly T[] {
    const lines = linesOf(key, node, this.findings);
    const [excess] = lines.slice(max);
    if (excess !== undefined) this.findings.error("too-many", excess.place(0, excess.text.length).span, { key, max });
    return lines.slice(0, max).map(read).filter((each) => each !== null);
  }

  /** A line beyond the bound of what all lines of a script may do together, or of all floods, is left out. */
  private script(node: BlockNode): readonly ScriptLine[] {
    let deeds = 0;
    let syns = 0;
    const idle: Span[] = [];
    const lines = this.list("script", node, BOUNDS.statements, (line) => {
      const said = parseStatement(line, this.findings);
      if (said === null) return null;
      const { span } = line.place(0, line.text.length);
      if (needsConnection(said)) idle.push(span);
      deeds += deedsOf(said);
      syns += said.kind === "flood" ? said.flood.count : 0;
      if (deeds > BOUNDS.deeds) this.findings.error("too-many", span, { key: "script", max: BOUNDS.deeds });
      else if (syns > BOUNDS.flood) this.findings.error("out-of-range", span, { key: "script", found: String(syns), min: "1", max: String(BOUNDS.flood) });
      else return said;
      return null;
    });
    const [first] = idle;
    if (first !== undefined && !this.findings.hasErrors() && !lines.some(mayConnect)) this.findings.warning("no-connection", first);
    return lines;
  }

  private controls(node: BlockNode): readonly string[] {
    const allowed = PARAMETERS.filter(isControllable).map(({ key }) => key);
    const controls: string[] = [];
    for (const line of linesOf("controls", node, this.findings, "warning")) {
      const found = line.text.trim();
      const key = allowed.find((each) => each === found.toLowerCase());
      if (key === undefined) {
        const alike = allowed.filter((each) => each.endsWith(`.${found.toLowerCase()}`) || each.startsWith(`${found.split(".", 1)[0] ?? ""}.`));
        const suggestion = alike.find((each) => each.endsWith(`.${found.toLowerCase()}`));
        const values = { ...notAllowed(found, allowed), allowed: (alike.length > 0 ? alike : [...DEFAULT_CONTROLS, "…"]).join(", ") };
        this.findings.warning("unknown-control", line.place(0, line.text.length).span, suggestion === undefined ? values : { ...values, suggestion });
      } else if (!controls.includes(key)) {
        controls.push(key);
      }
    }
    return controls;
  }

  private links(node: BlockNode): Partial<Record<Subject, string>> {
    const links: Partial<Record<Subject, string>> = {};
    for (const { key, keySpan, value } of this.entries("links", node, "warning")) {
      const subject = SUBJECTS.find((each) => each === key);
      if (subject === undefined) this.unknownKey("warning", key, keySpan, "links", SUBJECTS);
      else if (value === null) this.findings.warning("empty-value", keySpan, { key: `links.${key}` });
      else {
        const link = readLink(value, this.findings.text);
        const span = placeOfNode(value);
        if (link !== null) links[subject] = link;
        else this.findings.warning("bad-link", span, { found: excerpt(this.findings.text.slice(span.start, span.end)), subject });
      }
    }
    return links;
  }

  private entries(key: string, node: BlockNode, severity: "error" | "warning"): readonly Entry[] {
    if (node.kind === "map") return node.entries;
    this.wrongType(severity, key, node, "mapping");
    return [];
  }

  private text(key: string, node: BlockNode, severity: "error" | "warning"): TextNode | null {
    if (node.kind === "text") return node;
    this.wrongType(severity, key, node, "text");
    return null;
  }

  private wrongType(severity: "error" | "warning", key: string, node: BlockNode, expected: string): void {
    const span = placeOfNode(node);
    this.findings.add(severity, "wrong-type", span, { key, found: excerpt(this.findings.text.slice(span.start, span.end)), expected });
  }

  private unknownKey(severity: "error" | "warning", key: string, span: Span, section: string, allowed: readonly string[]): void {
    const elsewhere = KEYS.find((each) => each === key) ?? PARAMETERS.find((row) => row.key.endsWith(`.${key}`) || row.key === key)?.key;
    const { found, allowed: list, ...near } = notAllowed(key, allowed);
    this.findings.add(severity, "unknown-key", span, { section, found, allowed: list, ...(elsewhere === undefined ? near : { belongs: elsewhere }) });
  }
}
