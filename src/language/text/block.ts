// What a block's text says, with the place of every word of it: the shape that parsing gives and everything else reads.

import type { HostId, Scenario } from "../../simulation/index.ts";

/** A stretch of the block's text: UTF-16 offsets, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something wrong in the block. Its words are made from `code` and `values` by the i18n room. */
export interface Diagnostic {
  /** An error leaves nothing to run; what does not change the run is a warning. */
  readonly severity: "error" | "warning";
  readonly code: DiagnosticCode;
  /** The offending text; empty where something is missing. */
  readonly span: Span;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** What the message needs, by code: see `DiagnosticCode`. `suggestion`, where present, is a text to put in place of `span`. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Every kind of diagnostic that the language room can give, with the values that it carries. `allowed` is a list joined by ", ". */
export type DiagnosticCode =
  /** `length`, `max` in characters. */
  | "too-long"
  /** `max` levels of nesting. */
  | "too-deep"
  /** `max` */
  | "too-many-aliases"
  /** `key` of the list, `max` entries. */
  | "too-many"
  /** `found`, `reason`: a `YamlReason`. */
  | "yaml-syntax"
  /** `found` */
  | "not-a-mapping"
  /** `found` */
  | "duplicate-key"
  /** `found`, `section` (empty at the top), `allowed`, `suggestion`?, `belongs`? (the dotted key that was meant). */
  | "unknown-key"
  /** `key` */
  | "empty-value"
  /** `found`, `allowed`, `suggestion`? */
  | "unknown-scenario"
  /** `key`, `found`, `allowed`, `suggestion`? */
  | "unknown-choice"
  /** `key`, `found`, `stack` (the one that could do it), `allowed` (by the stack that runs; may be empty). */
  | "other-stack"
  /** `key`, `found`, `expected`: an `Expected`. */
  | "wrong-type"
  /** `key`, `found` (the unit), `allowed`. */
  | "wrong-unit"
  /** `key`, `found`, `min`, `max`, each with its unit. */
  | "out-of-range"
  /** `found` (empty: the line ends too early), `allowed` (empty: nothing more may follow), `suggestion`? */
  | "bad-statement"
  /** `found`, `allowed`, `suggestion`? */
  | "unknown-host"
  /** As `bad-statement`. */
  | "bad-fault"
  /** `found`, `subject` */
  | "bad-link"
  /** `found`, `allowed`, `suggestion`? */
  | "unknown-control"
  /** The script does something with a connection, and nothing in it opens one. */
  | "no-connection"
  /** Neither a scenario nor a script is given. */
  | "nothing-to-run";

/** Why the text is not YAML, coarse enough to be explained to a student. */
export type YamlReason =
  | "indent" | "tab" | "unclosed" | "colon" | "nested" | "unexpected" | "reserved" | "escape" | "documents" | "directive"
  | "alias" | "tag" | "key" | "other";

/** What should have stood in the place of a value of the wrong type. */
export type Expected = Parameter["kind"] | "sizes" | "times" | "mapping" | "list" | "statement";

/** The subjects that a diagram is tied to, and whose notes the chips lead to. */
export const SUBJECTS = ["tcp", "udp", "four-way-handshake", "syn-flooding", "ssh", "https"] as const;
export type Subject = (typeof SUBJECTS)[number];

/** The languages that the plugin speaks. */
export const LANGUAGES = ["en", "ko"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where a parameter's value comes from: nobody said anything, the preset did, or the block itself. */
export type Origin = "default" | "preset" | "block";

/** The value that a parameter ends up with, in its own unit (see the parameter table). */
export interface ParameterValue {
  readonly value: number | string;
  readonly origin: Origin;
  /** Where the block says it; null unless `origin` is `"block"`. */
  readonly span: Span | null;
}

/** A block made sense of: the scenario to run, and what the note wants shown around it. */
export interface Study {
  /** Null when an error leaves nothing to run. */
  readonly scenario: Scenario | null;
  /** True when the block says nothing at all (blank, or comments only): the presets are offered then. */
  readonly empty: boolean;
  /** The preset's name, or null when the block names none. */
  readonly preset: string | null;
  readonly title: string | null;
  readonly language: Language | null;
  /** Keys of the parameter table to offer as controls, in order. */
  readonly controls: readonly string[];
  /** Link texts as written (`[[250917-TCP|TCP]]`), by subject; only those that the block gives. */
  readonly links: Readonly<Partial<Record<Subject, string>>>;
  /** The value of every parameter, by key (`"network.rtt"`). */
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly diagnostics: readonly Diagnostic[];
}

/** One row of the parameter table, the single source of validation, controls, completion and reference. */
export interface Parameter {
  /** Dotted path in the block: `"network.rtt"`. */
  readonly key: string;
  readonly kind: "time" | "ratio" | "size" | "rate" | "count" | "sequence" | "choice" | "text" | "address" | "names";
  /** For names, where they are none: each is a size, or a name and a time. */
  readonly items?: "size" | "time";
  /** For numbers: in the parameter's own unit (ms, %, bytes, bit/s, none). */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** What the slider spans, where the allowed range is too wide to drag through. */
  readonly slider?: { readonly min: number; readonly max: number };
  readonly choices?: readonly string[];
  /** Words that may stand in place of a number, such as `unlimited`. */
  readonly words?: readonly string[];
  /** By the textbook. */
  readonly default: number | string;
  /** The default where `stack` is `linux`; absent: the same. */
  readonly linux?: number | string;
  readonly citation?: string;
}

/** The names and texts of the presets, given to the language as an argument. */
export type PresetTexts = ReadonlyMap<string, string>;

/** What hosts are called when the block does not name them, by id. */
export type HostNames = Readonly<Partial<Record<HostId, string>>>;

/** The outcome of changing one value in a block's text. */
export type Edit =
  /** `span` is the changed stretch of the new text; outside of it nothing differs. */
  | { readonly kind: "edited"; readonly text: string; readonly span: Span }
  | { readonly kind: "refused"; readonly why: EditRefusal };

/**
 * `unparsable`: the text is so broken that the value's place cannot be told. `not-a-mapping`: what should hold the key is
 * something else. `unknown-key`: no such key or entry. `bad-value`: the value is not one that the key may have.
 */
export type EditRefusal = "unparsable" | "not-a-mapping" | "unknown-key" | "bad-value";

/** Bounds on hostile input: letters, levels, counts, bytes and, for `time`, simulated milliseconds. */
export const BOUNDS = {
  textLength: 20_000,
  depth: 32,
  aliases: 50,
  diagnostics: 50,
  statements: 500,
  faults: 200,
  sendBytes: 100_000_000,
  backlog: 65_535,
  /** What the length fields of IPv4 and UDP can tell of, behind the headers of both. */
  datagram: 65_507,
  frames: 10_000,
  /** SYNs of a flood, and of all floods together. */
  flood: 1_000_000,
  /** Times that one line may be done, and all lines of a script together. */
  repetitions: 1000,
  deeds: 10_000,
  nth: 1_000_000,
  events: 200_000,
  packets: 50_000,
  time: 86_400_000,
} as const;
