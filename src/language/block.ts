// What a block's text says, with the place of every word of it: the shape that parsing gives and everything else reads.

import type { Milliseconds, Scenario } from "../simulation/index.ts";

/** A stretch of the block's text: UTF-16 offsets, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Something wrong in the block. Its words are made from `code` and `values` by the i18n room. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly code: DiagnosticCode;
  readonly span: Span;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The offending text and whatever the message needs: `found`, `allowed`, `suggestion`, `min`, `max`, `unit` … */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Every kind of diagnostic that the language room can give. */
export type DiagnosticCode =
  | "too-long"
  | "yaml-syntax"
  | "too-many-aliases"
  | "not-a-mapping"
  | "duplicate-key"
  | "unknown-key"
  | "unknown-scenario"
  | "unknown-choice"
  | "wrong-type"
  | "wrong-unit"
  | "out-of-range"
  | "bad-statement"
  | "unknown-host"
  | "bad-fault"
  | "bad-link"
  | "unknown-control";

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
  readonly kind: "time" | "ratio" | "size" | "rate" | "count" | "sequence" | "choice" | "text";
  /** For numbers: in the parameter's own unit (ms, %, bytes, bit/s, none). */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** What the slider spans, where the allowed range is too wide to drag through. */
  readonly slider?: { readonly min: number; readonly max: number };
  readonly choices?: readonly string[];
  readonly default: number | string;
  readonly citation?: string;
}

/** The names and texts of the presets, given to the language as an argument. */
export type PresetTexts = ReadonlyMap<string, string>;

/** The outcome of changing one value in a block's text. */
export type Edit =
  | { readonly kind: "edited"; readonly text: string; readonly span: Span }
  /** The text is so broken that the value's place cannot be told. */
  | { readonly kind: "refused"; readonly why: "unparsable" | "not-a-mapping" | "unknown-key" };

/** Bounds on hostile input. */
export const BOUNDS = {
  textLength: 20_000,
  aliases: 50,
  statements: 500,
  faults: 200,
  events: 200_000,
  packets: 50_000,
  time: 24 * 3600 * 1000 as Milliseconds,
} as const;
