// A citation names the clause of a standard that a rule follows, so that every step of a run can say why.

/** A clause of a published text, such as RFC 9293 §3.10.7.3. */
export interface Citation {
  /** The text's name as the field spells it: `"RFC 9293"`, `"Linux"`. */
  readonly document: string;
  /** The clause inside the text, without the paragraph sign: `"3.10.7.3"`; absent where the text as a whole is meant. */
  readonly section?: string;
}

/** A rule of a protocol: its id names it everywhere (trace, caption, test), its citation says who made it. */
export interface Rule {
  /** Dotted lower-case path, protocol first: `"tcp.syn-sent.ack-acceptable"`. */
  readonly id: string;
  readonly citation: Citation;
}

/** Writes a citation as a reader expects it: `RFC 9293 §3.10.7.3`. */
export function formatCitation(citation: Citation): string {
  return citation.section === undefined ? citation.document : `${citation.document} §${citation.section}`;
}
