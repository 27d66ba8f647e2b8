// Which note of a vault is about a subject: by name or alias, whatever its case, spaces, hyphens and leading date.

import type { Subject } from "../../language/index.ts";

/** A note as far as its name goes. */
export interface NamedNote {
  readonly path: string;
  /** The file's name without folder and ending. */
  readonly name: string;
  readonly aliases: readonly string[];
}

/** The names that a note on each subject goes by, the best first. They are compared by `noteKey`. */
export const SUBJECT_NAMES: Readonly<Record<Subject, readonly string[]>> = {
  "tcp": ["TCP", "TCP protocol", "TCP 프로토콜", "Transmission Control Protocol", "전송 제어 프로토콜"],
  "udp": ["UDP", "UDP protocol", "UDP 프로토콜", "User Datagram Protocol", "사용자 데이터그램 프로토콜"],
  "four-way-handshake": [
    "4-way handshake", "four-way handshake", "4-way handshaking", "TCP 4-way handshake",
    "4-웨이 핸드셰이크", "4-웨이 핸드쉐이크", "4-way 핸드셰이크", "4-way 핸드쉐이크", "4방향 핸드셰이크", "포웨이 핸드셰이크",
    "TCP connection termination", "TCP 연결 종료", "TCP 연결 해제",
  ],
  "syn-flooding": [
    "SYN flooding", "SYN flood", "SYN flooding attack", "SYN flood attack", "TCP SYN flooding", "TCP SYN flood",
    "SYN 플러딩", "SYN 플러드", "SYN 플러딩 공격", "SYN 플러드 공격", "SYN flooding 공격",
  ],
  "ssh": ["SSH", "SSH protocol", "SSH 프로토콜", "Secure Shell", "시큐어 셸"],
  "https": ["HTTPS", "HTTPS protocol", "HTTPS 프로토콜", "HTTP over TLS", "HTTP Secure", "Hypertext Transfer Protocol Secure"],
};

const SHORT_DATE = /^(\d{2})(\d{2})(\d{2})(?=[-_.\s])/u;
const LONG_DATE = /^\d{4}[-_. ]?(\d{2})[-_. ]?(\d{2})(?=[-_.\s])/u;

/** What two names that mean the same note have in common. A name that is only a date keeps it. */
export function noteKey(name: string): string {
  const composed = name.normalize("NFC").trim();
  return fold(withoutDate(composed)) || fold(composed);
}

/**
 * The note on `subject`, or null. A better name wins, then a file's name over an alias, then a note in the folder of
 * `sourcePath`, then the shorter path, then the order of code units, so that the choice never wavers.
 */
export function findNote(subject: Subject, notes: readonly NamedNote[], sourcePath: string): NamedNote | null {
  const keys = SUBJECT_NAMES[subject].map(noteKey);
  const home = folderOf(sourcePath);
  let best: { readonly note: NamedNote; readonly rank: readonly (number | string)[] } | null = null;
  for (const note of notes) {
    const byName = keys.indexOf(noteKey(note.name));
    const byAlias = keys.findIndex((key) => note.aliases.some((alias) => noteKey(alias) === key));
    const places = [byName < 0 ? Infinity : byName * 2, byAlias < 0 ? Infinity : byAlias * 2 + 1];
    const place = Math.min(...places);
    if (place === Infinity) continue;
    const rank = [place, folderOf(note.path) === home ? 0 : 1, note.path.length, note.path];
    if (best === null || precedes(rank, best.rank)) best = { note, rank };
  }
  return best?.note ?? null;
}

/** Which of `names` names the subject best, or null: a note that is linked to, but not written yet. */
export function findName(subject: Subject, names: readonly string[]): string | null {
  const keys = SUBJECT_NAMES[subject].map(noteKey);
  const known = names.filter((name) => keys.includes(noteKey(name)));
  return known.reduce<string | null>((best, name) => {
    if (best === null) return name;
    const rank = (each: string): readonly (number | string)[] => [keys.indexOf(noteKey(each)), each];
    return precedes(rank(name), rank(best)) ? name : best;
  }, null);
}

/** A link as the block gives it (`[[250917-TCP|TCP 프로토콜]]`, or a bare name), taken apart; null when nothing is in it. */
export function parseLink(written: string): { readonly target: string; readonly label: string | null } | null {
  const text = written.trim();
  const inner = text.startsWith("[[") && text.endsWith("]]") ? text.slice(2, -2) : text;
  const bar = inner.indexOf("|");
  const target = (bar < 0 ? inner : inner.slice(0, bar)).trim();
  const label = bar < 0 ? "" : inner.slice(bar + 1).trim();
  return target === "" ? null : { target, label: label === "" ? null : label };
}

function withoutDate(name: string): string {
  for (const pattern of [LONG_DATE, SHORT_DATE]) {
    const found = pattern.exec(name);
    if (found === null) continue;
    const [month, day] = found.slice(-2).map(Number);
    if (month === undefined || day === undefined || month < 1 || month > 12 || day < 1 || day > 31) continue;
    return name.slice(found[0].length);
  }
  return name;
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[\s\-_‐-―]+/gu, "");
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

function precedes(a: readonly (number | string)[], b: readonly (number | string)[]): boolean {
  for (const [index, mine] of a.entries()) {
    const other = b[index];
    if (other === undefined || mine === other) continue;
    return mine < other;
  }
  return false;
}
