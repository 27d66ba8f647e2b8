// Reading one line of a script or fault list word by word; what does not fit is reported at the very word.

import type { HostWord } from "../parameters/parameters.ts";
import { HOSTS } from "../parameters/parameters.ts";
import type { QuantityKind } from "../parameters/quantity.ts";
import { formatQuantity, parseQuantity, unitsOf } from "../parameters/quantity.ts";
import { isAddress, numberOf } from "../text/address.ts";
import type { Span } from "../text/block.ts";
import type { Findings } from "../text/findings.ts";
import { excerpt, notAllowed } from "../text/findings.ts";
import type { Token } from "./tokens.ts";
import { tokenize } from "./tokens.ts";

/** A line as it stands in the block. */
export interface Line {
  readonly text: string;
  /** The place in the block of a stretch of `text`; `exact` is false where quoting hides it and the whole line is meant. */
  place(start: number, end: number): { readonly span: Span; readonly exact: boolean };
}

/** Words that may follow a quantity, and so are never mistaken for its unit; of what may stand in any order, `options` knows. */
const NEVER_UNITS: ReadonlySet<string> = new Set([...HOSTS, "network", "attacker", "when", "at", "by", "to", "from", "on", "every", "times"]);

/** Shown where an address is missing: one of those set aside for documentation (RFC 5737). */
const EXAMPLE_ADDRESS = "203.0.113.7";

/** A cursor over a line. Each reading method returns null after it has reported why it cannot go on. */
export class Phrase {
  private readonly line: Line;
  private readonly tokens: readonly Token[];
  private readonly findings: Findings;
  private readonly code: "bad-statement" | "bad-fault";
  private next = 0;
  /** Words that may follow what is being read now. */
  private following: readonly string[] = [];

  constructor(line: Line, findings: Findings, code: "bad-statement" | "bad-fault") {
    this.line = line;
    this.tokens = tokenize(line.text);
    this.findings = findings;
    this.code = code;
  }

  /** The word `ahead` places further on, in lower case; empty where there is none. */
  peek(ahead = 0): string {
    const token = this.tokens[this.next + ahead];
    return token?.kind === "word" ? token.text.toLowerCase() : "";
  }

  /** Whether a number comes next. */
  atNumber(): boolean {
    return /^[\d.+-]/.test(this.peek());
  }

  get atEnd(): boolean {
    return this.next >= this.tokens.length;
  }

  /** Takes one of the words, whatever its case, and returns it in the spelling given here. */
  word<W extends string>(words: readonly W[]): W | null {
    const found = this.peek();
    const word = words.find((each) => each.toLowerCase() === found);
    if (word === undefined) return this.fail(words);
    this.next += 1;
    return word;
  }

  /** Takes the word if it comes next. */
  skip(word: string): boolean {
    if (this.peek() !== word) return false;
    this.next += 1;
    return true;
  }

  skipComma(): void {
    if (this.tokens[this.next]?.kind === "comma") this.next += 1;
  }

  host(): HostWord | null {
    const found = this.peek();
    const host = HOSTS.find((each) => each === found);
    if (host === undefined) return this.fail(HOSTS, this.atEnd ? this.code : "unknown-host");
    this.next += 1;
    return host;
  }

  /** Takes a quoted text if one comes next; `undefined` when none does, null when it is not closed. */
  quoted(): string | undefined | null {
    const token = this.tokens[this.next];
    if (token?.kind === "unclosed") return this.fail(['"…"']);
    if (token?.kind !== "quoted") return undefined;
    this.next += 1;
    return token.text;
  }

  /** Takes an IPv4 address, from `min` to `max` where such are given; `otherwise` may have stood in its place. */
  address(otherwise: readonly string[], min?: string, max?: string): string | null {
    const token = this.tokens[this.next];
    if (token?.kind !== "word" || !this.atNumber()) return this.fail([EXAMPLE_ADDRESS, ...otherwise]);
    const { span } = this.line.place(token.start, token.end);
    if (!isAddress(token.text)) {
      this.findings.error("wrong-type", span, { key: this.key, found: excerpt(token.text), expected: "address" });
      return null;
    }
    if (min !== undefined && max !== undefined && (numberOf(token.text) < numberOf(min) || numberOf(token.text) > numberOf(max))) {
      this.findings.error("out-of-range", span, { key: this.key, found: token.text, min, max });
      return null;
    }
    this.next += 1;
    return token.text;
  }

  /** Takes a number with its unit, together (`100ms`) or apart (`100 ms`), within a range in the kind's own unit. */
  quantity(kind: QuantityKind, min: number, max: number): number | null {
    const first = this.tokens[this.next];
    const example = formatQuantity(kind, Math.max(min, Math.min(100, max)), "");
    if (first?.kind !== "word") return this.fail([example]);
    let end = first.end;
    let taken = 1;
    const second = this.tokens[this.next + 1];
    const bare = /^[+-]?[\d.]+$/.test(first.text);
    if (bare && unitsOf(kind).length > 0 && second?.kind === "word" && !this.mayFollow(second.text)) {
      end = second.end;
      taken = 2;
    }
    const text = this.line.text.slice(first.start, end);
    const quantity = parseQuantity(text, kind);
    const { key } = this;
    if (quantity.kind === "wrong-unit") {
      const { span } = this.line.place(first.start + quantity.unitAt, end);
      this.findings.error("wrong-unit", span, { key, found: excerpt(quantity.unit), allowed: unitsOf(kind).join(", ") });
      return null;
    }
    const { span } = this.line.place(first.start, end);
    if (quantity.kind === "not-a-quantity") {
      if (/^[+-]?[\d.]/.test(text)) this.findings.error("wrong-type", span, { key, found: excerpt(text), expected: kind });
      else this.fail([example]);
      return null;
    }
    if (!(quantity.value >= min && quantity.value <= max)) {
      this.findings.error("out-of-range", span, { key, found: excerpt(text), min: formatQuantity(kind, min, ""), max: formatQuantity(kind, max, "") });
      return null;
    }
    this.next += taken;
    return quantity.value;
  }

  /**
   * Takes what may follow to the end of the line, each word with what belongs to it: in any order, and once. A reader whose word
   * begins with a number takes the number itself. `also` might have stood first.
   */
  options<T extends object>(readers: Readonly<Record<string, () => Partial<T> | null>>, also: readonly string[] = []): Partial<T> | null {
    const left = new Map(Object.entries(readers));
    let first = also;
    let said: Partial<T> = {};
    while (!this.atEnd) {
      const word = this.atNumber() ? (Array.from(left.keys()).find((each) => /^\d/.test(each)) ?? "") : this.peek();
      const read = left.get(word);
      if (read === undefined) return this.fail([...first, ...left.keys()]);
      left.delete(word);
      if (!this.atNumber()) this.next += 1;
      this.following = Array.from(left.keys());
      const part = read();
      if (part === null) return null;
      said = { ...said, ...part };
      first = [];
    }
    this.findings.mayFollow = [...first, ...left.keys()];
    return said;
  }

  /** Reports that the text before is beyond its range of bytes. */
  beyond(found: string, min: number, max: number): null {
    const token = this.tokens[this.next - 1];
    const { span } = this.line.place(token?.start ?? 0, token?.end ?? 0);
    this.findings.error("out-of-range", span, { key: this.key, found, min: formatQuantity("size", min, ""), max: formatQuantity("size", max, "") });
    return null;
  }

  /** Whether a word behind a number goes on with the line, rather than being the number's unit. */
  private mayFollow(word: string): boolean {
    const found = word.toLowerCase();
    return NEVER_UNITS.has(found) || this.following.includes(found) || /^\d/.test(found);
  }

  /** The key that the line stands below. */
  private get key(): string {
    return this.code === "bad-fault" ? "faults" : "script";
  }

  /** True at the end of the line; what is left over is reported. `allowed` names what might still have followed. */
  end(allowed: readonly string[] = []): boolean {
    this.findings.mayFollow = allowed;
    if (this.atEnd) return true;
    this.fail(allowed);
    return false;
  }

  /** Reports the next word, or that the line ends too early. */
  fail(allowed: readonly string[], code: "bad-statement" | "bad-fault" | "unknown-host" = this.code): null {
    const token = this.tokens[this.next];
    const end = this.tokens.at(-1)?.end ?? 0;
    const { span, exact } = this.line.place(token?.start ?? end, token?.end ?? end);
    const found = token === undefined ? "" : this.line.text.slice(token.start, token.end);
    const { suggestion, ...values } = notAllowed(found, allowed);
    this.findings.error(code, span, exact && suggestion !== undefined ? { ...values, suggestion } : values);
    return null;
  }
}
