// Test help: what a block's text comes to, in one line a finding.

import { compile } from "../../src/language/index.ts";
import type { PresetTexts, Study } from "../../src/language/index.ts";
import type { Scenario } from "../../src/simulation/index.ts";

/** A preset that leaves nothing to be desired but the test's own keys. */
export const PRESETS: PresetTexts = new Map([
  ["three-way-handshake", "network: { rtt: 100ms }\nscript:\n  - client connects\n  - client sends 120 bytes\n"],
  ["lost-syn", "faults: [drop client SYN 1]\nscript: [client connects]\n"],
]);

export function study(text: string): Study {
  return compile(text, PRESETS);
}

/** The scenario of a text without any finding. */
export function scenario(text: string): Scenario {
  const { scenario: found, diagnostics } = study(text);
  if (found === null || diagnostics.length > 0) throw new Error(`not a clean block: ${problems(text).join("; ")}`);
  return found;
}

/** Each finding as `line:column code "offending text"`, with a `!` before warnings. */
export function problems(text: string): readonly string[] {
  return study(text).diagnostics.map(({ severity, code, line, column, span }) => {
    const mark = severity === "warning" ? "!" : "";
    return `${mark}${line}:${column} ${code} ${JSON.stringify(text.slice(span.start, span.end))}`;
  });
}

/** The values of the only finding. */
export function values(text: string): Readonly<Record<string, string | number>> {
  const { diagnostics } = study(text);
  const [only] = diagnostics;
  if (only === undefined || diagnostics.length > 1) throw new Error(`not one finding: ${problems(text).join("; ")}`);
  return only.values;
}

/** The value of one parameter. */
export function value(text: string, key: string): number | string | undefined {
  return study(text).parameters.get(key)?.value;
}
