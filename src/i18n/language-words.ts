// What one language has to offer: every word that a reader sees.

import type { DiagramWords } from "../diagram/index.ts";
import type { Diagnostic, Subject } from "../language/index.ts";
import type { RunFacts, Step } from "../narration/index.ts";
import type { CaptionText } from "./caption-words.ts";
import type { DiagnosticText } from "./diagnostic-words.ts";
import type { PresetText } from "./preset-words.ts";
import type { ShellWords } from "./shell-words.ts";

/** What one language offers. */
export interface Messages {
  readonly diagram: DiagramWords;
  readonly shell: ShellWords;
  /** What hosts are called that the block does not name, by id. */
  readonly hostNames: Readonly<Record<"client" | "server" | "attacker" | "proxy", string>>;
  /** The title of a diagram that has neither a title nor a scenario of its own. */
  readonly untitled: string;
  caption(step: Step): CaptionText;
  diagnostic(diagnostic: Diagnostic): DiagnosticText;
  preset(name: string): PresetText;
  /** The short label of a value such as `network.rtt`; the key itself where it has none. */
  parameter(key: string): string;
  /** What the value does, in a sentence; empty where nobody has said it. */
  parameterDescription(key: string): string;
  choice(key: string, choice: string): string;
  subject(subject: Subject): string;
  /** A run in one line: `First SYN lost · RTT 100 ms · RTO 1 s`. */
  subtitle(facts: RunFacts): string;
}
